"""What have people written for us in each language? Reads the YAML in `nlu/data/<lang>/`, fast enough for sixteen."""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ANNOTATED = re.compile(r"\[(?P<text>[^\]]+)\](?P<json>\{[^}]*\})")
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Annotation:
    """An entity in an example: its span in the text, and what it stands for."""

    entity: str
    value: str
    start: int
    end: int


@dataclass(frozen=True)
class Example:
    """A line that a person may write, with its meaning."""

    language: str
    intent: str
    text: str
    entities: tuple[Annotation, ...]


@dataclass(frozen=True)
class Synonym:
    """A way to write a canonical value in one language."""

    language: str
    value: str
    form: str


@dataclass(frozen=True)
class Phrase:
    """A phrase of `safety.toml`: what it is listed under (a safety intent, or lookalikes), and its words."""

    language: str
    kind: str
    text: str


@dataclass(frozen=True)
class TrainingSet:
    """All that one or more languages have."""

    examples: tuple[Example, ...]
    synonyms: tuple[Synonym, ...]
    phrases: tuple[Phrase, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have examples, by code."""
        return tuple(sorted({example.language for example in self.examples}))


def annotated(line: str) -> tuple[str, tuple[Annotation, ...]]:
    """The bare text of a line in Rasa's inline annotation, and its entities. ValueError: the braces are no JSON."""
    text, entities, last = "", [], 0
    for match in ANNOTATED.finditer(line):
        text += line[last : match.start()]
        start = len(text)
        text += match["text"]
        said = json.loads(match["json"])
        value = str(said.get("value", match["text"]))
        entities.append(Annotation(said["entity"], value, start, len(text)))
        last = match.end()
    return text + line[last:], tuple(entities)


def read(folder: Path) -> TrainingSet:
    """The training data of every language under `nlu/data`, a subfolder each, with the phrases of danger beside it."""
    examples: list[Example] = []
    synonyms: list[Synonym] = []
    for path in sorted(folder.glob("*/*.yml")):
        language = path.parent.name
        for block in blocks(path):
            lines = block_lines(block)
            if "synonym" in block:
                synonyms += (Synonym(language, str(block["synonym"]), line) for line in lines)
            elif "intent" in block:
                for line in lines:
                    text, entities = annotated(line)
                    examples.append(Example(language, block["intent"], text, entities))
    return TrainingSet(tuple(examples), tuple(synonyms), tuple(safety_phrases(folder.parents[1])))


def safety_phrases(root: Path) -> Iterator[Phrase]:
    """The phrases of `locales/<lang>/safety.toml`, without the marks for endings (`*`) and for words between (`..`)."""
    for path in sorted(root.glob("locales/*/safety.toml")):
        for kind, section in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for phrase in section["phrases"]:
                text = " ".join(phrase.replace("*", " ").replace("..", " ").split())
                yield Phrase(path.parent.name, kind, text)


def blocks(path: Path) -> list[dict[str, Any]]:
    """The `nlu` list of one file."""
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506 - a safe loader
    return list((content or {}).get("nlu") or [])


def block_lines(block: dict[str, Any]) -> Iterator[str]:
    """The lines of a block's `examples`, without their dashes."""
    for line in str(block.get("examples", "")).splitlines():
        if line.strip().startswith("- "):
            yield line.strip()[2:].strip()
