"""How does a date get into the person's own calendar? One iCalendar file (RFC 5545) with an alarm two hours before."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

from listings.model import Listing, Occurrence

ALARM = timedelta(hours=-2)
USUAL_LENGTH = timedelta(hours=2)


def calendar(listing: Listing, now: datetime, zone: ZoneInfo) -> bytes:
    """The coming dates of a listing that take place, as a VCALENDAR in UTC."""
    sheet = Calendar()
    sheet.add("prodid", "-//Waypost//Waypost//EN")
    sheet.add("version", "2.0")
    for occurrence in listing.next_dates:
        if occurrence.state != "cancelled":
            sheet.add_component(_event(listing, occurrence, now, zone))
    return bytes(sheet.to_ical())


def _event(listing: Listing, occurrence: Occurrence, now: datetime, zone: ZoneInfo) -> Event:
    event = Event()
    event.add("uid", f"{occurrence.schedule_id}-{occurrence.starts_at:%Y%m%dT%H%M%S}@waypost")
    event.add("dtstamp", now)
    event.add("summary", listing.name.value)
    if occurrence.all_day:
        event.add("dtstart", occurrence.starts_at.astimezone(zone).date())
    else:
        event.add("dtstart", occurrence.starts_at)
        event.add("dtend", occurrence.ends_at or occurrence.starts_at + USUAL_LENGTH)
    place = ", ".join(
        part
        for part in (listing.location_name, listing.address, listing.town, listing.postcode)
        if part
    )
    if place:
        event.add("location", place)
    event.add_component(_alarm(listing.name.value))
    return event


def _alarm(name: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", name)
    alarm.add("trigger", ALARM)
    return alarm
