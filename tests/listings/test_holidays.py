"""Does a schedule pause on holidays, for whoever reads it, and only then?"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import recurring_ical_events
from icalendar import Calendar
from sqlalchemy import delete, event, select
from typer.testing import CliRunner

from bot.cli.main import app
from listings.database import Database
from listings.errors import ScheduleError
from listings.events import DateException, Timetable, occurrence_of, occurrences
from listings.events.read import ScheduleFacts, readable, timetable_of
from listings.exchange.errors import SourceError
from listings.exchange.ical_writing import calendar_of
from listings.exchange.records import Record, Rejected, Row
from listings.exchange.school_holidays import Days, read_file, replace
from listings.model import Query
from listings.schema import Schedule, ScheduleChange, SchoolHoliday
from listings.search import listing, search
from listings.search.schedules import read_schedules
from tests.listings.builders import LEEDS, NOW, ZONE, Listed, a_listing, a_timetable

# Mondays of 2026-11-30 to 2027-01-11: Christmas 2026 falls on a Friday, Boxing Day is kept on Monday the 28th.
BOXING_DAY = date(2026, 12, 28)
IN_LEEDS = (date(2027, 2, 15), date(2027, 2, 19))
MONDAYS = {"freq": "WEEKLY", "byday": "MO", "dtstart": date(2026, 11, 2)}


def mondays(*exceptions: DateException, pauses: tuple[str, ...] = ("bank_holidays",)) -> Timetable:
    """Every Monday from ten to twelve, but for holidays."""
    return a_timetable(*exceptions, byday=("MO",), dtstart=date(2026, 11, 2), pauses=pauses)


def off(timetable: Timetable, first: date, days: int) -> list[tuple[str, str | None]]:
    """The dates that are not simply on, with the holiday."""
    start = datetime.combine(first, time(), UTC)
    found = occurrences(timetable, start, start + timedelta(days=days))
    return [(one.on_date.isoformat(), one.holiday) for one in found if one.state == "cancelled"]


def a_row(**columns: Any) -> ScheduleFacts:
    """A row of schedule: every Monday."""
    values: dict[str, Any] = dict.fromkeys(ScheduleFacts.__slots__)
    weekly = {"id": uuid4(), "freq": "WEEKLY", "byday": "MO", "timezone": ZONE}
    return ScheduleFacts(**{**values, **weekly, "opens_at": time(10), **columns})


def test_bank_holidays_of_england_are_cancelled_dates_without_a_reason() -> None:
    assert off(mondays(), date(2026, 12, 1), 365) == [
        ("2026-12-28", "bank_holidays"),
        ("2027-03-29", "bank_holidays"),
        ("2027-05-03", "bank_holidays"),
        ("2027-05-31", "bank_holidays"),
        ("2027-08-30", "bank_holidays"),
    ]
    found = occurrence_of(mondays(), BOXING_DAY)
    assert found is not None
    assert (found.state, found.reason) == ("cancelled", None)
    assert found.starts_at == datetime(2026, 12, 28, 10, tzinfo=UTC)


def test_a_schedule_that_does_not_pause_is_on_at_christmas() -> None:
    assert off(mondays(pauses=()), date(2026, 12, 1), 365) == []


@pytest.mark.parametrize(
    ("exception", "state", "reason"),
    [
        (DateException(BOXING_DAY, "cancelled", reason="No heating"), "cancelled", "No heating"),
        (DateException(BOXING_DAY, "moved", new_opens_at=time(14)), "moved", None),
    ],
)
def test_what_staff_say_of_a_holiday_wins(
    exception: DateException, state: str, reason: str | None
) -> None:
    found = occurrence_of(mondays(exception), BOXING_DAY)
    assert found is not None
    assert (found.state, found.reason, found.holiday) == (state, reason, None)


def test_both_ends_of_school_holidays_are_off_and_the_days_around_them_are_not() -> None:
    daily = {"freq": "DAILY", "byday": None, "dtstart": date(2027, 2, 1)}
    row = a_row(**daily, pauses="school_holidays: leeds, bank_holidays")
    areas = {"leeds": [IN_LEEDS], "bradford": [(date(2027, 2, 8), date(2027, 2, 12))]}
    found = off(timetable_of(row, (), areas), date(2027, 2, 8), 20)
    assert found == [(f"2027-02-{day}", "school_holidays") for day in range(15, 20)]


@pytest.mark.parametrize(
    "text", ["bank_holiday", "school_holidays", "school_holidays:", "bank_holidays;school_holidays"]
)
def test_pauses_that_cannot_be_read_are_reported_and_skipped(
    text: str, caplog: pytest.LogCaptureFixture
) -> None:
    row = a_row(pauses=text)
    with pytest.raises(ScheduleError) as caught:
        timetable_of(row)
    assert caught.value.field == "pauses"
    assert readable(row) is None
    assert str(row.id) in caplog.text


async def _pausing(database: Database, pauses: str | None) -> Listed:
    async with database.writing() as session:
        session.add(SchoolHoliday(area="Leeds", first_on=IN_LEEDS[0], last_on=IN_LEEDS[1]))
        session.add(
            SchoolHoliday(area="York", first_on=date(2027, 2, 8), last_on=date(2027, 2, 12))
        )
        topics = ("find_events",)
        return await a_listing(session, topics=topics, schedule={**MONDAYS, "pauses": pauses})


@pytest.mark.parametrize(
    ("pauses", "now", "expected"),
    [
        ("bank_holidays", datetime(2026, 12, 27, tzinfo=UTC), ("bank_holidays", None, None)),
        (
            "school_holidays:LEEDS",
            datetime(2027, 2, 14, tzinfo=UTC),
            ("school_holidays", None, None),
        ),
        (
            "school_holidays:Leeds",
            datetime(2027, 2, 7, tzinfo=UTC),
            (None, "school_holidays", None),
        ),
        ("school_holidays:Hull", datetime(2027, 2, 14, tzinfo=UTC), (None, None, None)),
    ],
)
async def test_every_way_of_reading_dates_knows_the_holidays(
    database: Database, pauses: str, now: datetime, expected: tuple[str | None, ...]
) -> None:
    listed = await _pausing(database, pauses)
    listed.service.assured_date = now.date()
    async with database.writing() as session:
        await session.merge(listed.service)
    async with database.reading() as session:
        card = await listing(session, listed.id, now=now, language="en", zone=ZONE)
        query = Query("find_events", LEEDS, times=("monday",))
        found = await search(session, query, now=now, language="en", zone=ZONE)
        [schedule] = listed.schedules
        timetables = await read_schedules(session, [schedule.id], now.date())
    assert card is not None
    assert tuple(one.holiday for one in card.next_dates) == expected
    assert ("time" in found.widened) is (expected[0] is not None)
    timetable = timetables[schedule.id]
    assert timetable is not None
    alike = list(occurrences(timetable, now, now + timedelta(days=20)))[:3]
    assert tuple(one.holiday for one in alike) == expected


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """What is sent to the database meanwhile."""
    sent: list[str] = []

    def note(_: Any, __: Any, statement: str, *rest: Any) -> None:
        sent.append(statement)

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    yield sent
    event.remove(database.engine.sync_engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    ("pauses", "asked"), [(None, 0), ("bank_holidays", 0), ("school_holidays:Leeds", 2)]
)
async def test_school_holidays_are_asked_for_only_where_a_schedule_pauses_for_them(
    database: Database, pauses: str | None, asked: int
) -> None:
    await _pausing(database, pauses)
    with statements(database) as sent:
        async with database.reading() as session:
            await search(session, Query("find_events", LEEDS), now=NOW, language="en", zone=ZONE)
    assert sum("FROM school_holiday" in statement for statement in sent) == asked


def a_file(folder: Path, text: str) -> Path:
    path = folder / "terms.csv"
    path.write_text(text, encoding="utf-8-sig")
    return path


def test_a_bad_row_is_named_and_stops_no_other(tmp_path: Path) -> None:
    path = a_file(
        tmp_path,
        "area,first_on,last_on,source\n"
        "Leeds,2027-02-15,2027-02-19,the council\n"
        "leeds,2027-02-15,2027-02-19,\n"
        "York,15/02/2027,2027-02-19,\n"
        "York,2027-02-19,2027-02-15,\n"
        "York,2027-02-15,2028-02-15,\n"
        ",2027-02-15,2027-02-15,\n"
        '"Hull, City of",2027-02-15,2027-02-15,\n'
        "Wakef\x1bield,2027-02-15,2027-02-15,\n"
        f"York,2027-02-15,2027-02-15,{'x' * 201}\n"
        "York,2027-05-31,2027-06-04\n",
    )
    days = (date(2027, 5, 31), date(2027, 6, 4))
    assert read_file(path) == [
        Days("Leeds", *IN_LEEDS, "the council"),
        Rejected("line 3 (leeds)", "2027-02-15 is there twice"),
        Rejected("line 4 (York)", "first_on '15/02/2027' is not a date such as 2027-02-15"),
        Rejected("line 5 (York)", "last_on is before first_on"),
        Rejected("line 6 (York)", "lasts 366 days"),
        Rejected("line 7", "area is missing"),
        Rejected("line 8 (Hull, City of)", "area has a comma"),
        Rejected("line 9", "area is too long or has signs that cannot be printed"),
        Rejected("line 10 (York)", "source is too long or has signs that cannot be printed"),
        Days("York", *days, None),
    ]


@pytest.mark.parametrize(
    "content", [b"area;first_on;last_on\n", b"", b"\xff\xfe\x00area", b"PK\x03\x04\x00"]
)
def test_what_is_no_such_table_is_refused_as_a_whole(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "terms.csv"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"^terms\.csv: "):
        read_file(path)


async def test_the_areas_of_a_file_are_replaced_and_others_stay(database: Database) -> None:
    listed = await _pausing(database, "school_holidays:Leeds")
    async with database.writing() as session:
        await a_listing(session, schedule={**MONDAYS, "pauses": "school_holidays:York"})
        await session.execute(delete(ScheduleChange))
    easter = Days("leeds", date(2027, 3, 29), date(2027, 4, 9), None)
    async with database.writing() as session:
        [replaced] = await replace(session, [easter])
    assert (replaced.area, replaced.before, replaced.now, replaced.schedules) == ("leeds", 1, 1, 1)
    async with database.reading() as session:
        order = select(SchoolHoliday).order_by(SchoolHoliday.area)
        kept = [(row.area.lower(), row.first_on) for row in await session.scalars(order)]
        changed = list(await session.scalars(select(ScheduleChange.schedule_id)))
    assert sorted(kept) == [("leeds", date(2027, 3, 29)), ("york", date(2027, 2, 8))]
    assert changed == [listed.schedules[0].id]


def test_the_command_takes_a_file_in_and_says_what_it_did(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYPOST_DATABASE_URL", database_url)
    text = "area,first_on,last_on,source\nLeeds,2027-02-15,2027-02-19,\nYork,soon,2027-02-19,\n"
    path = a_file(tmp_path, text)
    for before in (0, 1):
        ended = CliRunner().invoke(app, ["db", "school-holidays", str(path)])
        assert ended.exit_code == 0
        assert ended.output.splitlines() == [
            f"Leeds: 1 holidays in the place of {before}; schedules that pause for them: 0",
            "left out: line 3 (York): first_on 'soon' is not a date such as 2027-02-15",
        ]
    missing = CliRunner().invoke(app, ["db", "school-holidays", str(tmp_path / "none.csv")])
    assert missing.exit_code == 2


def a_record(**schedule: Any) -> Record:
    """A service with one schedule on Mondays, as it goes out; Leeds has its holidays with it."""
    facts = dict.fromkeys(column.name for column in Schedule.__table__.columns)
    columns = {**facts, **MONDAYS, "timezone": ZONE, "opens_at": time(10), "closes_at": time(12)}
    service = {"status": "active", "name": "Café", "description": None, "url": None}
    first, last = IN_LEEDS
    school = {"area": "Leeds", "first_on": first, "last_on": last}
    return Record(
        UUID(int=1),
        "Café",
        (
            Row("service", UUID(int=1), service),
            Row("schedule", UUID(int=2), {**columns, **schedule}),
            Row("school_holiday", UUID(int=3), school),
        ),
    )


@pytest.mark.parametrize(
    "schedule", [{}, {"opens_at": None, "closes_at": None}, {"opens_at": time(0, 30)}]
)
def test_a_calendar_that_goes_out_leaves_the_holidays_of_a_year_out(
    schedule: dict[str, Any],
) -> None:
    record = a_record(pauses="bank_holidays,school_holidays:Leeds", **schedule)
    calendar = Calendar.from_ical(calendar_of([record], NOW))
    between = recurring_ical_events.of(calendar).between
    days = [one["DTSTART"].dt for one in between(date(2026, 12, 20), date(2027, 4, 10))]
    told = sorted((day.date() if isinstance(day, datetime) else day).isoformat() for day in days)
    off = {"2026-12-28", "2027-02-15", "2027-03-29"}
    assert off.isdisjoint(told)
    assert len(told) == 13
    [event] = calendar.events
    assert len([day for group in _listed(event["EXDATE"]) for day in group.dts]) == 6


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
