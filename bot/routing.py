"""What is done with what was understood? Sure: one answer. Unsure: three meanings to tap. Lost: the menu."""

from dataclasses import dataclass
from typing import Final

from bot.buttons import Ask
from listings.words import AUDIENCES, TIMES, TOPICS
from nlu.parse import Entity, Parse

SAFETY: Final = ("emergency", "suicide_self_harm", "abuse")
# Measured on held-out sentences (`waypost nlu test`): an answer above SURE is right at least 95 times in 100.
SURE: Final = 0.60
LEAST: Final = 0.12
# A wrong safety screen costs one tap, a missed one may cost a life: what the three safety intents have together needs
# less to be enough (`make accuracy` measures what that finds, and how often it is wrong).
SAFETY_SURE: Final = 0.25
MEANINGS: Final = 3
ALSO_VERBS: Final = frozenset({"polish"})
BEFORE_A_VERB: Final = frozenset("i you we they he she who to can could will and".split())
ALWAYS_A_LIMIT: Final = ("women", "lgbt")
FOR_A_GROUP: Final = (
    "meet_people",
    "learn_english",
    "find_events",
    "play_sport",
    "volunteer",
    "worship",
    "family_activities",
    "visit_places",
    "mental_health",
    "work",
    "education",
)


@dataclass(frozen=True, slots=True)
class Sure:
    """One intent, clear enough to be answered at once."""

    intent: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """The likeliest intents, best first."""

    intents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """Nothing that is worth offering."""


Route = Sure | Unsure | Lost


def route(parse: Parse) -> Route:
    """Where a parsed message goes."""
    danger = _danger(parse)
    if danger is not None:
        return Sure(danger)
    if parse.confidence >= SURE:
        return Sure(parse.intent)
    if parse.confidence < LEAST or not parse.ranking:
        return Lost()
    return Unsure(tuple(name for name, _ in parse.ranking[:MEANINGS]))


def _danger(parse: Parse) -> str | None:
    """The likeliest safety intent, if danger is likely enough."""
    likely = [(name, confidence) for name, confidence in parse.ranking if name in SAFETY]
    together = sum(confidence for _, confidence in likely)
    return likely[0][0] if together >= SAFETY_SURE else None


def ask_of(parse: Parse, topic: str, place_key: str | None) -> Ask:
    """The search that a sentence asks for, from its entities."""
    times = [entity.value for entity in parse.entities if entity.entity == "time"]
    audiences = [
        e.value for e in parse.entities if e.entity == "audience" and _limits(e.value, topic)
    ]
    spoken = [
        e.value
        for e in parse.entities
        if e.entity == "language" and not _taught(e.value, topic) and not _is_verb(parse, e)
    ]
    return Ask(
        topic=topic,
        place=place_key,
        times=tuple(dict.fromkeys(time for time in times if time in TIMES))[:3],
        audiences=tuple(dict.fromkeys(name for name in audiences if name in AUDIENCES))[:2],
        free=any(entity.entity == "cost" for entity in parse.entities),
        spoken=spoken[0] if spoken else None,
    )


def _limits(audience: str, topic: str) -> bool:
    """Whether somebody who names a group wants a place for that group.

    Children in a story about a damp flat are part of the story; a limit would hide the help, since it is never widened.
    """
    return audience in ALWAYS_A_LIMIT or topic in FOR_A_GROUP


def _taught(language: str, topic: str) -> bool:
    """ "English" in "English classes" is what is taught, not what is spoken there."""
    return topic == "learn_english" and language == "en"


def _is_verb(parse: Parse, entity: Entity) -> bool:
    """ "Polish" in "I polish nails"."""
    before = parse.text[: entity.start].lower().split()
    word = parse.text[entity.start : entity.end].lower()
    return word in ALSO_VERBS and bool(before) and before[-1] in BEFORE_A_VERB


def is_topic(intent: str) -> bool:
    """Whether an intent is answered from the listings."""
    return intent in TOPICS
