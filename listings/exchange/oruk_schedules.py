"""When is a service of an Open Referral feed on? Its schedules as ours; what cannot be read is noted."""

from collections.abc import Iterator, Mapping
from typing import Any, Final
from uuid import UUID
from zoneinfo import available_timezones

from listings.errors import ScheduleError
from listings.events.read import ScheduleFacts
from listings.events.rows import rule_of
from listings.events.validate import check_moved, validate
from listings.exchange import values
from listings.exchange.records import Row

RULE: Final = (
    *("dtstart", "valid_from", "valid_to", "timezone", "until", "count", "wkst", "freq"),
    *("interval", "byday", "byweekno", "bymonthday", "byyearday", "opens_at", "closes_at"),
    "pauses",
)
MOST_PAUSES: Final = 100  # characters, as the column has them
EVERY_DAY: Final = "MO,TU,WE,TH,FR,SA,SU"
_DAYS: Final = {
    name: code
    for code, names in {
        "MO": ("monday", "mon", "mo"),
        "TU": ("tuesday", "tue", "tues", "tu"),
        "WE": ("wednesday", "wed", "we"),
        "TH": ("thursday", "thu", "thur", "thurs", "th"),
        "FR": ("friday", "fri", "fr"),
        "SA": ("saturday", "sat", "sa"),
        "SU": ("sunday", "sun", "su"),
    }.items()
    for name in names
}


def schedule_rows(
    given: Mapping[str, Any], id: UUID, external_id: str | None, owner: Mapping[str, UUID]
) -> Iterator[Row]:
    """A schedule, then its exceptions; raises ScheduleError for one that gives no dates."""
    columns = rule_columns(given)
    check(id, columns)
    texts = {
        "description": values.prose(given.get("description")),
        "schedule_link": values.url(given.get("schedule_link")),
        "attending_type": values.text(given.get("attending_type")),
        "notes": values.prose(given.get("notes")),
    }
    yield Row("schedule", id, {**owner, **columns, **texts}, external_id=external_id)
    listed = given.get("exceptions")
    for item in listed if isinstance(listed, list) else ():
        if isinstance(item, dict) and item.get("kind") in ("cancelled", "moved"):
            yield from _exception(item, id)


def rule_columns(given: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of listings.events, of values as a feed writes them.

    `pauses` is an addition of ours: a feed that does not know it leaves it as it is.
    """
    byday = day_codes(given.get("byday"))
    freq = (values.text(given.get("freq")) or "").upper() or ("WEEKLY" if byday else None)
    if given.get("daily") is True:  # Open Referral UK knows only WEEKLY and MONTHLY; so we export
        freq, byday = "DAILY", None
    zone = values.text(given.get("timezone"))
    return {
        "dtstart": values.day(given.get("dtstart")),
        "valid_from": values.day(given.get("valid_from")),
        "valid_to": values.day(given.get("valid_to")),
        "timezone": zone if zone in available_timezones() else "Europe/London",
        "until": values.day(given.get("until")),
        "count": values.whole(given.get("count")),
        "wkst": day_codes(given.get("wkst")),
        "freq": freq,
        "interval": values.whole(given.get("interval")),
        "byday": byday,
        "byweekno": values.text(given.get("byweekno")),
        "bymonthday": values.text(given.get("bymonthday")),
        "byyearday": values.text(given.get("byyearday")),
        "opens_at": values.clock(given.get("opens_at")),
        "closes_at": values.clock(given.get("closes_at")),
        **({"pauses": _pauses(given["pauses"])} if "pauses" in given else {}),
    }


def _pauses(value: Any) -> str | None:
    """ "bank_holidays, school_holidays:Leeds", or a list of such; what is no holiday is for the check to find."""
    given = value if isinstance(value, list) else (values.text(value) or "").split(",")
    text = ",".join(part for part in (str(one).strip() for one in given) if part)
    if len(text) > MOST_PAUSES:
        raise ScheduleError("pauses", f"is longer than {MOST_PAUSES} characters")
    return text or None


def check(id: UUID, columns: Mapping[str, Any]) -> None:
    """Raise ScheduleError for a rule that gives no dates."""
    facts: dict[str, Any] = {name: columns.get(name) for name in RULE}
    validate(rule_of(ScheduleFacts(id=id, **facts)))


def day_codes(value: Any) -> str | None:
    """ "Monday, 2TU" as "MO,2TU"; what is no day stays, for the check to find."""
    given = values.text(value)
    if given is None:
        return None
    parts = (part.strip() for part in given.replace(";", ",").split(","))
    return ",".join(_DAYS.get(part.lower(), part.upper()) for part in parts if part) or None


def _exception(given: Mapping[str, Any], schedule_id: UUID) -> Iterator[Row]:
    on_date = values.day(given.get("on_date"))
    if on_date is not None:
        yield exception_row(
            schedule_id,
            on_date=on_date,
            kind=given["kind"],
            new_date=values.day(given.get("new_date")),
            new_opens_at=values.clock(given.get("new_opens_at")),
            new_closes_at=values.clock(given.get("new_closes_at")),
            new_location=values.text(given.get("new_location")),
            reason=values.text(given.get("reason")),
        )


def exception_row(schedule_id: UUID, **columns: Any) -> Row:
    """One date that differs; its id follows from the date. ScheduleError for one that no clock reaches."""
    if columns["kind"] == "moved":
        check_moved(columns["on_date"], columns.get("new_date"))
    id = values.derived_id("exception", schedule_id, columns["on_date"])
    return Row("schedule_exception", id, {"schedule_id": schedule_id, **columns})
