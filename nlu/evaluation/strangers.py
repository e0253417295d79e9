"""Which training lines read like another language than their folder's?

Mixing languages is wanted, so this is for reading through: a line may be right where it is.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlu.components.normalise import plain
from nlu.components.training_data import Example

# Fewer words belong to many languages, and a weak guess is none.
FEWEST_WORDS = 3
SURE = 0.7


@dataclass(frozen=True)
class Stranger:
    """A line, what it was taken for, and how sure that is."""

    line: Example
    taken_for: str
    sure: float


def strangers(
    examples: Sequence[Example], taken: Sequence[tuple[str, float]]
) -> Iterator[Stranger]:
    """Lines that a model that has not seen them takes for another language, unless that language has the line too."""
    folders: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        folders[plain(example.text)].add(example.language)
    for example, (language, sure) in zip(examples, taken, strict=True):
        line = plain(example.text)
        if sure >= SURE and language not in folders[line] and len(line.split()) >= FEWEST_WORDS:
            yield Stranger(example, language, sure)
