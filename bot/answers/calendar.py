"""How does a date get into the person's own calendar? One iCalendar file (RFC 5545) with its zone and two alarms."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

from listings.model import Listing, Occurrence
from listings.vtimezone import timezone

# The day before by the clock on the wall, and two hours before by the one that nobody changes (RFC 5545 3.3.6).
ALARMS = (timedelta(hours=-2), timedelta(days=-1))
# What lasts all day begins at midnight: told of at 18:00 the day before and at 8:00.
ALL_DAY_ALARMS = (timedelta(hours=8), timedelta(hours=-6))
USUAL_LENGTH = timedelta(hours=2)


def calendar(listing: Listing, now: datetime, zone: ZoneInfo) -> bytes:
    """The coming dates of a listing that take place, as a VCALENDAR in local time."""
    coming = [one for one in listing.next_dates if one.state != "cancelled"]
    sheet = Calendar()
    sheet.add("prodid", "-//Waypost//Waypost//EN")
    sheet.add("version", "2.0")
    timed = [one for one in coming if not one.all_day]
    if timed:
        first, last = timed[0].starts_at, max(_ends_at(one) for one in timed)
        sheet.add_component(timezone(zone, first, last))
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
