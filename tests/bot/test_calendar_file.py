"""Does a phone's calendar get the right dates, in the right zone, with its alarms?"""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from icalendar import Calendar, Event

from bot.answers.calendar import calendar
from listings.model import Listing, Occurrence, Text

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
SCHEDULE = UUID("55555555-5555-4555-8555-555555555555")
TUESDAY = datetime(2026, 11, 24, 10, tzinfo=UTC)


def a_date(starts_at: datetime = TUESDAY, hours: float | None = 2, **changes: Any) -> Occurrence:
    """One date of two hours, on the day that the rule gives."""
    ends_at = None if hours is None else starts_at + timedelta(hours=hours)
    on_date = changes.pop("on_date", starts_at.astimezone(LONDON).date())
    return Occurrence(SCHEDULE, on_date, starts_at, ends_at, **changes)


def a_listing(*dates: Occurrence, **changes: Any) -> Listing:
    """A café in Leeds."""
    facts: dict[str, Any] = {
        "location_name": "The Old School",
        "address": "1 School Lane",
        "town": "Leeds",
        "postcode": "LS8 5AA",
        **changes,
    }
    name = Text("Café", "en", "original")
    return Listing(UUID(int=1), UUID(int=2), name, None, "Us", (), next_dates=dates, **facts)


def a_file(*dates: Occurrence, **changes: Any) -> Calendar:
    """The file as another program reads it."""
    content = calendar(a_listing(*dates, **changes), NOW, LONDON)
    read = Calendar.from_ical(content)
    assert isinstance(read, Calendar)
    return read


def only(file: Calendar) -> Event:
    [event] = file.events
    return event


def test_a_date_stands_in_local_time_with_its_zone_place_and_state() -> None:
    event = only(a_file(a_date()))
    assert event["DTSTART"].to_ical() == b"20261124T100000"
    assert event["DTSTART"].params["TZID"] == "Europe/London"
    assert event["DTEND"].params["TZID"] == "Europe/London"
    assert event.end == datetime(2026, 11, 24, 12, tzinfo=LONDON)
    assert event["UID"] == "55555555-5555-4555-8555-555555555555-20261124@waypost"
    assert event["STATUS"] == "CONFIRMED"
    assert event["LOCATION"] == "The Old School, 1 School Lane, Leeds, LS8 5AA"
    assert "DESCRIPTION" not in event
    assert "URL" not in event


def test_the_zone_of_the_file_changes_its_clock_when_london_does() -> None:
    file = a_file(
        a_date(datetime(2027, 3, 23, 10, tzinfo=UTC)), a_date(datetime(2027, 11, 2, 10, tzinfo=UTC))
    )
    [zone] = file.timezones
    names = ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO")
    told = [(part.name, *(part[name].to_ical() for name in names)) for part in zone.subcomponents]
    assert told == [
        ("STANDARD", b"20270322T000000", "+0000", "+0000"),
        ("DAYLIGHT", b"20270328T010000", "+0000", "+0100"),
        ("STANDARD", b"20271031T020000", "+0100", "+0000"),
    ]
    assert file.get_missing_tzids() == set()


@pytest.mark.parametrize(
    ("starts_at", "hours", "local"),
    [
        (datetime(2027, 3, 27, 23, tzinfo=UTC), 4, "20270327T230000"),
        (datetime(2027, 3, 28, 1, tzinfo=UTC), 1, "20270328T020000"),
        (datetime(2027, 3, 28, 9, tzinfo=UTC), 2, "20270328T100000"),
        (datetime(2027, 10, 30, 22, tzinfo=UTC), 5, "20271030T230000"),
        (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), 2.5, "20271031T013000"),
        (datetime(2027, 10, 31, 10, tzinfo=UTC), 2, "20271031T100000"),
    ],
)
def test_other_programs_read_the_same_instants_over_both_clock_changes(
    starts_at: datetime, hours: float, local: str
) -> None:
    file = a_file(a_date(starts_at, hours))
    assert only(file)["DTSTART"].to_ical() == local.encode()
    day = starts_at.date()
    [read] = recurring_ical_events.of(file).between(day, day + timedelta(days=2))
    assert read.start.astimezone(UTC) == starts_at
    assert read.end.astimezone(UTC) == starts_at + timedelta(hours=hours)


def test_there_is_an_alarm_a_day_before_and_two_hours_before() -> None:
    event = only(a_file(a_date()))
    assert [alarm["TRIGGER"].to_ical() for alarm in event.walk("VALARM")] == [b"-PT2H", b"-P1D"]
    assert {alarm["ACTION"] for alarm in event.walk("VALARM")} == {"DISPLAY"}
    rung = sorted(alarm.trigger for alarm in event.alarms.times)
    assert rung == [
        datetime(2026, 11, 23, 10, tzinfo=LONDON),
        datetime(2026, 11, 24, 8, tzinfo=LONDON),
    ]


def test_what_lasts_all_day_is_a_date_and_rings_at_hours_when_people_are_awake() -> None:
    midnight = datetime(2027, 6, 14, 23, tzinfo=UTC)
    file = a_file(a_date(midnight, 24, all_day=True))
    event = only(file)
    assert (event.start, event.end) == (date(2027, 6, 15), date(2027, 6, 16))
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert [alarm["TRIGGER"].to_ical() for alarm in event.walk("VALARM")] == [b"PT8H", b"-PT6H"]
    assert file.timezones == []


def test_a_moved_date_keeps_its_name_and_tells_the_new_place() -> None:
    moved = a_date(
        datetime(2026, 11, 25, 14, tzinfo=UTC),
        on_date=date(2026, 11, 24),
        state="moved",
        where="Corner Hall",
    )
    event = only(a_file(moved))
    assert event["UID"] == only(a_file(a_date()))["UID"]
    assert event["LOCATION"] == "Corner Hall"
    assert event.start == datetime(2026, 11, 25, 14, tzinfo=LONDON)


def test_a_cancelled_date_is_left_out() -> None:
    week = timedelta(days=7)
    file = a_file(a_date(state="cancelled"), a_date(TUESDAY + week))
    assert [event.start.date() for event in file.events] == [date(2026, 12, 1)]


def test_without_an_end_two_hours_are_taken() -> None:
    assert only(a_file(a_date(hours=None))).end == datetime(2026, 11, 24, 12, tzinfo=LONDON)


def test_how_to_ring_and_which_bus_goes_there_are_told() -> None:
    event = only(
        a_file(
            a_date(),
            phones=("0113 496 0000", "0113 496 0001"),
            bus=Text("Bus 49; get off at School Lane", "en", "original"),
            url="https://example.org/café?a=1&b=2",
        )
    )
    assert str(event["DESCRIPTION"]) == (
        "☎️ 0113 496 0000, 0113 496 0001\n🚏 Bus 49; get off at School Lane"
    )
    assert event["URL"] == "https://example.org/café?a=1&b=2"


def test_an_address_over_two_lines_says_nothing_to_the_calendar() -> None:
    event = only(a_file(a_date(), url="https://example.org\r\nATTENDEE:mailto:a@example.org"))
    assert "URL" not in event
    assert "ATTENDEE" not in event
