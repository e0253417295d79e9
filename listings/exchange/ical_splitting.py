"""Which lines of a calendar belong to which event? Cut before parsing, so that errors stay where they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_KEPT: Final = re.compile(r"(X-WR-TIMEZONE|X-WR-CALNAME|NAME)[:;]", re.IGNORECASE)
_BEGIN: Final = re.compile(r"BEGIN\s*:\s*(\w+)\s*$", re.IGNORECASE)
_END: Final = re.compile(r"END\s*:\s*(\w+)\s*$", re.IGNORECASE)


@dataclass
class Group:
    """The events of one UID (a series and its edited dates), with the header and the zones of their calendar."""

    uid: str | None
    name: str
    header: list[str]
    zones: list[str]
    events: list[list[str]] = field(default_factory=list)

    def text(self) -> str:
        """A calendar of this event alone."""
        body = [line for event in self.events for line in event]
        known = [line for line in self.zones if body]
        lines = ["BEGIN:VCALENDAR", *self.header, *known, *body, "END:VCALENDAR"]
        return "\r\n".join(lines) + "\r\n"


def split(text: str) -> Iterator[Group]:
    """One group for each UID; events without one are alone."""
    for header, zones, events in _calendars(_unfolded(text)):
        groups: dict[str, Group] = {}
        for number, lines in enumerate(events, start=1):
            uid = _value(lines, "UID")
            key = uid or f"\0{number}"
            if key not in groups:
                name = uid or _value(lines, "SUMMARY") or f"event {number}"
                needed = zones if any("TZID" in line.upper() for line in lines) else []
                groups[key] = Group(uid, name, header, needed)
            groups[key].events.append(lines)
        yield from groups.values()


def _calendars(lines: list[str]) -> Iterator[tuple[list[str], list[str], list[list[str]]]]:
    header: list[str] = []
    zones: list[str] = []
    events: list[list[str]] = []
    block: list[str] = []
    inside: str | None = None
    for line in lines:
        begins, ends = _BEGIN.match(line), _END.match(line)
        name = (begins or ends).group(1).upper() if (begins or ends) else None  # type: ignore[union-attr]
        if begins and name == "VCALENDAR" and (header or events):
            yield header, zones, events
            header, zones, events = [], [], []
        if begins and inside is None and name in ("VEVENT", "VTIMEZONE"):
            inside, block = name, []
        if inside is None and _KEPT.match(line):
            header.append(line)
        if inside is not None:
            block.append(line)
        if ends and name == inside:
            if inside == "VEVENT":
                events.append(block)
            else:
                zones += block
            inside = None
    if inside == "VEVENT":  # cut off: parsed all the same, and rejected with its name
        events.append([*block, "END:VEVENT"])
    yield header, zones, events


def _unfolded(text: str) -> list[str]:
    return [line for line in re.sub(r"\r?\n[ \t]", "", text).splitlines() if line.strip()]


def _value(lines: list[str], name: str) -> str | None:
    for line in lines:
        match = re.match(rf"{name}\s*(?:;[^:]*)?:(.*)", line, re.IGNORECASE)
        if match:
            return match.group(1).strip() or None
    return None
