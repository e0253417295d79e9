"""When is looked for what is due? APScheduler is the clock and nothing more: all that matters is in the database.

Three jobs, so that neither a long queue nor a long plan holds up the others: each runs at every tick, never twice at
once. A tick that fails (a database that is away for a minute) is logged; the next one does what it left.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import SQLAlchemyError

from bot.error_place import place_of
from bot.heartbeats import STOPPED, beat, read_beats
from bot.owner import is_gone
from bot.reminders.planning import plan
from bot.reminders.queue import expire, figures, is_anything_to_do, release, tidy
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
    _sends_from: float | None = None
    _saying: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def look_ahead(self) -> None:
        """Plan, take back what dead processes held, and end what is of no use."""
        now = self.clock()
        if await is_anything_to_do(self.database, now):
            await plan(self.database, now, self.zone)
            await release(self.database, now)
            await expire(self.database, now)
        if self._tidied_at is None or now - self._tidied_at > TIDY_EVERY:
            self._tidied_at = now
            async with self.database.writing() as session:
                await tidy(session, now)

    async def send(self) -> None:
        """Send what is due, once the others know that we are there and leave room."""
        if self._sends_from is None:
            await self.say()
        if self._sends_from is not None and time.monotonic() >= self._sends_from:
            await self.sender.send_due()

    async def tick(self) -> None:
        """All of it, one after the other."""
        await self.look_ahead()
        await self.say()
        await self.send()

    async def say_goodbye(self) -> None:
        """The others need not leave room for this process any more."""
        async with self.database.writing() as session:
            now = self.clock()
            detail = {**await figures(session, now), "every": self.every}
            await beat(session, PART, self.sender.owner, STOPPED, now, detail)

    async def say(self) -> None:
        """Say that we are there, and see with how many the pace is shared."""
        now = self.clock()
        alive = now - timedelta(seconds=max(A_MINUTE, MISSED_TICKS * self.every))
        async with self._saying, self.database.writing() as session:
            detail = {**await figures(session, now), "every": self.every}
            await beat(session, PART, self.sender.owner, "ticking", now, detail)
            beats = [one for one in await read_beats(session) if one.part == PART]
        living = [one for one in beats if one.at >= alive and one.state != STOPPED]
        together = sum(not is_gone(one.owner) for one in living)
        self.sender.delivery.share_pace(together)
        if self._sends_from is None:
            # The others learn of a newcomer at their next tick; what they sent until then counts for a second.
            leave_room = self.every + 1.0 if together > 1 else 0.0
            self._sends_from = time.monotonic() + leave_room


@asynccontextmanager
async def ticking(ticker: Ticker) -> AsyncIterator[None]:
    """Tick while a block runs, at once and then every so many seconds.

    At its end the message that is being sent is sent to its end, and no other is begun.
    """
    # It warns at each tick that a long queue outlasts; that is as it should be.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    scheduler = AsyncIOScheduler(timezone="UTC")
    under_way: set[asyncio.Task[None]] = set()
    for work in (ticker.say, ticker.look_ahead, ticker.send):
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
