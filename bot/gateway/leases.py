"""Who alone may do something for now? A row that expires unless its owner renews it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from bot.owner import is_gone
from bot.tables import Lease
from listings.database import Database


@dataclass(frozen=True)
class Held:
    """A lease that is ours until `until`. `fence` is higher than that of every owner before."""

    fence: int
    until: datetime


async def take(
    database: Database,
    name: str,
    owner: str,
    length: timedelta,
    clock: Callable[[], datetime],
) -> Held | None:
    """Take a lease that is free, ended, or a dead process's, or renew our own; None: it is not free.

    The clock is read when the row is locked: a wait for the lock must not shorten the lease.
    """
    try:
        async with database.writing() as session:
            lease = await session.get(Lease, name, with_for_update=True)
            now = clock()
            until = now + length
            if lease is None:
                lease = Lease(name=name, owner=owner, expires_at=until, fence=1)
                session.add(lease)
            elif lease.owner == owner:
                lease.expires_at = until
            elif lease.expires_at <= now or is_gone(lease.owner):
                lease.owner, lease.expires_at, lease.fence = owner, until, lease.fence + 1
            else:
                return None
            fence = lease.fence
    except IntegrityError:
        # Another process inserted the first row between our look and our insert.
        return None
    return Held(fence, until)


async def give_back(database: Database, name: str, owner: str) -> None:
    """End our own lease now. The row stays, so that the next owner's fence is higher."""
    async with database.writing() as session:
        ended = datetime.fromtimestamp(0, UTC)
        mine = (Lease.name == name) & (Lease.owner == owner)
        await session.execute(update(Lease).where(mine).values(expires_at=ended))
