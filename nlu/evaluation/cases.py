"""Which sentences, written apart from the training data, do we test with? `tests/nlu/cases/<lang>.tsv`."""

from pathlib import Path

from nlu.components.training_data import Example, annotated


def cases(folder: Path) -> list[Example]:
    """Lines of intent, tab, text with entities in Rasa's inline annotation; a language for each file."""
    return [
        _case(path.stem, line)
        for path in sorted(folder.glob("*.tsv"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]


def _case(language: str, line: str) -> Example:
    intent, _, rest = line.partition("\t")
    text, entities = annotated(rest)
    return Example(language, intent, text, entities)
