"""Which service is an event of a calendar? Summary, place and organizer as rows; its dates are ical_dates'."""

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

import x_wr_timezone  # type: ignore[import-untyped]
from icalendar import Calendar, Event

from listings.exchange import values
from listings.exchange.errors import RecordError
from listings.exchange.ical_dates import schedule_rows
from listings.exchange.ical_splitting import Group
from listings.exchange.records import Feed, Record, Row
from listings.exchange.words import EVENT_UID

_TOPIC: Final = "find_events"
_ESSENTIAL: Final = ("DTSTART", "RRULE", "UID", "DTEND", "DURATION", "EXDATE", "RECURRENCE-ID")


def event_record(group: Group, feed: Feed) -> Record:
    """The service that a series is; RecordError or ScheduleError if it has no name or no dates."""
    calendar = _parsed(group)
    series, edited = _series(calendar)
    for name, error in series.errors:
        if name in _ESSENTIAL:
            raise RecordError(f"{name} cannot be read ({error})")
    name = values.text(series.get("SUMMARY"))
    if name is None:
        raise RecordError("has no SUMMARY")
    uid = group.uid or f"{name} {series['DTSTART'].dt if 'DTSTART' in series else ''}"
    id = values.derived_id(feed.source, "event", uid)
    organization = _organization(calendar, series, feed)
    service = Row(
        "service",
        id,
        {
            "organization_id": organization.id,
            "name": name,
            "description": values.prose(series.get("DESCRIPTION")),
            "url": values.url(series.get("URL")),
            "status": "inactive" if series.get("STATUS") == "CANCELLED" else "active",
        },
        external_id=uid[:200],
    )
    places = list(_places(series, id, feed.source))
    owner = {"service_at_location_id": places[-1].id} if places else {"service_id": id}
    dates = schedule_rows(series, edited, calendar, uid, owner, feed)
    return Record(
        id=id,
        name=name,
        rows=(organization, service, *places, *dates),
        topics=(_TOPIC,),
        ours=_ours(uid),
    )


def _parsed(group: Group) -> Calendar:
    calendar = Calendar.from_ical(group.text())
    if not isinstance(calendar, Calendar) or not calendar.walk("VEVENT"):
        raise RecordError("cannot be read")
    standard = x_wr_timezone.to_standard(calendar)
    return standard if isinstance(standard, Calendar) else calendar


def _series(calendar: Calendar) -> tuple[Any, list[Any]]:
    """The event itself, and the dates of it that were edited; of two that are the same the newer counts."""
    events: list[Any] = [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]
    edited = [event for event in events if "RECURRENCE-ID" in event]
    series = [event for event in events if "RECURRENCE-ID" not in event]
    series.sort(key=lambda event: int(event.get("SEQUENCE", 0)))
    if not series:  # the calendar holds edited dates only: the first stands for itself
        return edited[0], []
    return series[-1], edited


def _organization(calendar: Calendar, event: Any, feed: Feed) -> Row:
    """Who invites: the organizer, else the calendar, else the source."""
    organizer = event.get("ORGANIZER")
    named = values.text(getattr(organizer, "params", {}).get("CN")) if organizer else None
    name = named or values.text(calendar.get("X-WR-CALNAME")) or feed.source
    facts: dict[str, Any] = {"name": name}
    address = values.email(str(organizer).removeprefix("MAILTO:")) if named else None
    if address is not None:
        facts["email"] = address
    return Row("organization", values.derived_id(feed.source, "organizer", name), facts)


def _places(event: Any, service_id: UUID, source: str) -> Iterator[Row]:
    """The location and the listing there; none, if the event does not say where it is."""
    where = values.text(event.get("LOCATION"))
    if where is None:
        return
    online = where.lower().startswith(("http://", "https://", "online", "zoom"))
    latitude, longitude = _position(event)
    id = values.derived_id(source, "place", where, latitude, longitude)
    facts: dict[str, Any] = {"location_type": "virtual" if online else "physical"}
    if where.lower().startswith("http"):
        facts["url"] = values.url(where)
    elif not online:
        facts["name"] = where
    if latitude is not None:
        facts |= {"latitude": latitude, "longitude": longitude}
    yield Row("location", id, facts)
    if not online:
        address = {"location_id": id, "address_1": where, "address_type": "physical"}
        yield Row("address", values.derived_id(id, "address"), address, {"postal_code": None})
    listing = {"service_id": service_id, "location_id": id}
    yield Row("service_at_location", values.derived_id(service_id, "at", id), listing)


def _position(event: Any) -> tuple[float | None, float | None]:
    geo = event.get("GEO")
    return values.point(getattr(geo, "latitude", None), getattr(geo, "longitude", None))


def _ours(uid: str) -> UUID | None:
    """The schedule that an event of ours was made of."""
    try:
        return UUID(uid.removesuffix(EVENT_UID)) if uid.endswith(EVENT_UID) else None
    except ValueError:
        return None
