"""How many answers were right? Counts over a list of sentences, as numbers that can be printed."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from nlu.components.normalise import words
from nlu.components.training_data import Annotation, Example

# Above this a topic is answered at once.
SURE = 0.6
# Answers are compared with their confidence in so many bins of one width.
BINS = 10
# So many words or fewer say little of a language.
SHORT = 3
WORST = 10
Ranking = Sequence[tuple[str, float]]


@dataclass(frozen=True)
class Answer:
    """What was read in a sentence; `language` is None where it was taken as known."""

    ranking: Ranking
    language: str | None
    entities: Sequence[Annotation]


Pairs = Sequence[tuple[Example, Answer]]


@dataclass(frozen=True)
class Confusion:
    """In so many sentences one intent was meant, and another was taken to be likeliest."""

    meant: str
    taken_for: str
    sentences: int


@dataclass(frozen=True)
class Score:
    """Shares from 0 to 1; None where there is nothing to count.

    `sure`: how often an answer is given at once; `sure_right`: how often it is then right; `calibration`: the expected
    calibration error, how far the confidence is from how often it is right; `short` and `language_short`: the number
    of sentences of one to three words, and whether their language is known.
    """

    sentences: int
    top1: float
    top3: float
    sure: float
    sure_right: float | None
    calibration: float
    language: float | None
    short: int
    language_short: float | None
    entity_f1: float
    confusions: tuple[Confusion, ...]

    def as_json(self) -> dict[str, object]:
        """By name."""
        return asdict(self)


def score(examples: Sequence[Example], answers: Sequence[Answer]) -> Score:
    """Of one language; ValueError without any sentence."""
    pairs = list(zip(examples, answers, strict=True))
    if not pairs:
        raise ValueError("no sentences to score")
    sure = [(e, a) for e, a in pairs if a.ranking[0][1] >= SURE]
    told = [(e, a) for e, a in pairs if a.language is not None]
    short = [(e, a) for e, a in told if is_short(e.text)]
    return Score(
        sentences=len(pairs),
        top1=share(_right(pairs)) or 0.0,
        top3=share([e.intent in [name for name, _ in a.ranking[:3]] for e, a in pairs]) or 0.0,
        sure=len(sure) / len(pairs),
        sure_right=share(_right(sure)),
        calibration=calibration_error([a.ranking[0][1] for _, a in pairs], _right(pairs)),
        language=share([a.language == e.language for e, a in told]),
        short=len(short),
        language_short=share([a.language == e.language for e, a in short]),
        entity_f1=entity_f1(pairs),
        confusions=worst_confusions(pairs),
    )


def entity_f1(pairs: Pairs) -> float:
    """Over entities and values, in sentences that were annotated: in the others nobody looked."""
    right = found = expected = 0
    for example, answer in pairs:
        if example.entities:
            wanted = {(entity.entity, entity.value) for entity in example.entities}
            given = {(entity.entity, entity.value) for entity in answer.entities}
            right += len(wanted & given)
            found += len(given)
            expected += len(wanted)
    return 2 * right / (found + expected) if found + expected else 1.0


def calibration_error(confidences: Sequence[float], right: Sequence[bool]) -> float:
    """The mean distance of confidence and share of right answers, over bins weighed by what is in them."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, outcome in zip(confidences, right, strict=True):
        bins[min(int(confidence * BINS), BINS - 1)].append((confidence, outcome))
    distances = (
        abs(sum(confidence for confidence, _ in found) - sum(outcome for _, outcome in found))
        for found in bins.values()
    )
    return sum(distances) / len(right)


def worst_confusions(pairs: Pairs) -> tuple[Confusion, ...]:
    """The most frequent first, and by name among equals."""
    wrong = Counter((e.intent, a.ranking[0][0]) for e, a in pairs if a.ranking[0][0] != e.intent)
    ordered = sorted(wrong.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Confusion(meant, taken, count) for (meant, taken), count in ordered[:WORST])


def is_short(text: str) -> bool:
    """One to three words of letters."""
    spoken = sum(any(letter.isalpha() for letter in word.text) for word in words(text))
    return 1 <= spoken <= SHORT


def share(outcomes: Sequence[bool]) -> float | None:
    """The share of what is true; None of nothing."""
    return sum(outcomes) / len(outcomes) if outcomes else None


def _right(pairs: Pairs) -> list[bool]:
    return [answer.ranking[0][0] == example.intent for example, answer in pairs]
