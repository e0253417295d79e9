"""How are the parts of Waypost, each as it last said itself?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.tables import Heartbeat

KEPT = timedelta(days=1)
STOPPED = "stopped"


@dataclass(frozen=True)
class Beat:
    """What a part of one process said, and when."""

    part: str
    owner: str
    state: str
    at: datetime
    detail: dict[str, Any] | None


async def beat(
    session: AsyncSession,
    part: str,
    owner: str,
    state: str,
    now: datetime,
    detail: dict[str, Any] | None = None,
) -> None:
    """Say how a part is; the caller commits. What a process said over a day ago is forgotten."""
    mine = (Heartbeat.part == part) & (Heartbeat.owner == owner)
    said = {"state": state, "at": now, "detail": detail}
    changed = await session.execute(update(Heartbeat).where(mine).values(said))
    if not changed.rowcount:  # type: ignore[attr-defined]
        session.add(Heartbeat(part=part, owner=owner, **said))
        await session.flush()
    await session.execute(delete(Heartbeat).where(Heartbeat.at < now - KEPT))


async def read_beats(session: AsyncSession) -> tuple[Beat, ...]:
    """The last beat of each part and process, newest first."""
    rows = await session.scalars(select(Heartbeat).order_by(Heartbeat.at.desc()))
    return tuple(Beat(row.part, row.owner, row.state, row.at, row.detail) for row in rows)
