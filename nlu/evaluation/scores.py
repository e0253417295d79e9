"""How many answers were right? Counts over a list of sentences, as numbers that can be printed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from nlu.components.training_data import Annotation, Example

# Above this a topic is answered at once.
SURE = 0.6
Ranking = Sequence[tuple[str, float]]


@dataclass(frozen=True)
class Answer:
    """What was read in a sentence."""

    ranking: Ranking
    language: str
    entities: Sequence[Annotation]


@dataclass(frozen=True)
class Score:
    """Shares from 0 to 1. `sure`: how often an answer is given at once, `sure_right`: how often it is then right."""

    sentences: int
    top1: float
    top3: float
    sure: float
    sure_right: float
    language: float
    entity_f1: float

    def as_json(self) -> dict[str, float]:
        """By name."""
        return asdict(self)


def score(examples: Sequence[Example], answers: Sequence[Answer]) -> Score:
    """Of one language."""
    pairs = list(zip(examples, answers, strict=True))
    sure = [(e, a) for e, a in pairs if a.ranking[0][1] >= SURE]
    return Score(
        sentences=len(pairs),
        top1=_share([a.ranking[0][0] == e.intent for e, a in pairs]),
        top3=_share([e.intent in [name for name, _ in a.ranking[:3]] for e, a in pairs]),
        sure=_share([a.ranking[0][1] >= SURE for _, a in pairs]),
        sure_right=_share([a.ranking[0][0] == e.intent for e, a in sure]),
        language=_share([a.language == e.language for e, a in pairs]),
        entity_f1=entity_f1(pairs),
    )


def entity_f1(pairs: Sequence[tuple[Example, Answer]]) -> float:
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


def _share(outcomes: Sequence[bool]) -> float:
    return sum(outcomes) / len(outcomes) if outcomes else 0.0
