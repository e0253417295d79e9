"""When does a schedule happen? Local rules become instants, with cancelled and moved dates applied."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from heapq import merge
from uuid import UUID
from zoneinfo import ZoneInfo

from listings.events.holidays import holiday_on
from listings.events.local import local_date
from listings.events.recurrence import dates
from listings.events.rule import DateException, DaysOff, ScheduleRule
from listings.model import Occurrence

_MARGIN = timedelta(days=2)  # an offset from UTC, and a night that ends on the next day


@dataclass(frozen=True, slots=True)
class Timetable:
    """A valid rule with its exceptions, as `listings.events.read` makes it.

    `school_holidays` are those of the areas that the rule pauses for.
    """

    schedule_id: UUID
    rule: ScheduleRule
    exceptions: tuple[DateException, ...] = ()
    school_holidays: tuple[DaysOff, ...] = ()


def occurrences(timetable: Timetable, after: datetime, before: datetime) -> Iterator[Occurrence]:
    """What is not over at `after` and starts before `before`, soonest first; cancelled ones included.

    A day on which the rule pauses is cancelled unless an exception says otherwise. Lazy, and bounded by `before`.
    """
    rule = timetable.rule
    first = local_date(after - _MARGIN, rule.timezone)
    last = local_date(before + _MARGIN, rule.timezone)
    planned = _planned(timetable, dates(rule, first, last))
    found = merge(planned, _moved(timetable), key=_start) if timetable.exceptions else planned
    for occurrence in found:
        if occurrence.starts_at >= before:
            return
        if (occurrence.ends_at or occurrence.starts_at) > after:
            yield occurrence


def occurrence_of(timetable: Timetable, on_date: date) -> Occurrence | None:
    """What became of the date that the rule gives as `on_date`; None if it gives that date no more."""
    planned = dates(timetable.rule, on_date, on_date)
    found = [*_planned(timetable, planned), *_moved(timetable)]
    return next((one for one in found if one.on_date == on_date), None)


def soonest(
    timetables: Iterable[Timetable], after: datetime, before: datetime
) -> Iterator[Occurrence]:
    """The occurrences of several schedules, in one row by time."""
    rows = [occurrences(timetable, after, before) for timetable in timetables]
    return rows[0] if len(rows) == 1 else merge(*rows, key=_start)


def _start(occurrence: Occurrence) -> datetime:
    return occurrence.starts_at


def _planned(timetable: Timetable, days: Iterable[date]) -> Iterator[Occurrence]:
    """What the rule gives, cancelled dates included and moved ones left out."""
    differing = {exception.on_date: exception for exception in timetable.exceptions}
    pauses = bool(timetable.rule.pauses)
    for day in days:
        exception = differing.get(day)
        if exception is None and pauses:
            exception = _pause(timetable, day)
        if exception is None or exception.kind == "cancelled":
            yield _occurrence(timetable, day, day, exception)


def _pause(timetable: Timetable, day: date) -> DateException | None:
    holiday = holiday_on(timetable.rule, timetable.school_holidays, day)
    return DateException(day, "cancelled", holiday=holiday) if holiday else None


def _moved(timetable: Timetable) -> list[Occurrence]:
    """A moved date counts while the rule still gives the date that it was moved from."""
    moved = [
        _occurrence(
            timetable, exception.on_date, exception.new_date or exception.on_date, exception
        )
        for exception in timetable.exceptions
        if exception.kind == "moved"
        and any(dates(timetable.rule, exception.on_date, exception.on_date))
    ]
    return sorted(moved, key=_start)


def _occurrence(
    timetable: Timetable, on_date: date, day: date, exception: DateException | None
) -> Occurrence:
    rule = timetable.rule
    opens, closes = rule.opens_at, rule.closes_at
    if exception is not None and exception.new_opens_at is not None:
        opens, closes = exception.new_opens_at, exception.new_closes_at or _later(rule, exception)
    elif exception is not None and exception.new_closes_at is not None:
        closes = exception.new_closes_at
    starts_at, ends_at = _instants(day, opens, closes, ZoneInfo(rule.timezone))
    return Occurrence(
        schedule_id=timetable.schedule_id,
        on_date=on_date,
        starts_at=starts_at,
        ends_at=ends_at,
        all_day=opens is None,
        state="on" if exception is None else exception.kind,
        reason=None if exception is None else exception.reason,
        where=None if exception is None else exception.new_location,
        holiday=None if exception is None else exception.holiday,
    )


def _later(rule: ScheduleRule, exception: DateException) -> time | None:
    """The end of a date of which only the start was moved: it lasts as long as ever."""
    if rule.opens_at is None or rule.closes_at is None or exception.new_opens_at is None:
        return None
    day = date(2001, 1, 1)
    lasts = datetime.combine(day, rule.closes_at) - datetime.combine(day, rule.opens_at)
    return (datetime.combine(day, exception.new_opens_at) + lasts).time()


def _instants(
    day: date, opens: time | None, closes: time | None, zone: ZoneInfo
) -> tuple[datetime, datetime | None]:
    """Local time as UTC, as RFC 5545 3.3.5 says.

    A time that the change to summer time leaves out is read with the offset before it and so moves forward: 01:30
    becomes 02:30. An hour that comes twice happens once: a time in it means the first.
    """
    starts = datetime.combine(day, opens or time(), zone)
    starts_at = starts.astimezone(UTC)
    if opens is None:
        midnight = datetime.combine(day + timedelta(days=1), time(), zone)
        return starts_at, midnight.astimezone(UTC)
    if closes is None:
        return starts_at, None
    ends = datetime.combine(day, closes, zone)
    if closes <= opens:
        ends += timedelta(days=1)
    ends_at = ends.astimezone(UTC)
    if (
        ends_at <= starts_at
    ):  # the start fell into the hour that is left out, and moved past the end
        ends_at = starts_at + (ends - starts)
    return starts_at, ends_at
