"""Do listings come in once, change where they differ, and never over what staff keep?"""

import csv
import io
import json
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import func, select

from listings.database import Database
from listings.demo import FOLDER, load_demo
from listings.exchange import FORMATS, Feed, Import
from listings.schema import (
    Location,
    Phone,
    Schedule,
    ScheduleException,
    Service,
    ServiceTopic,
)
from tests.listings.exchange.feeds import (
    NOW,
    SERVICE_ID,
    a_service,
    counts,
    exported,
    imported,
    taken,
)

ID = UUID(SERVICE_ID)
EVENT = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:one
SUMMARY:Tea and talk
LOCATION:The Hall\\, Leeds
DTSTART;TZID=GMT Standard Time:20261103T100000
DTEND;TZID=GMT Standard Time:20261103T120000
RRULE:FREQ=WEEKLY;BYDAY=TU
EXDATE;TZID=GMT Standard Time:20261110T100000
END:VEVENT
BEGIN:VEVENT
UID:broken
SUMMARY:No start
DTSTART:nonsense
END:VEVENT
BEGIN:VEVENT
UID:two
SUMMARY:All day
DTSTART;VALUE=DATE:20261224
END:VEVENT
END:VCALENDAR
"""


async def _one(database: Database, model: Any, *where: Any) -> Any:
    async with database.reading() as session:
        return await session.scalar(select(model).where(*where))


@pytest.mark.parametrize("form", ["oruk", "csv", "ical"])
async def test_what_was_exported_is_unchanged_when_it_comes_back(
    database: Database, tmp_path: Path, form: str
) -> None:
    async with database.writing() as session:
        await load_demo(session, FOLDER, NOW)
    path = tmp_path / "out"
    path.write_text(await exported(database, form, demo=True), encoding="utf-8", newline="")
    report = await imported(database, form, path)
    assert report.unchanged >= 100
    assert (report.added, report.changed, report.rejected) == (0, 0, [])


async def test_the_same_feed_twice_changes_nothing(database: Database, tmp_path: Path) -> None:
    assert counts(await taken(database, tmp_path, a_service())) == (1, 0, 0, 0)
    assert counts(await taken(database, tmp_path, a_service())) == (0, 0, 1, 0)
    stored = await _one(database, Service, Service.id == ID)
    assert (stored.source, stored.demo, stored.assured_date) == ("feed.json", False, None)
    assert stored.added_on == date(2026, 11, 23)


async def test_an_edited_schedule_keeps_its_id(database: Database, tmp_path: Path) -> None:
    await taken(database, tmp_path, a_service())
    edited = a_service()
    schedule = edited["service_at_locations"][0]["schedules"][0]
    schedule |= {"id": "made-up-anew", "opens_at": "11:00"}
    assert counts(await taken(database, tmp_path, edited)) == (0, 1, 0, 0)
    stored = await _one(database, Schedule)
    assert str(stored.id) == "55555555-5555-4555-8555-555555555555"
    assert stored.opens_at == time(11)


async def test_topics_and_facts_set_by_staff_stay(database: Database, tmp_path: Path) -> None:
    await taken(database, tmp_path, a_service())
    async with database.writing() as session:
        service = await session.get_one(Service, ID)
        service.childcare = True
        topic = await session.scalar(select(ServiceTopic))
        assert topic is not None
        assert topic.topic == "learn_english"
        topic.topic = "education"
    report = await taken(database, tmp_path, a_service(description="New words."))
    assert counts(report) == (0, 1, 0, 0)
    stored = await _one(database, Service)
    assert (stored.childcare, stored.description) == (True, "New words.")
    assert (await _one(database, ServiceTopic)).topic == "education"


async def test_a_feed_does_not_change_what_staff_entered(
    database: Database, tmp_path: Path
) -> None:
    await taken(database, tmp_path, a_service())
    async with database.writing() as session:
        (await session.get_one(Service, ID)).source = None
    report = await taken(database, tmp_path, a_service(name="Something else"))
    assert counts(report) == (0, 0, 0, 1)
    assert (await _one(database, Service)).name == "ESOL for beginners"


async def test_a_dry_run_writes_nothing(database: Database, tmp_path: Path) -> None:
    services = [a_service(id=str(UUID(int=number))) for number in range(1, 31)]
    report = await taken(database, tmp_path, *services, dry_run=True)
    assert counts(report) == (30, 0, 0, 0)
    assert await _one(database, func.count(Service.id)) == 0
    assert await _one(database, func.count(Location.id)) == 0


async def test_a_dirty_record_is_cleaned_and_a_bad_one_stops_no_other(
    database: Database, tmp_path: Path
) -> None:
    dirty = a_service(
        id="no uuid",
        status="",
        email="not an address",
        minimum_age=-1,
        description="<p>Tea &amp; talk</p><ul><li>free</li></ul>",
        phones=[{"number": "0113 496 0000"}],
        eligibility_types=["odd"],
    )
    bad = [{"id": "1"}, "nothing", None, a_service(organization={}), a_service(id=["x"])]
    report = await taken(database, tmp_path, *bad, dirty)
    assert counts(report) == (1, 0, 0, 5)
    stored = await _one(database, Service)
    assert (stored.external_id, stored.status, stored.email) == ("no uuid", "active", None)
    assert (stored.minimum_age, stored.description) == (None, "Tea & talk\n\n- free")
    assert stored.extra == {"eligibility_types": ["odd"]}
    assert (await _one(database, Phone)).number == "0113 496 0000"
    again = await taken(database, tmp_path, *bad, dirty)
    assert counts(again) == (0, 0, 1, 5)


async def test_the_pages_of_an_address_are_followed(database: Database) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        number = int(request.url.params.get("page", "1"))
        if number == 2:
            return httpx.Response(404)
        content = [a_service(id=str(UUID(int=number)))]
        return httpx.Response(200, json={"content": content, "number": number, "totalPages": 3})

    transport = httpx.MockTransport(answer)
    feed = Feed("council", NOW)
    report = await Import(database, FORMATS["oruk"], feed, transport=transport).run(
        "http://council.example.org/services", lambda *_: None
    )
    assert counts(report) == (2, 0, 0, 1)
    assert (report.rejected[0].name, report.rejected[0].reason) == ("page 2", "answers 404")


async def test_a_calendar_gives_events_and_names_the_broken_one(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "hall.ics"
    path.write_text(EVENT, encoding="utf-8")
    report = await imported(database, "ical", path)
    assert counts(report) == (2, 0, 0, 1)
    assert report.rejected[0].name == "broken"
    rule = await _one(database, Schedule, Schedule.freq == "WEEKLY")
    assert (rule.timezone, rule.byday, rule.opens_at) == ("Europe/London", "TU", time(10))
    off = await _one(database, ScheduleException)
    assert (off.on_date, off.kind) == (date(2026, 11, 10), "cancelled")
    whole_day = await _one(database, Schedule, Schedule.freq.is_(None))
    assert (whole_day.dtstart, whole_day.opens_at) == (date(2026, 12, 24), None)
    assert counts(await imported(database, "ical", path)) == (0, 0, 2, 1)


async def test_an_export_is_one_page_of_the_profile(database: Database, tmp_path: Path) -> None:
    await taken(database, tmp_path, a_service(cost_options=[{"id": "c", "amount": 3.5}]))
    page = json.loads(await exported(database, "oruk"))
    assert (page["version"], page["total_items"]) == ("HSDS-UK-3.0", 1)
    service = page["contents"][0]
    assert service["organization"]["name"] == "Leeds College"
    assert service["cost_options"] == [{"id": "c", "service_id": SERVICE_ID, "amount": 3.5}]
    assert service["attributes"][0]["taxonomy_term"]["name"] == "learn_english"


async def test_a_cell_is_no_formula_and_reads_the_same_again(
    database: Database, tmp_path: Path
) -> None:
    await taken(database, tmp_path, a_service(name="=HYPERLINK(1)", description="'-1+1"))
    text = await exported(database, "csv")
    line = next(csv.DictReader(io.StringIO(text, newline="")))
    assert (line["name"], line["longitude"]) == ("'=HYPERLINK(1)", "-1.55")
    path = tmp_path / "out.csv"
    path.write_text(text, encoding="utf-8", newline="")
    assert counts(await imported(database, "csv", path)) == (0, 0, 1, 0)


async def test_staff_change_entries_by_spreadsheet(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text("organisation,name,topics,cost\nHall,Yoga,play_sport,3.50\n,Nothing,,\n")
    assert counts(await imported(database, "csv", path)) == (1, 0, 0, 1)
    path.write_text("organisation,name,topics\nHall,Yoga,meet_people; play_sport\n")
    assert counts(await imported(database, "csv", path)) == (0, 1, 0, 0)


READERS: list[Callable[[], bytes]] = [lambda: b"", lambda: b"\xff\xfe\x00", lambda: b"[" * 100_000]


@pytest.mark.parametrize("form", ["oruk", "csv", "ical"])
@pytest.mark.parametrize("content", READERS)
def test_what_is_no_feed_is_said_in_one_error(form: str, content: Callable[[], bytes]) -> None:
    from listings.exchange import SourceError

    with pytest.raises(SourceError):
        list(FORMATS[form].read(content(), Feed("x", NOW)))


def test_amounts_have_two_places() -> None:
    from listings.exchange.values import number

    assert number("£3.5", least=0, most=10) == Decimal("3.50")
