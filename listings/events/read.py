"""How do rows of the database become a timetable? What cannot be read is skipped and logged by id."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from types import MappingProxyType
from typing import Final, Protocol
from uuid import UUID

from listings.errors import ScheduleError
from listings.events.holidays import SchoolHolidays, areas
from listings.events.occurrences import Timetable
from listings.events.rows import ExceptionFields, ScheduleFields, exception_of, rule_of
from listings.events.validate import check_moved, validate

log = logging.getLogger(__name__)

NONE: Final[SchoolHolidays] = MappingProxyType({})


class ScheduleRow(ScheduleFields, Protocol):
    """A schedule with its id."""

    id: UUID


@dataclass(slots=True)
class ScheduleFacts:
    """The same for those who read columns: a row of columns would take `count` for a method."""

    id: UUID
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
    pauses: str | None = None


def timetable_of(
    row: ScheduleRow,
    exceptions: Iterable[ExceptionFields] = (),
    school_holidays: SchoolHolidays = NONE,
) -> Timetable:
    """A timetable of a row of schedule and its rows of schedule_exception; ScheduleError if unreadable.

    Of `school_holidays` it takes those of the areas that it pauses for.
    """
    rule = rule_of(row)
    validate(rule)
    differing = tuple(exception_of(one) for one in exceptions)
    for one in differing:
        if one.kind == "moved":
            check_moved(one.on_date, one.new_date)
    if not rule.pauses:
        return Timetable(row.id, rule, differing)
    days_off = tuple(days for area in areas(rule.pauses) for days in school_holidays.get(area, ()))
    return Timetable(row.id, rule, differing, days_off)


def readable(
    row: ScheduleRow,
    exceptions: Iterable[ExceptionFields] = (),
    school_holidays: SchoolHolidays = NONE,
) -> Timetable | None:
    """The same, or None and a line in the log: one bad schedule must not stop the others."""
    try:
        return timetable_of(row, exceptions, school_holidays)
    except ScheduleError as error:
        log.warning("schedule skipped: %s: %s", row.id, error)
        return None
