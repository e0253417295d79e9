"""How does a row of schedule become a rule? Feeds write lists as text, and leave dtstart out."""

from collections.abc import Callable
from datetime import date, time
from typing import Final, Protocol, TypeVar, cast

from listings.errors import ScheduleError
from listings.events.rule import DateException, Frequency, ScheduleRule

# Any Monday will do for a rule that counts nothing from its start.
ANCHOR: Final = date(2001, 1, 1)

T = TypeVar("T")


class ScheduleFields(Protocol):
    """A row, or anything with the columns of schedule."""

    dtstart: date | None
    valid_from: date | None
    valid_to: date | None
    timezone: str
    until: date | None
    count: int | None
    wkst: str | None
    freq: str | None
    interval: int | None
    byday: str | None
    byweekno: str | None
    bymonthday: str | None
    byyearday: str | None
    opens_at: time | None
    closes_at: time | None
    pauses: str | None


class ExceptionFields(Protocol):
    """A row, or anything with the columns of schedule_exception."""

    on_date: date
    kind: str
    new_date: date | None
    new_opens_at: time | None
    new_closes_at: time | None
    new_location: str | None
    reason: str | None


def rule_of(row: ScheduleFields) -> ScheduleRule:
    """Read the text fields; ScheduleError names the one that cannot be read. Does not validate."""
    return ScheduleRule(
        dtstart=row.dtstart or row.valid_from or _anchor(row),
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        timezone=row.timezone or "Europe/London",
        freq=cast(Frequency | None, (row.freq or "").upper() or None),
        interval=1 if row.interval is None else row.interval,
        byday=_items("byday", row.byday, str.upper),
        bymonthday=_items("bymonthday", row.bymonthday, int),
        byweekno=_items("byweekno", row.byweekno, int),
        byyearday=_items("byyearday", row.byyearday, int),
        wkst=row.wkst or "MO",
        until=row.until,
        count=row.count,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        pauses=_items("pauses", row.pauses, str),
    )


def exception_of(row: ExceptionFields) -> DateException:
    """Read one row of schedule_exception."""
    if row.kind not in ("cancelled", "moved"):
        raise ScheduleError("kind", f"{row.kind!r} is neither cancelled nor moved")
    return DateException(
        on_date=row.on_date,
        kind="cancelled" if row.kind == "cancelled" else "moved",
        new_date=row.new_date,
        new_opens_at=row.new_opens_at,
        new_closes_at=row.new_closes_at,
        new_location=row.new_location,
        reason=row.reason,
    )


def _anchor(row: ScheduleFields) -> date:
    """Every Tuesday is every Tuesday whenever it began; every other Tuesday is not."""
    endless = row.freq and row.count is None and (row.interval or 1) == 1
    if endless and (row.byday or row.bymonthday):
        return ANCHOR
    raise ScheduleError("dtstart", "is missing")


def _items(field: str, text: str | None, read: Callable[[str], T]) -> tuple[T, ...]:
    if not text:
        return ()
    try:
        return tuple(read(item.strip()) for item in text.split(",") if item.strip())
    except ValueError as error:
        raise ScheduleError(field, f"{text!r} cannot be read") from error
