"""Are unmet needs counted and wrong information kept, without a trace of who it was?"""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from sqlalchemy import select

from listings.database import Database
from listings.needs import WRONG_INFO_KINDS, record_unmet, report_wrong
from listings.schema import UnmetNeed, WrongInfoReport
from tests.listings.builders import NOW, a_listing


async def count(database: Database, area: str) -> None:
    """One unmet need of that day."""
    async with database.writing() as session:
        await record_unmet(session, topic="food", area=area, language="ar", day=date(2026, 11, 23))


async def test_the_same_need_on_the_same_day_is_counted(database: Database) -> None:
    for area in ("Leeds", "Leeds", "Hull", "Leeds"):
        await count(database, area)
    async with database.reading() as session:
        needs = (await session.scalars(select(UnmetNeed))).all()
    assert {need.area: need.count for need in needs} == {"Leeds": 3, "Hull": 1}


def test_neither_table_has_room_for_a_person() -> None:
    assert set(UnmetNeed.__table__.c.keys()) == {"topic", "area", "language", "day", "count"}
    assert set(WrongInfoReport.__table__.c.keys()) == {
        *("id", "service_id", "kind", "created_at", "settled_at")
    }


@pytest.mark.parametrize("kind", WRONG_INFO_KINDS)
async def test_a_report_is_kept_for_the_staff(database: Database, kind: str) -> None:
    async with database.writing() as session:
        listed = await a_listing(session)
        assert await report_wrong(session, listed.service.id, kind, NOW)
    async with database.reading() as session:
        report = (await session.scalars(select(WrongInfoReport))).one()
    assert (report.service_id, report.kind, report.settled_at) == (listed.service.id, kind, None)
    assert report.created_at == datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


async def test_a_report_on_what_is_gone_is_no_error(database: Database) -> None:
    async with database.writing() as session:
        assert not await report_wrong(session, uuid4(), "closed", NOW)


async def test_an_unknown_kind_is_refused(database: Database) -> None:
    async with database.reading() as session:
        with pytest.raises(ValueError, match="boring"):
            await report_wrong(session, uuid4(), "boring", NOW)


async def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    async with database.reading() as session:
        listed = await a_listing(session)
        session.add(
            WrongInfoReport(
                service_id=listed.service.id, kind="time", created_at=NOW.replace(tzinfo=None)
            )
        )
        with pytest.raises(Exception, match="without a zone"):
            await session.flush()
