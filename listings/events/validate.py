"""Can this schedule be read? Asked at import and at edit, so that a tick never has to."""

import re
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from listings.errors import ScheduleError
from listings.events.holidays import BANK, SCHOOL
from listings.events.recurrence import WEEKDAYS
from listings.events.rule import ScheduleRule

FREQUENCIES: Final = (None, "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
MOST_COUNTED: Final = 5_000
# Beyond, a day more or less is more than the program can count.
YEARS: Final = range(2, 9_000)
_PAUSE: Final = re.compile(rf"{BANK}|{SCHOOL}:\s*\S.*")
_BYDAY: Final = re.compile(r"([+-]?[1-9]\d?)?(?:MO|TU|WE|TH|FR|SA|SU)")


def validate(rule: ScheduleRule) -> None:
    """Raise ScheduleError, naming the HSDS field, if the rule cannot give dates as RFC 5545 3.3.10 says."""
    _check_zone(rule.timezone)
    _require(rule.freq in FREQUENCIES, "freq", f"{rule.freq!r} is not a frequency")
    _require(1 <= rule.interval <= 1_000, "interval", "must be 1 to 1000")
    _require(rule.wkst in WEEKDAYS, "wkst", f"{rule.wkst!r} is not a weekday")
    _require(rule.closes_at is None or rule.opens_at is not None, "opens_at", "is missing")
    _check_parts(rule)
    _check_end(rule)
    _require(rule.dtstart.year < YEARS.stop, "dtstart", f"{rule.dtstart} is out of reach")
    for pause in rule.pauses:
        _require(bool(_PAUSE.fullmatch(pause)), "pauses", f"{pause!r} is not a kind of holiday")


def check_moved(on_date: date, new_date: date | None) -> None:
    """Raise ScheduleError for a date that is moved from, or to, where no clock reaches."""
    for field, day in (("on_date", on_date), ("new_date", new_date or on_date)):
        _require(day.year in YEARS, field, f"{day} is out of reach")


def _check_parts(rule: ScheduleRule) -> None:
    for day in rule.byday:
        _check_weekday(rule, day)
    _check_range("bymonthday", rule.bymonthday, 31)
    _check_range("byweekno", rule.byweekno, 53)
    _check_range("byyearday", rule.byyearday, 366)
    _require(not rule.byweekno or rule.freq == "YEARLY", "byweekno", "needs YEARLY")
    _require(not rule.byyearday or rule.freq == "YEARLY", "byyearday", "needs YEARLY")
    _require(not (rule.bymonthday and rule.freq == "WEEKLY"), "bymonthday", "is not for WEEKLY")


def _check_weekday(rule: ScheduleRule, day: str) -> None:
    match = _BYDAY.fullmatch(day)
    if match is None:
        raise ScheduleError("byday", f"{day!r} is not a weekday")
    if not match.group(1):
        return
    most = {"MONTHLY": 5, "YEARLY": 53}.get(rule.freq or "", 0)
    _require(abs(int(match.group(1))) <= most, "byday", f"{day!r} does not go with {rule.freq}")
    _require(not rule.byweekno, "byday", f"{day!r} cannot go with byweekno")


def _check_end(rule: ScheduleRule) -> None:
    _require(rule.count is None or rule.until is None, "count", "cannot go with until")
    _require(rule.count is None or 1 <= rule.count <= MOST_COUNTED, "count", "must be 1 to 5000")
    _require(rule.until is None or rule.until >= rule.dtstart, "until", "is before dtstart")


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError) as error:  # unknown, a folder, a path out of the zones
        raise ScheduleError("timezone", f"{name!r} is not an IANA zone") from error


def _check_range(field: str, values: tuple[int, ...], largest: int) -> None:
    for value in values:
        _require(1 <= abs(value) <= largest, field, f"{value} is not 1 to {largest}")


def _require(true: bool, field: str, reason: str) -> None:
    if not true:
        raise ScheduleError(field, reason)
