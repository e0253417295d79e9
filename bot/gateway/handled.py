"""Which updates were handled before? Their ids, and nothing else, kept for 25 hours.

Telegram keeps an update for 24 hours: https://core.telegram.org/bots/api#getting-updates.
"""

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from bot.tables import HandledUpdate
from listings.database import Database

KEPT = timedelta(hours=25)
PURGED_EVERY = timedelta(hours=1)


class Handled:
    """The ids of handled updates in the database; ids that come together are written together."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._purged_at: datetime | None = None
        self._waiting: list[tuple[int, asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def among(self, update_ids: Iterable[int]) -> set[int]:
        """Which of these were handled within 25 hours."""
        oldest = self._clock() - KEPT
        query = select(HandledUpdate.update_id).where(
            HandledUpdate.update_id.in_(list(update_ids)), HandledUpdate.handled_at >= oldest
        )
        async with self._database.reading() as session:
            return set(await session.scalars(query))

    async def highest(self) -> int:
        """The highest id that was ever handled; -1 if none was."""
        async with self._database.reading() as session:
            found = await session.scalar(select(func.max(HandledUpdate.update_id)))
        return -1 if found is None else found

    async def record(self, update_id: int) -> None:
        """Write down that an update was handled; committed when this returns.

        Raises SQLAlchemyError or OSError when it could not be written.
        """
        written = asyncio.get_running_loop().create_future()
        self._waiting.append((update_id, written))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        await written

    async def _write(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            failure: Exception | None = None
            try:
                await self._commit([update_id for update_id, _ in batch])
            except (SQLAlchemyError, OSError) as error:
                failure = error
            for _, written in batch:
                if written.done():
                    continue
                if failure:
                    written.set_exception(failure)
                else:
                    written.set_result(None)

    async def _commit(self, update_ids: list[int]) -> None:
        now = self._clock()
        insert = sqlite.insert if self._database.dialect == "sqlite" else postgresql.insert
        rows = [{"update_id": each, "handled_at": now} for each in dict.fromkeys(update_ids)]
        # An id can come back after a week: Telegram starts at a new one when nothing happens.
        statement = insert(HandledUpdate).on_conflict_do_update(
            index_elements=["update_id"], set_={"handled_at": now}
        )
        is_purge_due = self._purged_at is None or now - self._purged_at >= PURGED_EVERY
        async with self._database.writing() as session:
            await session.execute(statement, rows)
            if is_purge_due:
                old = HandledUpdate.handled_at < now - KEPT
                await session.execute(delete(HandledUpdate).where(old))
        if is_purge_due:
            self._purged_at = now
