"""When is a demo event on? Days counted from the day of loading, so that the demo never ages."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any, Final
from uuid import UUID

from listings.demo.form import Entry
from listings.demo.ids import demo_id
from listings.demo.words import CANCELLED, MOVED, SCHEDULE
from listings.errors import ScheduleError
from listings.events.recurrence import dates
from listings.events.rows import rule_of
from listings.events.rule import ScheduleRule
from listings.events.validate import validate
from listings.schema.derived import derive_last_on
from listings.schema.schedules import Schedule, ScheduleException
from listings.words import DAYS

_ZONE: Final = "Europe/London"
_SOONEST_COUNTED: Final = timedelta(days=800)
_CODES: Final = dict(zip(DAYS, ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))


def schedules_of(
    location: Entry, key: str, listing_id: UUID, today: date
) -> Iterator[Schedule | ScheduleException]:
    """The rows of a listing's schedules, each followed by those of its differing dates."""
    for number, given in enumerate(location.entries("schedules")):
        id = demo_id("schedule", key, str(number))
        schedule = Schedule(
            id=id,
            demo=True,
            service_at_location_id=listing_id,
            timezone=_ZONE,
            **_rule(given, today),
        )
        rule = _checked(given, schedule)
        yield schedule
        yield from _exceptions(given, id, rule, today)


def _rule(given: Entry, today: date) -> dict[str, Any]:
    given.only(SCHEDULE)
    starts = today + timedelta(days=given.number("starts_in_days", 0) or 0)
    until = given.number("until_days")
    opens, closes = given.clock("from"), given.clock("to")
    if given.flag("all_day") == (opens is not None):
        raise given.wrong("from", "either from or all_day: true")
    return {
        "opens_at": opens,
        "closes_at": closes,
        "dtstart": starts,
        "until": None if until is None else today + timedelta(days=until),
        **_rhythm(given, today),
    }


def _rhythm(given: Entry, today: date) -> dict[str, Any]:
    kinds = [name for name in ("weekly", "monthly", "daily", "in_days") if name in given.values]
    if len(kinds) != 1:
        raise given.wrong("schedule", "needs one of weekly, monthly, daily, in_days")
    if kinds == ["in_days"]:
        days = given.number("in_days") or 0
        return {"dtstart": today + timedelta(days=days), "until": None}
    if kinds == ["daily"]:
        return {"freq": "DAILY"}
    if kinds == ["weekly"]:
        days_of_week = given.texts("weekly", DAYS)
        byday = ",".join(_CODES[day] for day in days_of_week)
        return {"freq": "WEEKLY", "byday": byday, "interval": given.number("every", 1)}
    if isinstance(given.values["monthly"], int):
        return {"freq": "MONTHLY", "bymonthday": str(given.number("monthly"))}
    return {"freq": "MONTHLY", "byday": ",".join(given.texts("monthly"))}


def _checked(given: Entry, schedule: Schedule) -> ScheduleRule:
    try:
        rule = rule_of(schedule)
        validate(rule)
    except ScheduleError as error:
        raise given.wrong(error.field, error.reason) from error
    derive_last_on(schedule)
    return rule


def _exceptions(
    given: Entry, schedule_id: UUID, rule: ScheduleRule, today: date
) -> Iterator[ScheduleException]:
    for off in given.entries("cancelled"):
        on_date = _coming(off.only(CANCELLED), rule, today)
        yield ScheduleException(
            id=demo_id("exception", str(schedule_id), on_date.isoformat()),
            schedule_id=schedule_id,
            on_date=on_date,
            kind="cancelled",
            reason=off.text("reason"),
        )
    for moved in given.entries("moved"):
        on_date = _coming(moved.only(MOVED), rule, today)
        days = moved.number("in_days")
        yield ScheduleException(
            id=demo_id("exception", str(schedule_id), on_date.isoformat()),
            schedule_id=schedule_id,
            on_date=on_date,
            kind="moved",
            new_date=None if days is None else today + timedelta(days=days),
            new_opens_at=moved.clock("from"),
            new_closes_at=moved.clock("to"),
            new_location=moved.text("where"),
            reason=moved.text("reason"),
        )


def _coming(given: Entry, rule: ScheduleRule, today: date) -> date:
    """The date that "2" means: the second one from the day of loading on."""
    number = given.number("date") or 0
    found = list(islice(dates(rule, today, today + _SOONEST_COUNTED), number))
    if number < 1 or len(found) < number:
        raise given.wrong("date", "is not a coming date of this schedule")
    return found[-1]
