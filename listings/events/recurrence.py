"""On which local dates does a rule fall? The calendar part of RFC 5545, without clock times."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Final, Literal

from dateutil import rrule

from listings.events.rule import ScheduleRule

_FREQUENCY: Final[dict[str, Literal[0, 1, 2, 3]]] = {
    "DAILY": rrule.DAILY,
    "WEEKLY": rrule.WEEKLY,
    "MONTHLY": rrule.MONTHLY,
    "YEARLY": rrule.YEARLY,
}
_WEEKDAY: Final = {
    "MO": rrule.MO,
    "TU": rrule.TU,
    "WE": rrule.WE,
    "TH": rrule.TH,
    "FR": rrule.FR,
    "SA": rrule.SA,
    "SU": rrule.SU,
}
_NUMBER: Final = {name: number for number, name in enumerate(_WEEKDAY)}
_LONGEST_DAYS: Final = 40 * 366
_BYDAY: Final = re.compile(r"([+-]?\d*)([A-Z]{2})")


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
    return _by_rrule(rule, first, last)


def last_date(rule: ScheduleRule) -> date | None:
    """No date is later than this; None if the rule has no end."""
    if rule.freq is None:
        return rule.dtstart
    ends = [end for end in (rule.until, rule.valid_to) if end is not None]
    if rule.count is not None:
        ends.append(_counted_end(rule))
    return min(ends) if ends else None


def _counted(rule: ScheduleRule, count: int, first: date, last: date) -> Iterator[date]:
    """Counted here and not by rrule, which would look for a date that never comes until the year 9999."""
    uncounted = replace(rule, count=None, valid_from=None, valid_to=None)
    return (day for day in islice(dates(uncounted, rule.dtstart, last), count) if day >= first)


def _counted_end(rule: ScheduleRule) -> date:
    horizon = rule.dtstart + timedelta(days=_LONGEST_DAYS)
    return max(dates(rule, rule.dtstart, horizon), default=rule.dtstart)


def _weekly(rule: ScheduleRule, first: date, last: date) -> Iterator[date]:
    """What rrule gives, many times as fast: most schedules are of this kind, and a search reads many."""
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


def _by_rrule(rule: ScheduleRule, first: date, last: date) -> Iterator[date]:
    assert rule.freq is not None
    found = rrule.rrule(
        _FREQUENCY[rule.freq],
        dtstart=datetime.combine(_forward(rule, first), time()),
        until=datetime.combine(last, time()),
        interval=rule.interval,
        wkst=_WEEKDAY[rule.wkst],
        byweekday=[_weekday(day) for day in rule.byday] or None,
        byweekno=list(rule.byweekno) or None,
        byyearday=list(rule.byyearday) or None,
        bymonth=rule.dtstart.month if rule.freq == "YEARLY" and not _spoken(rule) else None,
        bymonthday=_days_of_month(rule),
    )
    return (moment.date() for moment in found if moment.date() >= first)


def _spoken(rule: ScheduleRule) -> bool:
    return bool(rule.byday or rule.bymonthday or rule.byweekno or rule.byyearday)


def _days_of_month(rule: ScheduleRule) -> list[int] | None:
    """Also what a rule that says nothing takes from its dtstart, written out so that dtstart can move."""
    if rule.freq == "DAILY" or _spoken(rule):
        return list(rule.bymonthday) or None
    return [rule.dtstart.day]


def _forward(rule: ScheduleRule, first: date) -> date:
    """A later start of the same rhythm, so that an old rule is not walked from its beginning."""
    start, step = rule.dtstart, rule.interval
    if rule.freq == "DAILY":
        return start + timedelta(days=(first - start).days // step * step)
    if rule.freq == "MONTHLY":
        months = (first.year - start.year) * 12 + first.month - start.month
        if months < step:
            return start
        year, month = divmod(start.year * 12 + start.month - 1 + months // step * step, 12)
        return date(year, month + 1, 1)
    years = (first.year - start.year) // step * step
    return start if years <= 0 else date(start.year + years, 1, 1)


def _weekday(text: str) -> rrule.weekday:
    match = _BYDAY.fullmatch(text)
    assert match is not None
    number, day = match.groups()
    return _WEEKDAY[day](int(number)) if number else _WEEKDAY[day]
