"""Does a demo file keep to its form? Reads values out of YAML, and says where one is wrong."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import time
from typing import Any

from listings.errors import FormError


@dataclass(frozen=True, slots=True)
class Entry:
    """One mapping of a file, and where it stands."""

    where: str
    values: dict[str, Any]

    def only(self, known: Collection[str]) -> "Entry":
        """Itself, if it has no field but these."""
        for name in self.values:
            if name not in known:
                raise FormError(self.where, f"{name!r} is not a field")
        return self

    def wrong(self, name: str, reason: str) -> FormError:
        """The error for a field."""
        return FormError(f"{self.where}, {name}", reason)

    def text(self, name: str) -> str | None:
        """A text, or None if it is not there; a number (a phone without quotes) is no text."""
        value = self.values.get(name)
        if value is None or (isinstance(value, str) and value.strip()):
            return value
        raise self.wrong(name, "must be a text")

    def needed(self, name: str) -> str:
        """A text that must be there."""
        value = self.text(name)
        if value is None:
            raise self.wrong(name, "is missing")
        return value

    def flag(self, name: str) -> bool:
        """True or, left out, false."""
        value = self.values.get(name, False)
        if isinstance(value, bool):
            return value
        raise self.wrong(name, "must be true or false")

    def number(self, name: str, default: int | None = None) -> int | None:
        """A whole number."""
        value = self.values.get(name, default)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        raise self.wrong(name, "must be a whole number")

    def degrees(self, name: str) -> float:
        """A latitude or longitude."""
        value = self.values.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        raise self.wrong(name, "must be a number of degrees")

    def clock(self, name: str) -> time | None:
        """A time of day in quotes."""
        value = self.text(name)
        if value is None:
            return None
        try:
            return time.fromisoformat(value)
        except ValueError as error:
            raise self.wrong(name, f"{value!r} is no time of day") from error

    def texts(self, name: str, known: Collection[str] | None = None) -> list[str]:
        """A list of texts, or a single one; each of `known`, if that is given."""
        value = self.values.get(name, [])
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise self.wrong(name, "must be a list of texts")
        for item in items:
            if known is not None and item not in known:
                raise self.wrong(name, f"{item!r} is not one of the words")
        return items

    def entries(self, name: str) -> Iterator["Entry"]:
        """A list of mappings."""
        value = self.values.get(name, [])
        if not isinstance(value, list):
            raise self.wrong(name, "must be a list")
        for number, item in enumerate(value, start=1):
            yield entry(f"{self.where}, {name} {number}", item)

    def mapping(self, name: str) -> "Entry":
        """A mapping inside this one; empty if it is not there."""
        return entry(f"{self.where}, {name}", self.values.get(name, {}))


def entry(where: str, value: Any) -> Entry:
    """An entry, if the value is a mapping of names."""
    if not isinstance(value, dict) or not all(isinstance(name, str) for name in value):
        raise FormError(where, "must be a mapping")
    return Entry(where, value)
