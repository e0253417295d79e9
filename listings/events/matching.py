"""Does a daily, monthly or yearly rule fall on a day? Part by part, as RFC 5545 3.3.10 names them."""

from calendar import isleap, monthrange
from collections.abc import Callable
from datetime import date
from typing import Final

from listings.events.rule import ScheduleRule

Matcher = Callable[[date], bool]

_NUMBER: Final = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}


def matcher(rule: ScheduleRule) -> Matcher:
    """A test for days on or after dtstart. `count` and `until` are not its business."""
    parts = [_rhythm(rule)]
    if rule.byday:
        parts.append(_by_weekday(rule))
    if rule.bymonthday:
        parts.append(_by_month_day(frozenset(rule.bymonthday)))
    if rule.byyearday:
        parts.append(_by_year_day(frozenset(rule.byyearday)))
    if rule.byweekno:
        parts.append(_by_week(frozenset(rule.byweekno), _NUMBER[rule.wkst]))
    if len(parts) == 1 and rule.freq != "DAILY":
        parts.append(_as_it_began(rule))
    return lambda day: all(part(day) for part in parts)


def _rhythm(rule: ScheduleRule) -> Matcher:
    """Every how many days, months or years, counted from dtstart."""
    start, interval = rule.dtstart, rule.interval
    if rule.freq == "DAILY":
        return lambda day: (day - start).days % interval == 0
    if rule.freq == "MONTHLY":
        began = start.year * 12 + start.month
        return lambda day: (day.year * 12 + day.month - began) % interval == 0
    return lambda day: (day.year - start.year) % interval == 0


def _as_it_began(rule: ScheduleRule) -> Matcher:
    """A rule that says no more happens on the day of dtstart: of each month, or of its month."""
    start = rule.dtstart
    if rule.freq == "MONTHLY":
        return lambda day: day.day == start.day
    return lambda day: (day.month, day.day) == (start.month, start.day)


def _by_weekday(rule: ScheduleRule) -> Matcher:
    """ "TU" is every Tuesday, "2TU" and "-1TU" are counted within the month, or the year of a yearly rule."""
    every = frozenset(_NUMBER[day] for day in rule.byday if len(day) == 2)
    numbered = frozenset((int(day[:-2]), _NUMBER[day[-2:]]) for day in rule.byday if len(day) > 2)
    of_year = rule.freq == "YEARLY"

    def falls_on(day: date) -> bool:
        weekday = day.weekday()
        if weekday in every:
            return True
        if not numbered:
            return False
        position, length = _place_in(day, of_year)
        from_end = (length - position) // 7 + 1
        return ((position - 1) // 7 + 1, weekday) in numbered or (-from_end, weekday) in numbered

    return falls_on


def _place_in(day: date, of_year: bool) -> tuple[int, int]:
    """Which day it is, of how many."""
    if of_year:
        return day.timetuple().tm_yday, 365 + isleap(day.year)
    return day.day, monthrange(day.year, day.month)[1]


def _by_month_day(days: frozenset[int]) -> Matcher:
    def falls_on(day: date) -> bool:
        position, length = _place_in(day, of_year=False)
        return position in days or position - length - 1 in days

    return falls_on


def _by_year_day(days: frozenset[int]) -> Matcher:
    def falls_on(day: date) -> bool:
        position, length = _place_in(day, of_year=True)
        return position in days or position - length - 1 in days

    return falls_on


def _by_week(weeks: frozenset[int], starts: int) -> Matcher:
    """Week 1 is the first with four days in its year; the first days of January may be of the year before."""

    def falls_on(day: date) -> bool:
        for year in (day.year + 1, day.year, day.year - 1):
            first = _first_week(year, starts)
            if day.toordinal() >= first:
                number = (day.toordinal() - first) // 7 + 1
                whole = (_first_week(year + 1, starts) - first) // 7
                return number in weeks or number - whole - 1 in weeks
        return False

    return falls_on


def _first_week(year: int, starts: int) -> int:
    """The ordinal on which week 1 of a year begins."""
    fourth = date(year, 1, 4)
    return fourth.toordinal() - (fourth.weekday() - starts) % 7
