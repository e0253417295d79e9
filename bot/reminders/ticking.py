"""When is looked for what is due? APScheduler is the clock and nothing more: all that matters is in the database.

Two jobs, so that a long queue does not hold up the planning: each runs at every tick, never twice at once. A tick that
fails (a database that is away for a minute) is logged; the next one does what it left.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import SQLAlchemyError

from bot.error_place import place_of
from bot.heartbeats import STOPPED, beat, beating
from bot.reminders.planning import plan
from bot.reminders.queue import expire, figures, release, tidy
from bot.reminders.sending import Sender
from listings.database import Database

PART: Final = "reminders"
TIDY_EVERY: Final = timedelta(hours=6)
# A process that has not ticked for so many ticks, and at least a minute, is not counted any more.
MISSED_TICKS, A_MINUTE = 3, 60.0
# Seconds that the last message may take.
LAST_MESSAGE = 20.0
log = structlog.get_logger()


@dataclass(slots=True)
class Ticker:
    """What one process does at each tick; `every` is the tick in seconds."""

    database: Database
    sender: Sender
    clock: Callable[[], datetime]
    zone: ZoneInfo
    every: float
    _tidied_at: datetime | None = None

    async def look_ahead(self) -> None:
        """Plan, take back what dead processes held, end what is of no use, and say that we are there."""
        now = self.clock()
        await plan(self.database, now, self.zone)
        await release(self.database, now)
        await expire(self.database, now)
        await self._say(now)
        if self._tidied_at is None or now - self._tidied_at > TIDY_EVERY:
            self._tidied_at = now
            async with self.database.writing() as session:
                await tidy(session, now)

    async def send(self) -> None:
        """Send what is due."""
        await self.sender.send_due()

    async def tick(self) -> None:
        """Both, one after the other."""
        await self.look_ahead()
        await self.send()

    async def say_goodbye(self) -> None:
        """The others need not leave room for this process any more."""
        async with self.database.writing() as session:
            now = self.clock()
            detail = {**await figures(session, now), "every": self.every}
            await beat(session, PART, self.sender.owner, STOPPED, now, detail)

    async def _say(self, now: datetime) -> None:
        alive = timedelta(seconds=max(A_MINUTE, MISSED_TICKS * self.every))
        async with self.database.writing() as session:
            detail = {**await figures(session, now), "every": self.every}
            await beat(session, PART, self.sender.owner, "ticking", now, detail)
            together = await beating(session, PART, now - alive)
        self.sender.delivery.share_pace(together)


@asynccontextmanager
async def ticking(ticker: Ticker) -> AsyncIterator[None]:
    """Tick while a block runs, at once and then every so many seconds.

    At its end the message that is being sent is sent to its end, and no other is begun.
    """
    # It warns at each tick that a long queue outlasts; that is as it should be.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    scheduler = AsyncIOScheduler(timezone="UTC")
    under_way: set[asyncio.Task[None]] = set()
    for work in (ticker.look_ahead, ticker.send):
        scheduler.add_job(
            partial(_whole, work, under_way),
            "interval",
            seconds=ticker.every,
            next_run_time=datetime.now(UTC),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
    scheduler.start()
    try:
        yield
    finally:
        ticker.sender.stop()
        scheduler.pause()
        if under_way:
            await asyncio.wait(under_way, timeout=LAST_MESSAGE)
        scheduler.shutdown(wait=False)
        with suppress(SQLAlchemyError, OSError):
            await ticker.say_goodbye()


async def _whole(work: Callable[[], Awaitable[None]], under_way: set[asyncio.Task[None]]) -> None:
    """One run, in a task of its own that the scheduler cannot cut off; what fails is left to the next tick."""
    task = asyncio.create_task(_tried(work))
    under_way.add(task)
    task.add_done_callback(under_way.discard)
    await asyncio.shield(task)


async def _tried(work: Callable[[], Awaitable[None]]) -> None:
    try:
        await work()
    except (SQLAlchemyError, OSError) as error:
        log.warning("tick failed", error=type(error).__name__, where=place_of(error))
    except Exception as error:
        log.error("tick failed", error=type(error).__name__, where=place_of(error))
