"""How does a date get into the person's own calendar? One iCalendar file (RFC 5545) with its zone and two alarms."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from listings.model import Listing, Occurrence

# The day before by the clock on the wall, and two hours before by the one that nobody changes (RFC 5545 3.3.6).
ALARMS = (timedelta(hours=-2), timedelta(days=-1))
# What lasts all day begins at midnight: told of at 18:00 the day before and at 8:00.
ALL_DAY_ALARMS = (timedelta(hours=8), timedelta(hours=-6))
USUAL_LENGTH = timedelta(hours=2)
MINUTE = timedelta(minutes=1)


def calendar(listing: Listing, now: datetime, zone: ZoneInfo) -> bytes:
    """The coming dates of a listing that take place, as a VCALENDAR in local time."""
    coming = [one for one in listing.next_dates if one.state != "cancelled"]
    sheet = Calendar()
    sheet.add("prodid", "-//Waypost//Waypost//EN")
    sheet.add("version", "2.0")
    timed = [one for one in coming if not one.all_day]
    if timed:
        first, last = timed[0].starts_at, max(_ends_at(one) for one in timed)
        sheet.add_component(_timezone(zone, first, last))
    for occurrence in coming:
        sheet.add_component(_event(listing, occurrence, now, zone))
    return bytes(sheet.to_ical())


def _event(listing: Listing, occurrence: Occurrence, now: datetime, zone: ZoneInfo) -> Event:
    event = Event()
    # By the date that the rule gives: taken in again after a move, it moves in the person's calendar too.
    event.add("uid", f"{occurrence.schedule_id}-{occurrence.on_date:%Y%m%d}@waypost")
    event.add("dtstamp", now)
    event.add("summary", listing.name.value)
    event.add("status", "CONFIRMED")
    start, end = occurrence.starts_at.astimezone(zone), _ends_at(occurrence).astimezone(zone)
    event.add("dtstart", start.date() if occurrence.all_day else start)
    event.add("dtend", end.date() if occurrence.all_day else end)
    for name, value in (
        ("location", occurrence.where or _place(listing)),
        ("description", "\n".join(_helps(listing))),
        ("url", listing.url if (listing.url or "").isprintable() else None),
    ):
        if value:
            event.add(name, value)
    for before in ALL_DAY_ALARMS if occurrence.all_day else ALARMS:
        event.add_component(_alarm(listing.name.value, before))
    return event


def _ends_at(occurrence: Occurrence) -> datetime:
    return occurrence.ends_at or occurrence.starts_at + USUAL_LENGTH


def _place(listing: Listing) -> str:
    parts = (listing.location_name, listing.address, listing.town, listing.postcode)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _helps(listing: Listing) -> Iterator[str]:
    if listing.phones:
        yield f"☎️ {', '.join(listing.phones)}"
    if listing.bus:
        yield f"🚏 {listing.bus.value}"


def _alarm(name: str, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", name)
    alarm.add("trigger", before)
    return alarm


def _timezone(zone: ZoneInfo, first: datetime, last: datetime) -> Timezone:
    """The zone as it is from the day before `first` until the day after `last`.

    By hand: icalendar 7.3 puts the beginning of summer time an hour late, at 02:00 and not at 01:00 GMT.
    """
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
