"""How do our events read as a calendar? One VEVENT a schedule, one more for each date that was moved."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone
from icalendar.prop import vRecur

from listings.errors import ScheduleError
from listings.events import DateException, Timetable, occurrences
from listings.events.holidays import SchoolHolidays
from listings.events.read import ScheduleFacts, timetable_of
from listings.events.rule import DaysOff
from listings.exchange.oruk_schedules import RULE
from listings.exchange.records import Record, Row
from listings.exchange.words import EVENT_UID
from listings.vtimezone import timezone

_AHEAD = timedelta(days=5 * 366)
_PAUSES_AHEAD = timedelta(days=366)
_CLOCKS_SINCE, _CLOCKS_AHEAD = datetime(1970, 1, 2, tzinfo=UTC), timedelta(days=10 * 366)


def calendar_of(records: Iterable[Record], now: datetime) -> str:
    """The text of one VCALENDAR with its zones."""
    calendar = Calendar()
    calendar.add("prodid", "-//Waypost//Listings//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Waypost")
    for record in records:
        if record.service.values["status"] == "active":
            for schedule in record.of("schedule"):
                for event in _events(record, schedule, now):
                    calendar.add_component(event)
    calendar.subcomponents[:0] = _zones(calendar, now)
    return str(calendar.to_ical(), "utf-8")


def _zones(calendar: Calendar, now: datetime) -> list[Timezone]:
    """The zones that the events name, from the first of them on: what has no end goes on after the last change."""
    starts = [event.start for event in calendar.events]
    timed = [start.astimezone(UTC) for start in starts if isinstance(start, datetime)]
    first = max(min(timed, default=now), _CLOCKS_SINCE)
    return [
        timezone(ZoneInfo(name), first, now + _CLOCKS_AHEAD)
        for name in sorted(calendar.get_missing_tzids())
    ]


def _events(record: Record, schedule: Row, now: datetime) -> Iterator[Event]:
    exceptions = list(record.of("schedule_exception", schedule_id=schedule.id))
    dates = tuple(
        DateException(**{k: v for k, v in one.values.items() if k != "schedule_id"})
        for one in exceptions
    )
    try:
        facts: dict[str, Any] = {name: schedule.values.get(name) for name in RULE}
        row = ScheduleFacts(id=schedule.id, **facts)
        usual = timetable_of(row, (), _school_holidays(record))
    except ScheduleError:
        return
    rule, whole = usual.rule, replace(usual, exceptions=dates)
    if next(occurrences(whole, now, now + _AHEAD), None) is None:
        return
    # The first date that the rule gives: RFC 5545 counts DTSTART as one, whether the rule does or not.
    start = datetime.combine(rule.valid_from or rule.dtstart, rule.opens_at or datetime.min.time())
    since = start.replace(tzinfo=ZoneInfo(rule.timezone)) - timedelta(days=1)
    first = next(occurrences(Timetable(schedule.id, rule), since, max(since, now) + _AHEAD), None)
    if first is None:
        return
    zone = ZoneInfo(rule.timezone)
    event = _event(record, schedule, now)
    _times(event, first.starts_at, first.ends_at, zone, all_day=first.all_day)
    if rule.freq is not None:
        event.add("rrule", vRecur(_recurrence(schedule, zone)))
    for one in dates:
        moment = datetime.combine(one.on_date, rule.opens_at or datetime.min.time(), zone)
        if one.kind == "cancelled":
            event.add("exdate", one.on_date if rule.opens_at is None else moment)
            continue
        alone = Timetable(schedule.id, rule, (one,))
        day = timedelta(days=400)
        moved = [o for o in occurrences(alone, moment - day, moment + day) if o.state == "moved"]
        if moved:
            yield _moved(record, schedule, one, moved[0], moment, now)
    for paused in _paused(whole, now):
        moment = datetime.combine(paused, rule.opens_at or datetime.min.time(), zone)
        event.add("exdate", paused if rule.opens_at is None else moment)
    yield event


def _paused(timetable: Timetable, now: datetime) -> Iterator[date]:
    """Holidays as dates, which is all that a calendar understands: those of a year, as councils publish them."""
    if timetable.rule.pauses:
        for one in occurrences(timetable, now, now + _PAUSES_AHEAD):
            if one.holiday:
                yield one.on_date


def _school_holidays(record: Record) -> SchoolHolidays:
    found: defaultdict[str, list[DaysOff]] = defaultdict(list)
    for row in record.of("school_holiday"):
        days = row.values["first_on"], row.values["last_on"]
        found[row.values["area"].lower()].append(days)
    return found


def _moved(
    record: Record, schedule: Row, one: DateException, to: Any, moment: datetime, now: datetime
) -> Event:
    zone = ZoneInfo(schedule.values["timezone"])
    event = _event(record, schedule, now)
    event.add("recurrence-id", one.on_date if to.all_day else moment)
    _times(event, to.starts_at, to.ends_at, zone, all_day=to.all_day)
    if one.new_location:
        event.pop("LOCATION", None)
        event.add("location", one.new_location)
    return event


def _event(record: Record, schedule: Row, now: datetime) -> Event:
    facts = record.service.values
    event = Event()
    event.add("uid", f"{schedule.id}{EVENT_UID}")
    event.add("dtstamp", now)
    event.add("summary", facts["name"])
    for name, value in (("description", facts["description"]), ("url", facts["url"])):
        if value:
            event.add(name, value)
    _place(event, record, schedule)
    return event


def _place(event: Event, record: Record, schedule: Row) -> None:
    listing_id = schedule.values["service_at_location_id"]
    listing = record.row("service_at_location", listing_id) if listing_id else None
    location = record.row("location", listing.values["location_id"]) if listing else None
    if location is None:
        return
    facts = location.values
    if facts["location_type"] == "virtual":
        event.add("location", facts["url"] or "Online")
        return
    address = next(record.of("address", location_id=location.id), None)
    parts = [facts["name"]]
    if address is not None:
        parts += [address.values[name] for name in ("address_1", "city", "postal_code")]
    event.add("location", ", ".join(dict.fromkeys(part for part in parts if part)))
    if facts["latitude"] is not None:
        event.add("geo", (facts["latitude"], facts["longitude"]))


def _times(
    event: Event, starts: datetime, ends: datetime | None, zone: ZoneInfo, *, all_day: bool
) -> None:
    start = starts.astimezone(zone)
    event.add("dtstart", start.date() if all_day else start)
    if ends is not None:
        end = ends.astimezone(zone)
        event.add("dtend", end.date() if all_day else end)


def _recurrence(schedule: Row, zone: ZoneInfo) -> dict[str, Any]:
    facts = schedule.values
    rule: dict[str, Any] = {"freq": facts["freq"], "interval": facts["interval"] or 1}
    for name in ("byday", "bymonthday", "byweekno", "byyearday"):
        if facts[name]:
            rule[name] = [one.strip() for one in facts[name].split(",")]
    if facts["wkst"]:
        rule["wkst"] = facts["wkst"]
    if facts["count"]:
        rule["count"] = facts["count"]
        return rule
    last = min((day for day in (facts["until"], facts["valid_to"]) if day), default=None)
    if last is not None:
        whole_day = facts["opens_at"] is None
        end = datetime.combine(last, datetime.max.time().replace(microsecond=0), zone)
        rule["until"] = last if whole_day else end.astimezone(ZoneInfo("UTC"))
    return rule
