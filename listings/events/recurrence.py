"""On which local dates does a rule fall? The calendar part of RFC 5545, without clock times.

Every step costs the same and every walk has an end: dateutil's rrule, which the tests hold this against, looks for a
date that never comes until the year 9999.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import Final

from listings.events.matching import matcher
from listings.events.rule import ScheduleRule

WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NUMBER: Final = {name: number for number, name in enumerate(WEEKDAYS)}
_LONGEST: Final = timedelta(days=40 * 366)


def dates(rule: ScheduleRule, first: date, last: date) -> Iterator[date]:
    """The dates of a valid rule from `first` to `last`, both included, in order. Lazy and bounded."""
    first = max(first, rule.dtstart, rule.valid_from or first)
    last = min(last, rule.until or last, rule.valid_to or last)
    if first > last:
        return iter(())
    if rule.freq is None:
        return iter((rule.dtstart,) if rule.dtstart >= first else ())
    if rule.count is not None:
        return _counted(rule, rule.count, first, last)
    if rule.freq == "WEEKLY":
        return _weekly(rule, first, last)
    return _by_day(rule, first, last)


def last_date(rule: ScheduleRule) -> date | None:
    """No date is later than this; None if the rule has no end, or none within 40 years."""
    if rule.freq is None:
        return rule.dtstart
    ends = [end for end in (rule.until, rule.valid_to, _counted_end(rule)) if end is not None]
    return min(ends) if ends else None


def _counted(rule: ScheduleRule, count: int, first: date, last: date) -> Iterator[date]:
    uncounted = replace(rule, count=None, valid_from=None, valid_to=None)
    return (day for day in islice(dates(uncounted, rule.dtstart, last), count) if day >= first)


def _counted_end(rule: ScheduleRule) -> date | None:
    if rule.count is None:
        return None
    whole = replace(rule, valid_from=None, valid_to=None)
    found = list(dates(whole, rule.dtstart, rule.dtstart + _LONGEST))
    return found[-1] if len(found) == rule.count else None


def _weekly(rule: ScheduleRule, first: date, last: date) -> Iterator[date]:
    """From week to week: most schedules are of this kind, and a search reads many."""
    week_start = _NUMBER[rule.wkst]
    days = [_NUMBER[day] for day in rule.byday] or [rule.dtstart.weekday()]
    offsets = sorted({(day - week_start) % 7 for day in days})
    origin = rule.dtstart.toordinal() - (rule.dtstart.weekday() - week_start) % 7
    step = 7 * rule.interval
    start, end = first.toordinal(), last.toordinal()
    for week in range(origin + (start - origin) // step * step, end + 1, step):
        for offset in offsets:
            if start <= week + offset <= end:
                yield date.fromordinal(week + offset)


def _by_day(rule: ScheduleRule, first: date, last: date) -> Iterator[date]:
    falls_on = matcher(rule)
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if falls_on(day):
            yield day
