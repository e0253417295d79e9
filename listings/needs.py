"""What was asked for and not there, and what was said to be wrong? Counts and reports without a person."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from listings.schema.records import UnmetNeed, WrongInfoReport
from listings.schema.services import Service

# The last two are what people who went there say when they are asked how it was.
WRONG_INFO_KINDS: Final = (
    "closed",
    "moved",
    "time",
    "phone",
    "other",
    "could_not_get_in",
    "not_there",
)


async def record_unmet(
    session: AsyncSession, *, topic: str, area: str, language: str, day: date
) -> None:
    """Count one more of an unmet need; `area` is Place.area, or "" without a place. Does not commit."""
    postgres = session.get_bind().dialect.name == "postgresql"
    added = (postgresql.insert if postgres else sqlite.insert)(UnmetNeed)
    await session.execute(
        added.values(
            topic=topic, area=area, language=language, day=day, count=1
        ).on_conflict_do_update(
            index_elements=["topic", "area", "language", "day"],
            set_={"count": UnmetNeed.count + 1},
        )
    )


async def report_wrong(session: AsyncSession, service_id: UUID, kind: str, now: datetime) -> bool:
    """Keep a report for the staff; False if the service is gone. Does not commit.

    Raises ValueError for a kind that is not in WRONG_INFO_KINDS.
    """
    if kind not in WRONG_INFO_KINDS:
        raise ValueError(f"{kind!r} is no kind of wrong information")
    if await session.scalar(select(Service.id).where(Service.id == service_id)) is None:
        return False
    session.add(WrongInfoReport(service_id=service_id, kind=kind, created_at=now))
    await session.flush()
    return True
