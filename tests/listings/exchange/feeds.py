"""What does a feed look like, but for what the test is about? And how is it imported?"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from listings.database import Database
from listings.exchange import FORMATS, Feed, Import, Report, stored

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SHARED = Path(__file__).parents[4] / "shared" / "data"
SERVICE_ID = "11111111-1111-4111-8111-111111111111"


def a_service(**changes: Any) -> dict[str, Any]:
    """A service of Open Referral UK with one place and one schedule."""
    return {
        "id": SERVICE_ID,
        "name": "ESOL for beginners",
        "description": "English for all.",
        "status": "active",
        "organization": {
            "id": "22222222-2222-4222-8222-222222222222",
            "name": "Leeds College",
            "description": "Teaches.",
        },
        "service_at_locations": [
            {
                "id": "33333333-3333-4333-8333-333333333333",
                "location": {
                    "id": "44444444-4444-4444-8444-444444444444",
                    "location_type": "physical",
                    "name": "Old School",
                    "latitude": 53.8,
                    "longitude": -1.55,
                },
                "schedules": [
                    {
                        "id": "55555555-5555-4555-8555-555555555555",
                        "freq": "WEEKLY",
                        "byday": "TU",
                        "dtstart": "2026-11-03",
                        "opens_at": "10:00",
                        "closes_at": "12:00",
                    }
                ],
            }
        ],
        **changes,
    }


async def imported(
    database: Database, form: str, path: Path, *, dry_run: bool = False, source: str | None = None
) -> Report:
    """Import a file."""
    feed = Feed(source or path.name, NOW)
    return await Import(database, FORMATS[form], feed, dry_run).run(str(path), lambda *_: None)


async def taken(database: Database, folder: Path, *services: Any, **changes: Any) -> Report:
    """Import services of Open Referral UK."""
    path = folder / "feed.json"
    path.write_text(json.dumps({"contents": list(services)}), encoding="utf-8")
    return await imported(database, "oruk", path, **changes)


async def exported(database: Database, form: str, *, demo: bool = False) -> str:
    """Export everything."""
    async with database.reading() as session:
        records = [record async for record in stored(session, demo=demo)]
    text: str = FORMATS[form].write(records, NOW)
    return text


def counts(report: Report) -> tuple[int, int, int, int]:
    """Added, changed, unchanged, rejected."""
    return report.added, report.changed, report.unchanged, len(report.rejected)
