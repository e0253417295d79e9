"""Do the holidays on which a schedule pauses travel with it, and is a word that means none of them reported?"""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from listings.database import Database
from listings.schema import Schedule, Service
from tests.listings.exchange.feeds import a_service, counts, exported, imported, taken

BOTH = "bank_holidays,school_holidays:Leeds; Harrogate = far | away"
SHEET = "organisation,name,schedules\nHall,Yoga,{}\n"
TUESDAYS = "FREQ=WEEKLY;BYDAY=TU;OPENS_AT=10:00;DTSTART=2026-11-03"


def pausing(pauses: Any) -> dict[str, Any]:
    """A service of a feed whose schedule pauses."""
    service = a_service()
    service["service_at_locations"][0]["schedules"][0]["pauses"] = pauses
    return service


async def kept(database: Database) -> str | None:
    """What the one schedule pauses for."""
    async with database.reading() as session:
        return (await session.scalars(select(Schedule))).one().pauses


@pytest.mark.parametrize("form", ["oruk", "csv"])
async def test_they_come_back_as_they_went_out(
    database: Database, tmp_path: Path, form: str
) -> None:
    await taken(database, tmp_path, a_service())
    async with database.writing() as session:
        await session.execute(update(Schedule).values(pauses=BOTH))
    path = tmp_path / "out"
    path.write_text(await exported(database, form), encoding="utf-8", newline="")
    again = await imported(database, form, path, source="feed.json")
    assert counts(again) == (0, 0, 1, 0)
    async with database.writing() as session:
        await session.execute(delete(Service))
    assert counts(await imported(database, form, path)) == (1, 0, 0, 0)
    assert await kept(database) == BOTH


@pytest.mark.parametrize(
    "given", ["bank_holidays, school_holidays:Leeds", ["bank_holidays", "school_holidays:Leeds"]]
)
async def test_a_feed_may_say_them_as_a_text_or_as_a_list(
    database: Database, tmp_path: Path, given: object
) -> None:
    await taken(database, tmp_path, pausing(given))
    assert await kept(database) == "bank_holidays,school_holidays:Leeds"
    page = json.loads(await exported(database, "oruk"))
    [at] = page["contents"][0]["service_at_locations"]
    assert at["schedules"][0]["pauses"] == "bank_holidays,school_holidays:Leeds"
    await taken(database, tmp_path, pausing(""))
    assert await kept(database) is None


async def test_a_feed_that_does_not_know_them_leaves_what_staff_set(
    database: Database, tmp_path: Path
) -> None:
    await taken(database, tmp_path, a_service())
    async with database.writing() as session:
        await session.execute(update(Schedule).values(pauses="bank_holidays"))
    assert counts(await taken(database, tmp_path, a_service(name="Changed"))) == (0, 1, 0, 0)
    assert await kept(database) == "bank_holidays"


async def test_staff_set_and_take_them_away_by_spreadsheet(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text(SHEET.format(f'"{TUESDAYS};PAUSES=bank_holidays,school_holidays:Leeds"'))
    assert counts(await imported(database, "csv", path)) == (1, 0, 0, 0)
    assert await kept(database) == "bank_holidays,school_holidays:Leeds"
    line = next(csv.DictReader(io.StringIO(await exported(database, "csv"), newline="")))
    assert line["schedules"].endswith(";PAUSES=bank_holidays,school_holidays:Leeds")
    path.write_text(SHEET.format(TUESDAYS))
    assert counts(await imported(database, "csv", path)) == (0, 1, 0, 0)
    assert await kept(database) is None


@pytest.mark.parametrize(
    ("pauses", "reason"),
    [
        ("bank holidays", "pauses: 'bank holidays' is not a kind of holiday"),
        ("school_holidays", "pauses: 'school_holidays' is not a kind of holiday"),
        ("school_holidays:" + "x" * 85, "pauses: is longer than 100 characters"),
    ],
)
async def test_a_word_that_is_no_kind_of_holiday_is_reported_at_import(
    database: Database, tmp_path: Path, pauses: str, reason: str
) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text(SHEET.format(f"{TUESDAYS};PAUSES={pauses}"))
    report = await imported(database, "csv", path)
    assert counts(report) == (0, 0, 0, 1)
    assert reason in report.rejected[0].reason
