"""Does what others publish come in without an exception, twice with the same outcome?"""

from pathlib import Path

import pytest

from listings.database import Database
from listings.exchange import SourceError
from tests.listings.exchange.feeds import SHARED, counts, imported

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the reference data (../shared/data) is absent"
)
OPEN_REFERRAL = ("oruk/examples", "oruk_validator_mocks", "hsds_3.2.3_examples")
ICS = sorted((SHARED / "ics_edge_cases").rglob("*.ics"))


def _feeds() -> list[Path]:
    return [path for name in OPEN_REFERRAL for path in sorted((SHARED / name).rglob("*.json"))]


async def _twice(database: Database, form: str, paths: list[Path]) -> tuple[int, int]:
    added = rejected = 0
    for path in paths:
        source = str(path.relative_to(SHARED))
        try:
            first = await imported(database, form, path, source=source)
        except SourceError:
            continue
        again = await imported(database, form, path, source=source)
        assert (again.added, again.changed) == (0, 0), f"{source}: {counts(again)}"
        assert len(again.rejected) == len(first.rejected), source
        added, rejected = added + first.added, rejected + len(first.rejected)
    return added, rejected


async def test_open_referral_feeds_come_in(database: Database) -> None:
    added, rejected = await _twice(database, "oruk", _feeds())
    assert added > 0
    assert rejected > 0


async def test_spreadsheets_of_councils_come_in(database: Database) -> None:
    paths = sorted((SHARED / "outpost_import_csv").glob("*.csv"))
    assert await _twice(database, "csv", paths) == (4, 0)


async def test_calendars_of_all_kinds_come_in(database: Database) -> None:
    assert len(ICS) == 82
    added, rejected = await _twice(database, "ical", ICS)
    assert added > 100
    assert rejected > 0
