"""When is an event of a calendar? A rule of ours where it can say so, else its coming dates one by one.

An event is `Any` here: icalendar types a property as the union of all that a property can be.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar

from listings.exchange.errors import RecordError
from listings.exchange.oruk_schedules import check, exception_row
from listings.exchange.records import Feed, Row
from listings.exchange.values import derived_id

_SAID: Final = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYWEEKNO", "BYYEARDAY", "WKST"}
_ENDS: Final = {"UNTIL", "COUNT"}
_AHEAD: Final = timedelta(days=366)
_MOST: Final = 100
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """A start and an end on the clock of a place."""

    day: date
    opens: time | None
    closes: time | None
    days: int
    zone: str


def schedule_rows(
    event: Any,
    edited: list[Any],
    calendar: Calendar,
    uid: str,
    owner: Mapping[str, UUID],
    feed: Feed,
) -> Iterator[Row]:
    """The schedules of a series with the dates that differ."""
    span = span_of(event, feed.zone)
    rule = _rule(event, span)
    if rule is None:
        yield from _one_by_one(calendar, uid, owner, feed)
        return
    id = derived_id(feed.source, "schedule", uid)
    columns = {**_columns(span), **rule, **owner}
    check(id, columns)
    yield Row("schedule", id, columns)
    differing = {day: {"kind": "cancelled"} for day in _left_out(event, span)}
    for other in edited:
        differing |= _edited(other, span, feed.zone)
    for day, facts in sorted(differing.items()):
        yield exception_row(id, on_date=day, **{**_UNMOVED, **facts})
    for number, more in enumerate(_added(event, span)):
        extra = derived_id(feed.source, "schedule", uid, number)
        yield Row("schedule", extra, {**_columns(more), **_NO_RULE, **owner})


_UNMOVED: Final[dict[str, Any]] = dict.fromkeys(
    ("new_date", "new_opens_at", "new_closes_at", "new_location", "reason")
)
_NO_RULE: Final[dict[str, Any]] = dict.fromkeys(
    ("freq", "interval", "byday", "bymonthday", "byweekno", "byyearday", "wkst", "until", "count")
)


def span_of(event: Any, zone: str) -> Span:
    """When the first date is; RecordError without a start."""
    if "DTSTART" not in event:
        raise RecordError("has no DTSTART")
    start = event["DTSTART"].dt
    end = event.end if "DTEND" in event or "DURATION" in event else None
    if not isinstance(start, datetime):
        last = end.date() if isinstance(end, datetime) else end
        return Span(start, None, None, max((last - start).days, 1) if last else 1, zone)
    name = zone_name(start.tzinfo, zone)
    opens = _local(start, name)
    if end is None or not isinstance(end, datetime):
        return Span(opens.date(), opens.time(), None, 1, name)
    closes = _local(end, name)
    if closes < opens:
        raise RecordError("ends before it starts")
    whole = max(-(-(closes - opens) // _DAY), 1)
    same = closes == opens
    return Span(opens.date(), opens.time(), None if same else closes.time(), whole, name)


def zone_name(zone: tzinfo | None, default: str) -> str:
    """The IANA name; a zone that only the calendar knows is read on our clock."""
    if zone is UTC:
        return "UTC"
    name = getattr(zone, "key", None) or getattr(zone, "zone", None)
    try:
        return ZoneInfo(str(name)).key if name else default
    except (KeyError, OSError, ValueError):
        return default


def _local(moment: datetime, zone: str) -> datetime:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
    return aware.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)


def _columns(span: Span) -> dict[str, Any]:
    return {
        "dtstart": span.day,
        "opens_at": span.opens,
        "closes_at": span.closes,
        "timezone": span.zone,
    }


def _rule(event: Any, span: Span) -> dict[str, Any] | None:
    """The columns of the rule; None for one that HSDS has no columns for."""
    given = event.get("RRULE")
    if given is None:
        several = {"freq": "DAILY", "until": span.day + (span.days - 1) * _DAY}
        return {**_NO_RULE, **(several if span.days > 1 else {})}
    if isinstance(given, list):
        return None
    parts = {key.upper(): value for key, value in given.items()}
    frequency = str(parts["FREQ"][0]).upper() if parts.get("FREQ") else ""
    if not parts.keys() <= _SAID | _ENDS or frequency not in (
        *("DAILY", "WEEKLY", "MONTHLY", "YEARLY"),
    ):
        return None
    rule = {**_NO_RULE, "freq": frequency, "interval": int(parts.get("INTERVAL", [1])[0])}
    for name in ("BYDAY", "BYMONTHDAY", "BYWEEKNO", "BYYEARDAY"):
        if name in parts:
            rule[name.lower()] = ",".join(str(one).upper() for one in parts[name])
    if "WKST" in parts:
        rule["wkst"] = str(parts["WKST"][0])
    if "COUNT" in parts:
        rule["count"] = int(parts["COUNT"][0])
    elif "UNTIL" in parts:
        rule["until"] = _until(parts["UNTIL"][0], span)
    return rule


def _until(given: date, span: Span) -> date:
    """The last day: one that would start after the instant is not in any more."""
    if not isinstance(given, datetime):
        return given
    end = _local(given, span.zone)
    return end.date() - (_DAY if span.opens is not None and end.time() < span.opens else 0 * _DAY)


def _day_of(moment: date, span: Span) -> date:
    return _local(moment, span.zone).date() if isinstance(moment, datetime) else moment


def _left_out(event: Any, span: Span) -> Iterator[date]:
    for dates in _lists(event, "EXDATE"):
        for one in dates.dts:
            yield _day_of(one.dt, span)


def _added(event: Any, span: Span) -> Iterator[Span]:
    """Dates beside the rule."""
    for dates in _lists(event, "RDATE"):
        for one in dates.dts:
            moment = one.dt[0] if isinstance(one.dt, tuple) else one.dt
            at = _local(moment, span.zone).time() if isinstance(moment, datetime) else span.opens
            day = _day_of(moment, span)
            if (day, at) != (span.day, span.opens):
                yield Span(day, at, span.closes if at == span.opens else None, 1, span.zone)


def _lists(event: Any, name: str) -> list[Any]:
    given = event.get(name, [])
    lists = given if isinstance(given, list) else [given]
    return [dates for dates in lists if hasattr(dates, "dts")]


def _edited(event: Any, span: Span, zone: str) -> dict[date, dict[str, Any]]:
    """One date of the series that was cancelled or moved."""
    day = _day_of(event["RECURRENCE-ID"].dt, span)
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return {day: {"kind": "cancelled"}}
    there = span_of(event, zone)
    moved = {
        "kind": "moved",
        "new_date": there.day if there.day != day else None,
        "new_opens_at": there.opens if there.opens != span.opens else None,
        "new_closes_at": there.closes if there.closes != span.closes else None,
    }
    where = str(event.get("LOCATION") or "").strip() or None
    return {day: {**moved, "new_location": where}}


def _one_by_one(
    calendar: Calendar, uid: str, owner: Mapping[str, UUID], feed: Feed
) -> Iterator[Row]:
    """The dates of the coming year, for a rule that we cannot keep (BYSETPOS, BYMONTH, two rules)."""
    found = recurring_ical_events.of(calendar).between(feed.now, feed.now + _AHEAD)
    if not found:
        raise RecordError("has a rule that gives no dates in the coming year")
    spans = sorted((span_of(event, feed.zone) for event in found), key=lambda span: span.day)
    for span in islice(dict.fromkeys(spans), _MOST):
        id = derived_id(feed.source, "schedule", uid, span.day, span.opens)
        yield Row("schedule", id, {**_columns(span), **_NO_RULE, **owner})
