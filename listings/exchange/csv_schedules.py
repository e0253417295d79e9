"""How does a cell say when something is on? "FREQ=WEEKLY;BYDAY=TU;OPENS_AT=10:00", with | between several."""

from collections.abc import Iterable, Iterator
from datetime import time
from typing import Any, Final
from uuid import UUID

from listings.exchange import values
from listings.exchange.errors import RecordError
from listings.exchange.oruk_schedules import RULE, check, exception_row, rule_columns
from listings.exchange.records import Record, Row

_MOVED: Final = ("new_date", "new_opens_at", "new_closes_at", "new_location", "reason")


def written(record: Record, schedules: Iterable[Row]) -> str:
    """The cell."""
    return " | ".join(_one(record, schedule) for schedule in schedules)


def _one(record: Record, schedule: Row) -> str:
    parts = [
        f"{name.upper()}={_of(name, schedule.values[name])}"
        for name in RULE
        if schedule.values.get(name) is not None
    ]
    for one in sorted(
        record.of("schedule_exception", schedule_id=schedule.id),
        key=lambda row: str(row.values["on_date"]),
    ):
        facts = [_text(one.values[name]) if one.values[name] else "" for name in _MOVED]
        said = ">".join(_escaped(fact) for fact in facts).rstrip(">")
        parts.append(f"{one.values['kind'].upper()}={one.values['on_date']}{said and '>' + said}")
    return ";".join(parts)


def rows_of(cell: str, owner: dict[str, UUID]) -> Iterator[Row]:
    """The schedules of a cell with their exceptions; RecordError or ScheduleError for one that cannot be read."""
    for number, text in enumerate(part for part in cell.split("|") if part.strip()):
        pairs = [part.partition("=") for part in text.split(";") if part.strip()]
        given = {name.strip().lower(): value.strip() for name, sign, value in pairs if sign}
        unknown = [name for name, _, _ in pairs if name.strip().lower() not in _KNOWN]
        if unknown:
            raise RecordError(f"schedules: {unknown[0].strip()!r} is not known (CSV.md)")
        id = values.derived_id("schedule", *owner.values(), number)
        columns = rule_columns({**given, "pauses": _unescaped(given.get("pauses", ""))})
        check(id, columns)
        yield Row("schedule", id, {**owner, **columns})
        for name, _, value in pairs:
            if name.strip().lower() in ("cancelled", "moved"):
                yield _exception(id, name.strip().lower(), value.strip())


_KNOWN: Final = {*RULE, "cancelled", "moved"}


def _exception(schedule_id: UUID, kind: str, text: str) -> Row:
    day, *facts = text.split(">")
    on_date = values.day(day.strip())
    if on_date is None:
        raise RecordError(f"schedules: {day!r} is no date")
    said = dict(zip(_MOVED, (_unescaped(fact) for fact in facts), strict=False))
    return exception_row(
        schedule_id,
        on_date=on_date,
        kind=kind,
        new_date=values.day(said.get("new_date")),
        new_opens_at=values.clock(said.get("new_opens_at")),
        new_closes_at=values.clock(said.get("new_closes_at")),
        new_location=values.text(said.get("new_location")),
        reason=values.text(said.get("reason")),
    )


def _of(name: str, value: Any) -> str:
    """An area may be called whatever it likes; all else is made of codes."""
    return _escaped(value) if name == "pauses" else _text(value)


def _text(value: Any) -> str:
    if isinstance(value, time):
        return value.strftime("%H:%M:%S" if value.second else "%H:%M")
    return str(value)


_SIGNS: Final = {"%": "%25", ";": "%3B", "|": "%7C", ">": "%3E", "=": "%3D"}


def _escaped(text: str) -> str:
    return "".join(_SIGNS.get(sign, sign) for sign in text)


def _unescaped(text: str) -> str:
    for sign, code in reversed(_SIGNS.items()):
        text = text.replace(code, sign)
    return text
