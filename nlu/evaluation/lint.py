"""Is the training data whole and sound? Run by `make check`; one line for each problem, exit 1 if there is any.

What only needs looking at (thin intents, short lines that are alike, lines in another language) is in
`waypost nlu coverage`.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import yaml

from nlu.components.lexicon import AUDIENCES, ENTITIES, LANGUAGES, TIMES
from nlu.components.normalise import plain
from nlu.components.postcodes import postcodes
from nlu.components.training_data import (
    Example,
    TrainingSet,
    annotated,
    block_lines,
    blocks,
    read,
)
from nlu.evaluation.demand import FEWEST, headings
from nlu.evaluation.near import near
from nlu.evaluation.scripts import misplaced
from nlu.layout import Layout

# Lines of fewer words are what people type into a search box, and differ in one word by their nature.
SENTENCE = 4
CLOSED = {"time": TIMES, "audience": AUDIENCES, "cost": frozenset({"free"}), "language": LANGUAGES}


def main() -> None:
    """Prints the problems."""
    found = list(problems(Layout()))
    for problem in found:
        sys.stdout.write(f"nlu/data: {problem}\n")
    sys.exit(bool(found))


def problems(layout: Layout) -> Iterator[str]:
    """What is wrong, language by language; what cannot be read first, and then alone."""
    broken = list(unreadable(layout))
    yield from broken
    if broken:
        return
    data = read(layout.data)
    domain = headings((layout.root / "domain.yml").read_text(encoding="utf-8"))
    for language in layout.languages():
        lines = [example for example in data.examples if example.language == language]
        found = (
            *counts(lines, domain),
            *shared(lines),
            *repeated(lines),
            *strange(lines),
            *values(lines),
            *synonyms(data, language),
        )
        yield from (f"{language}: {problem}" for problem in found)


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


def counts(lines: Sequence[Example], domain: Mapping[str, str]) -> Iterator[str]:
    """Intents with too few examples, and such as the domain (the heading of each intent) does not have."""
    found = Counter(example.intent for example in lines)
    for intent, heading in domain.items():
        if found[intent] < FEWEST[heading]:
            yield f"{intent} has {found[intent]} examples, fewer than {FEWEST[heading]}"
    yield from (f"{intent} is not in domain.yml" for intent in sorted(found.keys() - set(domain)))


def shared(lines: Sequence[Example]) -> Iterator[str]:
    """Lines that two intents share."""
    intents: dict[str, set[str]] = defaultdict(set)
    for example in lines:
        intents[plain(example.text)].add(example.intent)
    for text, found in intents.items():
        if len(found) > 1:
            yield f"{' and '.join(sorted(found))} share a line: {text}"


def repeated(lines: Sequence[Example]) -> Iterator[str]:
    """Lines that an intent has twice, and sentences of one intent that differ in one word only."""
    by_intent: dict[str, list[str]] = defaultdict(list)
    for example in lines:
        by_intent[example.intent].append(example.text)
    for intent, texts in by_intent.items():
        for text, count in Counter(map(plain, texts)).items():
            if count > 1:
                yield f"{intent} has a line {count} times: {text}"
        for later, earlier in near(texts, SENTENCE):
            yield f"{intent} has lines that differ in one word only: {later} / {earlier}"


def strange(lines: Sequence[Example]) -> Iterator[str]:
    """Lines in a script that the language is not written in: they belong into another folder."""
    for script, text in misplaced([example.text for example in lines]):
        yield f"a line in {script} letters: {text}"


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
