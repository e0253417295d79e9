"""At which instant is somebody reminded of a date? Wall-clock times of the zone, as instants."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.reminders.wishes import Leads, Message
from listings.model import Occurrence

DAY_BEFORE = time(18)
HOURS_BEFORE = timedelta(hours=2)
# What lasts all day has no start worth the name.
ALL_DAY, ALL_DAY_ENDS = time(8), time(18)
INVITATION, INVITATION_ENDS = time(10), time(20)
DIGEST, DIGEST_USEFUL = time(17), timedelta(hours=19)
SUNDAY = 6


def reminders(
    occurrence: Occurrence, leads: Leads, zone: ZoneInfo, revision: int = 0
) -> Iterator[Message]:
    """The reminders of one date, soonest first, whether or not their time is past.

    A late one goes out while it is of use: until the event begins. The one of the day before gives way to the
    one two hours before, so that nobody gets both at once.
    """
    begins, hours = begins_at(occurrence, zone), hours_before(occurrence, zone)
    if leads.day_before:
        until = hours if leads.hours_before else begins
        yield Message(
            occurrence.on_date,
            "day_before",
            occurrence.starts_at,
            day_before(occurrence, zone),
            until,
            revision,
        )
    if leads.hours_before:
        yield Message(
            occurrence.on_date, "hours_before", occurrence.starts_at, hours, begins, revision
        )


def invitation(occurrence: Occurrence, zone: ZoneInfo, revision: int = 0) -> Message:
    """The question how it was: the morning after, and not later than that day."""
    after = occurrence.starts_at.astimezone(zone).date() + timedelta(days=1)
    return Message(
        occurrence.on_date,
        "invitation",
        occurrence.starts_at,
        _at(after, INVITATION, zone),
        _at(after, INVITATION_ENDS, zone),
        revision,
    )


def digest(after: datetime, zone: ZoneInfo) -> Message:
    """The next week's list: Sunday at 17:00."""
    today = after.astimezone(zone).date()
    sunday = today + timedelta(days=(SUNDAY - today.weekday()) % 7)
    if _at(sunday, DIGEST, zone) <= after:
        sunday += timedelta(days=7)
    due = _at(sunday, DIGEST, zone)
    return Message(sunday, "digest", due, due, due + DIGEST_USEFUL)


def day_before(occurrence: Occurrence, zone: ZoneInfo) -> datetime:
    """18:00 on the local day before."""
    day = occurrence.starts_at.astimezone(zone).date() - timedelta(days=1)
    return _at(day, DAY_BEFORE, zone)


def hours_before(occurrence: Occurrence, zone: ZoneInfo) -> datetime:
    """Two hours before, by the clock that nobody changes; at 8:00 of what lasts all day."""
    if occurrence.all_day:
        return _at(occurrence.starts_at.astimezone(zone).date(), ALL_DAY, zone)
    return occurrence.starts_at - HOURS_BEFORE


def begins_at(occurrence: Occurrence, zone: ZoneInfo) -> datetime:
    """From when on a reminder is of no use any more."""
    if occurrence.all_day:
        return _at(occurrence.starts_at.astimezone(zone).date(), ALL_DAY_ENDS, zone)
    return occurrence.starts_at


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, zone).astimezone(UTC)
