"""What did the language server understand? Its JSON, read with suspicion, as a frozen `Parse`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nlu.errors import NluRubbish


@dataclass(frozen=True)
class Entity:
    """A value that the text names; `start` and `end` count code points of the text."""

    entity: str
    value: str
    start: int
    end: int


@dataclass(frozen=True)
class Parse:
    """A message's meaning. `ranking` holds every intent, the likeliest first; `language` is `und` for none of ours."""

    text: str
    language: str
    language_confidence: float
    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    entities: tuple[Entity, ...]

    def values(self, entity: str) -> tuple[str, ...]:
        """The values of one entity in the order of the text."""
        return tuple(found.value for found in self.entities if found.entity == entity)


def decode(answer: object, text: str, skipped: int = 0) -> Parse:
    """Rasa's answer to `text` without its first `skipped` characters. NluRubbish when it names no intent."""
    said = _mapping(answer)
    intent = _scored(said.get("intent"), "name")
    if intent is None:
        raise NluRubbish("the answer names no intent")
    language = _scored(said.get("language"), "code") or ("und", 0.0)
    ranking = [pair for item in _items(said, "intent_ranking") if (pair := _scored(item, "name"))]
    items = _items(said, "entities")
    entities = [entity for item in items if (entity := _entity(item, skipped, len(text)))]
    return Parse(text, *language, *intent, tuple(ranking or [intent]), tuple(entities))


def _mapping(found: object) -> Mapping[str, Any]:
    if not isinstance(found, dict):
        raise NluRubbish("the answer is not a JSON object")
    return found


def _items(said: Mapping[str, Any], name: str) -> list[Any]:
    found = said.get(name)
    return found if isinstance(found, list) else []


def _scored(found: object, name: str) -> tuple[str, float] | None:
    if not isinstance(found, dict):
        return None
    label, confidence = found.get(name), found.get("confidence")
    if not isinstance(label, str) or not isinstance(confidence, int | float):
        return None
    return label, float(confidence)


def _entity(found: object, skipped: int, length: int) -> Entity | None:
    match found:
        case {"entity": str(entity), "value": str(value), "start": int(start), "end": int(end)}:
            if 0 <= start < end <= length - skipped:
                return Entity(entity, value, start + skipped, end + skipped)
    return None
