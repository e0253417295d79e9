"""Do the clocks of an exported calendar change when London's do? Other programs may know no zone but the file's."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar, Timezone

from listings.database import Database
from tests.listings.builders import a_listing
from tests.listings.exchange.feeds import exported

EVERY_NIGHT = {"freq": "DAILY", "dtstart": date(2026, 11, 3)}
NAMES = ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO")
HOUR, ZERO = timedelta(hours=1), timedelta()


async def the_file(database: Database, *schedules: dict[str, Any]) -> Calendar:
    """The calendar as another program reads it."""
    async with database.writing() as session:
        for number, schedule in enumerate(schedules):
            await a_listing(session, f"Café {number}", schedule=schedule)
    read = Calendar.from_ical(await exported(database, "ical"))
    assert isinstance(read, Calendar)
    return read


async def test_summer_time_begins_and_ends_at_one_by_greenwich(database: Database) -> None:
    [zone] = (await the_file(database, EVERY_NIGHT)).timezones
    assert zone["TZID"] == "Europe/London"
    told = [(part.name, *(part[name].to_ical() for name in NAMES)) for part in zone.subcomponents]
    assert told[:3] == [
        ("STANDARD", b"20261102T000000", "+0000", "+0000"),
        ("DAYLIGHT", b"20270328T010000", "+0000", "+0100"),
        ("STANDARD", b"20271031T020000", "+0100", "+0000"),
    ]


@pytest.mark.parametrize(
    ("local", "offset"),
    [
        ("2027-03-28T00:59", ZERO),
        ("2027-03-28T02:00", HOUR),
        ("2027-03-28T02:30", HOUR),
        ("2027-10-31T00:59", HOUR),
        ("2027-10-31T02:00", ZERO),
        ("2036-07-01T12:00", HOUR),
        ("2036-12-01T12:00", ZERO),
    ],
)
async def test_who_reads_the_zone_from_the_file_has_londons_clock_for_ten_years(
    database: Database, local: str, offset: timedelta
) -> None:
    [zone] = (await the_file(database, EVERY_NIGHT)).timezones
    assert clock_of(zone, datetime.fromisoformat(local)) == offset


def clock_of(zone: Timezone, local: datetime) -> timedelta:
    """RFC 5545 3.6.5: the observance with the last onset before a local time holds."""
    begun = [part for part in zone.subcomponents if part["DTSTART"].dt <= local]
    last = max(begun, key=lambda part: part["DTSTART"].dt)
    offset: timedelta = last["TZOFFSETTO"].td
    return offset


async def test_each_zone_is_told_once_and_before_what_names_it(database: Database) -> None:
    paris = {**EVERY_NIGHT, "timezone": "Europe/Paris"}
    file = await the_file(database, EVERY_NIGHT, EVERY_NIGHT, paris)
    assert [part.name for part in file.subcomponents[:3]] == ["VTIMEZONE", "VTIMEZONE", "VEVENT"]
    assert [str(zone["TZID"]) for zone in file.timezones] == ["Europe/London", "Europe/Paris"]
    assert file.get_missing_tzids() == set()


async def test_what_lasts_all_day_needs_no_zone(database: Database) -> None:
    whole_day = {**EVERY_NIGHT, "opens_at": None, "closes_at": None}
    assert (await the_file(database, whole_day)).timezones == []
