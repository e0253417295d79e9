"""Which intents are thin? For each intent of a language: how much was written, and how much of it is its own."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from nlu.components.normalise import plain
from nlu.components.training_data import Example
from nlu.evaluation.demand import FEWEST, TOPICS
from nlu.evaluation.near import near

# What people type into a search box, and what is a story.
SHORT, STORY = 3, 12
# A topic with fewer distinct words than this share of what is usual in its language is thin.
THIN = 3 / 4


@dataclass(frozen=True)
class Coverage:
    """Of one intent in one language. Shares are from 0 to 1.

    `words`: distinct words; `own`: those that no other intent of the language has; `opening`: of the longer lines the
    share that begins with the same two words; `near`: pairs of lines that differ in one word.
    """

    intent: str
    heading: str
    lines: int
    annotated: float
    short: int
    stories: int
    words: int
    own: int
    opening: float
    near: int

    @property
    def fewest(self) -> int:
        """How many lines there must be."""
        return FEWEST[self.heading]

    @property
    def missing(self) -> int:
        """How many lines are still to be written."""
        return max(self.fewest - self.lines, 0)


def coverage(lines: Sequence[Example], domain: Mapping[str, str]) -> list[Coverage]:
    """Of each intent of the domain (with its heading), over the lines of one language."""
    by_intent: dict[str, list[Example]] = defaultdict(list)
    for example in lines:
        by_intent[example.intent].append(example)
    words = {intent: _words(by_intent[intent]) for intent in domain}
    intents = Counter(word for found in words.values() for word in found)
    return [
        _covered(intent, heading, by_intent[intent], words[intent], intents)
        for intent, heading in domain.items()
    ]


def thin(covered: Sequence[Coverage]) -> list[str]:
    """The topics of one language that say little beside the others, the thinnest first."""
    topics = [each for each in covered if each.heading == TOPICS]
    usual = median(each.words for each in topics)
    found = [each for each in topics if each.words < THIN * usual]
    return [each.intent for each in sorted(found, key=lambda each: each.words)]


def _covered(
    intent: str,
    heading: str,
    lines: Sequence[Example],
    words: frozenset[str],
    intents: Mapping[str, int],
) -> Coverage:
    texts = [plain(example.text).split() for example in lines]
    openings = Counter(tuple(text[:2]) for text in texts if len(text) > SHORT)
    return Coverage(
        intent=intent,
        heading=heading,
        lines=len(lines),
        annotated=_share(sum(bool(example.entities) for example in lines), len(lines)),
        short=sum(len(text) <= SHORT for text in texts),
        stories=sum(len(text) >= STORY for text in texts),
        words=len(words),
        own=sum(intents[word] == 1 for word in words),
        opening=_share(max(openings.values(), default=0), openings.total()),
        near=len(near([example.text for example in lines], SHORT)),
    )


def _words(lines: Sequence[Example]) -> frozenset[str]:
    return frozenset(word for example in lines for word in plain(example.text).split())


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
