"""Is the training data whole and sound? Run by `make check`; one line for each problem, exit 1 if there is any."""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import yaml

from nlu.components.lexicon import AUDIENCES, ENTITIES, LANGUAGES, TIMES
from nlu.components.normalise import plain
from nlu.components.postcodes import postcodes
from nlu.components.training_data import Example, TrainingSet, block_lines, blocks, read
from nlu.layout import Layout

# Examples that each intent has at least, in each language.
FEWEST = 25
CLOSED = {"time": TIMES, "audience": AUDIENCES, "cost": frozenset({"free"}), "language": LANGUAGES}


def main() -> None:
    """Prints the problems."""
    layout = Layout()
    problems = list(unreadable(layout))
    if not problems:
        data = read(layout.data)
        intents = yaml.safe_load((layout.root / "domain.yml").read_text())["intents"]
        for language in layout.languages():
            lines = [example for example in data.examples if example.language == language]
            found = (
                *counts(lines, intents),
                *shared(lines),
                *values(lines),
                *synonyms(data, language),
            )
            problems += [f"{language}: {problem}" for problem in found]
    for problem in problems:
        sys.stdout.write(f"nlu/data: {problem}\n")
    sys.exit(bool(problems))


def unreadable(layout: Layout) -> Iterator[str]:
    """Files that are no YAML, and lines whose braces are no JSON."""
    for path in sorted(layout.data.glob("*/*.yml")):
        name = f"{path.parent.name}/{path.name}"
        try:
            found = blocks(path)
        except yaml.YAMLError as error:
            yield f"{name}: not YAML: {str(error).splitlines()[-1].strip()}"
            continue
        for block in found:
            yield from (f"{name}: {line}" for line in _broken(block))


def _broken(block: dict[str, object]) -> Iterator[str]:
    from nlu.components.training_data import annotated

    if "intent" not in block:
        return
    for line in block_lines(block):
        try:
            text, _ = annotated(line)
        except (json.JSONDecodeError, KeyError):
            yield f"braces that are not JSON, or name no entity: {line}"
            continue
        if "{" in text or "](" in text:
            yield f"an annotation that cannot be read: {line}"


def counts(lines: Sequence[Example], intents: Sequence[str]) -> Iterator[str]:
    """Intents with too few examples, and such as the domain does not have."""
    found = Counter(example.intent for example in lines)
    for intent in intents:
        if found[intent] < FEWEST:
            yield f"{intent} has {found[intent]} examples, fewer than {FEWEST}"
    yield from (f"{intent} is not in domain.yml" for intent in found.keys() - set(intents))


def shared(lines: Sequence[Example]) -> Iterator[str]:
    """Lines that two intents share."""
    intents: dict[str, set[str]] = defaultdict(set)
    for example in lines:
        intents[plain(example.text)].add(example.intent)
    for text, found in intents.items():
        if len(found) > 1:
            yield f"{' and '.join(sorted(found))} share a line: {text}"


def values(lines: Sequence[Example]) -> Iterator[str]:
    """Entities that do not exist, or with a value that is not canonical."""
    for example in lines:
        for entity in example.entities:
            if entity.entity not in ENTITIES:
                yield f"no such entity: {entity.entity} ({example.text})"
            elif not _canonical(entity.entity, entity.value):
                yield f"{entity.entity} cannot be {entity.value!r} ({example.text})"


def synonyms(data: TrainingSet, language: str) -> Iterator[str]:
    """Closed values without a form in the lexicon."""
    mine = {synonym.value for synonym in data.synonyms if synonym.language == language}
    for entity, expected in CLOSED.items():
        if missing := expected - mine:
            yield f"lexicon.yml has no form for {entity} {', '.join(sorted(missing))}"


def _canonical(entity: str, value: str) -> bool:
    if entity == "place":
        return value[:1].isupper() and (not value[-1:].isdigit() or bool(list(postcodes(value))))
    if entity == "language":
        return value.islower() and 2 <= len(value) <= 3
    return value in CLOSED[entity]


if __name__ == "__main__":
    main()
