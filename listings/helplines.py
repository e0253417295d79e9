"""Which national numbers are always right to give? Those of helplines.toml, each with where it was seen."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, Final

from listings.errors import HelplineError
from listings.model import Helpline
from listings.words import TOPICS

FILE: Final = Path(__file__).parent / "helplines.toml"
SAFETY: Final = ("emergency", "suicide_self_harm", "abuse")
_PARTS: Final = frozenset(("safety", "topics", "helplines"))
_FIELDS: Final = frozenset(field.name for field in fields(Helpline)) - {"key", "safety", "topics"}

Keys = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Helplines:
    """All helplines, and who is given for what; every order is that of the file, the best first."""

    all: tuple[Helpline, ...]
    safety: Keys
    topics: Keys

    def for_safety(self, intent: str) -> tuple[Helpline, ...]:
        """The numbers for one safety intent; at least one for each of SAFETY."""
        return self._named(self.safety.get(intent, ()))

    def for_topic(self, topic: str) -> tuple[Helpline, ...]:
        """The numbers for one topic of `listings.words`; some topics have none."""
        return self._named(self.topics.get(topic, ()))

    def by_key(self, key: str) -> Helpline | None:
        """One helpline by its key."""
        return next((helpline for helpline in self.all if helpline.key == key), None)

    def _named(self, keys: tuple[str, ...]) -> tuple[Helpline, ...]:
        by_key = {helpline.key: helpline for helpline in self.all}
        return tuple(by_key[key] for key in keys)


def load_helplines(path: Path = FILE) -> Helplines:
    """Read and check a file of helplines; raises HelplineError, which names block and field."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise HelplineError("the file", "form", str(error)) from error
    return read_helplines(table)


def read_helplines(table: Mapping[str, Any]) -> Helplines:
    """Check a table in the form of helplines.toml; raises HelplineError."""
    for part in _PARTS | table.keys():
        if part not in _PARTS:
            raise HelplineError("the file", part, "is not a part of it")
        if not isinstance(table.get(part), dict):
            raise HelplineError("the file", part, "is missing, or is not a table")
    blocks = {key: _Block(key, values) for key, values in table["helplines"].items()}
    safety = _lists("safety", table["safety"], SAFETY, blocks)
    topics = _lists("topics", table["topics"], TOPICS, blocks)
    lines = tuple(_helpline(block, safety, topics) for block in blocks.values())
    helplines = Helplines(lines, safety, topics)
    for intent in SAFETY:
        if all(helpline.police for helpline in helplines.for_safety(intent)):
            raise HelplineError("safety", intent, "names no way that is not the police")
    return helplines


def _lists(
    part: str, values: dict[str, Any], known: Collection[str], keys: Collection[str]
) -> Keys:
    lists: dict[str, tuple[str, ...]] = {}
    for word, named in values.items():
        if word not in known:
            raise HelplineError(part, word, "is not a word of the contract")
        if not isinstance(named, list):
            raise HelplineError(part, word, "is not a list")
        for key in named:
            if key not in keys:
                raise HelplineError(part, word, f"{key!r} is not a helpline of this file")
        lists[word] = tuple(named)
    return lists


def _helpline(block: "_Block", safety: Keys, topics: Keys) -> Helpline:
    return Helpline(
        key=block.key,
        name=block.text("name"),
        phone=block.text("phone"),
        url=block.text("url") if "url" in block.fields else None,
        hours=block.text("hours", may_be_empty=True),
        safety=tuple(word for word, keys in safety.items() if block.key in keys),
        topics=tuple(word for word, keys in topics.items() if block.key in keys),
        free=block.yes_or_no("free"),
        police=block.yes_or_no("police"),
        interpreters=block.yes_or_no("interpreters"),
        source=block.text("source"),
        checked_on=block.day("checked_on"),
        checked_by=block.text("checked_by"),
    )


@dataclass(frozen=True, slots=True)
class _Block:
    """One [helplines.key], and how its fields are read."""

    key: str
    values: Any

    @property
    def fields(self) -> dict[str, Any]:
        if not isinstance(self.values, dict):
            raise self.wrong("form", "is not a table")
        for name in self.values:
            if name not in _FIELDS:
                raise self.wrong(name, "is not a field")
        return self.values

    def wrong(self, field: str, reason: str) -> HelplineError:
        return HelplineError(self.key, field, reason)

    def text(self, field: str, *, may_be_empty: bool = False) -> str:
        value = self.fields.get(field)
        if not isinstance(value, str) or not (value.strip() or may_be_empty):
            raise self.wrong(field, "is missing, or is not a text")
        return value

    def yes_or_no(self, field: str) -> bool:
        value = self.fields.get(field)
        if not isinstance(value, bool):
            raise self.wrong(field, "is missing, or is neither true nor false")
        return value

    def day(self, field: str) -> date:
        value = self.fields.get(field)
        # To Python a moment is a day too.
        if type(value) is not date:
            raise self.wrong(field, "is missing, or is not a day such as 2026-11-22")
        return value
