"""What is a schedule, apart from the database? HSDS fields as values, RFC 5545 in meaning."""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from listings.model import Holiday

Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
DaysOff = tuple[date, date]  # the first and the last


@dataclass(frozen=True, slots=True)
class ScheduleRule:
    """Local dates by `dtstart`, `freq`, ...; local times by `opens_at` and `closes_at` in `timezone`.

    Without `freq` it happens once, on `dtstart`. Without `opens_at` it lasts all day. `closes_at` at or before
    `opens_at` is on the next day. `byday` holds "TU", "2TU" or "-1FR". `until` is the last date that may be.
    `valid_from` and `valid_to` cut dates off but do not shift the counting. `pauses` holds "bank_holidays" and
    "school_holidays:<area>".
    """

    dtstart: date
    opens_at: time | None = None
    closes_at: time | None = None
    timezone: str = "Europe/London"
    freq: Frequency | None = None
    interval: int = 1
    byday: tuple[str, ...] = ()
    bymonthday: tuple[int, ...] = ()
    byweekno: tuple[int, ...] = ()
    byyearday: tuple[int, ...] = ()
    wkst: str = "MO"
    until: date | None = None
    count: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    pauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateException:
    """The date `on_date` of a rule is off, or moved; what is None of a moved one stays as it was."""

    on_date: date
    kind: Literal["cancelled", "moved"]
    new_date: date | None = None
    new_opens_at: time | None = None
    new_closes_at: time | None = None
    new_location: str | None = None
    reason: str | None = None
    holiday: Holiday | None = None
