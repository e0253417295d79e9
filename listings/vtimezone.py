"""How does a calendar say when the clocks change? A zone as a VTIMEZONE (RFC 5545 3.6.5), for every file of ours.

By hand: icalendar 7.3 puts the beginning of summer time an hour late, at 02:00 and not at 01:00 GMT.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

MINUTE: Final = timedelta(minutes=1)


def timezone(zone: ZoneInfo, first: datetime, last: datetime) -> Timezone:
    """The zone as it is from the day before `first` until the day after `last`, both aware UTC."""
    component = Timezone()
    component.add("tzid", zone.key)
    start = datetime.combine(first - timedelta(days=1), time(), UTC)
    component.add_component(_observance(start, start, zone))
    for change in _changes(start, last + timedelta(days=1), zone):
        component.add_component(_observance(change - MINUTE, change, zone))
    return component


def _changes(start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """The instants at which the clock is changed; to the minute."""
    day = timedelta(days=1)
    while start < end:
        low, high = start, start + day
        if _offset(low, zone) != _offset(high, zone):
            while high - low > MINUTE:
                middle = low + (high - low) // 2 // MINUTE * MINUTE
                same = _offset(middle, zone) == _offset(start, zone)
                low, high = (middle, high) if same else (low, middle)
            yield high
        start += day


def _observance(
    before: datetime, since: datetime, zone: ZoneInfo
) -> TimezoneStandard | TimezoneDaylight:
    """RFC 5545 3.6.5: the onset is told in the local time that was before it."""
    local = since.astimezone(zone)
    part = TimezoneDaylight() if local.dst() else TimezoneStandard()
    part.add("dtstart", (since + _offset(before, zone)).replace(tzinfo=None))
    part.add("tzoffsetfrom", _offset(before, zone))
    part.add("tzoffsetto", _offset(since, zone))
    part.add("tzname", local.tzname())
    return part


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
