"""Is anything lost, or said twice, when sending processes are killed again and again? Real processes, SIGKILL."""

import asyncio
import os
import signal
import sys
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, insert, select

from bot.reminders.planning import plan
from bot.reminders.tables import Reminder, Subscription
from bot.tables import Person as PersonRow
from listings.database import Database
from tests.botapi import BotApi
from tests.listings.builders import Listed, a_listing
from tests.reminding import MONDAY, ZONE

DAY_BEFORE = datetime(2026, 11, 23, 18, 0, 10, tzinfo=UTC)
FIRST_CHAT = 100_001
A_MOMENT = 0.02
TICK = 0.2


@dataclass
class Tally:
    """What the recorder and the database say of one run."""

    processes: int
    chats: int
    kills: int = 0
    in_flight: list[int] = field(default_factory=list)
    heard: dict[int, int] = field(default_factory=dict)
    unsent: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    said: list[str] = field(default_factory=list)

    @property
    def lost(self) -> int:
        """People who heard nothing."""
        return self.chats - len(self.heard)

    @property
    def twice(self) -> list[int]:
        """Chats, each as often as it heard the same thing again."""
        return [chat for chat, times in self.heard.items() for _ in range(times - 1)]


@dataclass(eq=False)
class Worker:
    """One running process; `ready_at` is when it began to tick."""

    process: Process
    said: list[str] = field(default_factory=list)
    ready_at: float = float("inf")

    async def listen(self) -> None:
        """What it prints, to its end."""
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            self.said.append(line.decode().rstrip())
            if self.said[-1] == "ready":
                self.ready_at = time.monotonic()


@asynccontextmanager
async def sending_process(
    api: BotApi, database: Database, now: datetime = DAY_BEFORE
) -> AsyncIterator[Worker]:
    """A process that reminds, as if it were `now`; ended with SIGTERM unless it was killed before."""
    address = database.engine.url.render_as_string(hide_password=False)
    ahead = (now - datetime.now(UTC)).total_seconds()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bot.reminders.sender_process"),
        *(address, api.url, api.token, str(ahead), str(TICK)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    worker = Worker(process)
    listening = asyncio.create_task(worker.listen())
    try:
        yield worker
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
        await listening


async def crowd(database: Database, number: int, since: datetime = MONDAY) -> Listed:
    """So many people, each reminded of every Tuesday's café from now on; nothing is planned yet."""
    chats = range(FIRST_CHAT, FIRST_CHAT + number)
    arrived = {"language": "en", "created_on": date(2026, 11, 2), "seen_on": date(2026, 11, 23)}
    async with database.writing() as session:
        listed = await a_listing(session, weekly="TU")
        asked = {
            "schedule_id": listed.schedules[0].id,
            "listing_id": listed.id,
            "title": "Conversation café",
            "since": since,
            "plan_at": since,
        }
        await session.execute(insert(PersonRow), [{"chat_id": id, **arrived} for id in chats])
        await session.execute(insert(Subscription), [{"chat_id": id, **asked} for id in chats])
    return listed


async def chaos(
    api: BotApi, database: Database, processes: int, chats: int, every: float, most: int = 100
) -> Tally:
    """Kill one process after the other until every chat's reminder is dealt with.

    Each kill is at least `every` seconds after the one before, and after its victim began to work: a newcomer leaves
    the others a tick and a second to make room.
    """
    settles_in = TICK + 1.0 if processes > 1 else 0.0
    await crowd(database, chats)
    await plan(database, MONDAY, ZONE)
    for chat in range(FIRST_CHAT, FIRST_CHAT + chats):
        api.person(chat)
    tally, began = Tally(processes, chats), time.monotonic()
    async with AsyncExitStack() as stack:
        now = DAY_BEFORE

        async def start() -> Worker:
            later = now + timedelta(seconds=time.monotonic() - began)
            return await stack.enter_async_context(sending_process(api, database, later))

        workers = [await start() for _ in range(processes)]
        killed_at = began
        while await _waiting(database):
            assert time.monotonic() - began < 60 + chats, "it does not come to an end"
            victim = min(workers, key=lambda worker: worker.ready_at)
            due = max(killed_at, victim.ready_at + settles_in) + every
            if tally.kills < most and time.monotonic() >= due:
                tally.in_flight += await _kill(victim, database)
                tally.kills, killed_at = tally.kills + 1, time.monotonic()
                workers.remove(victim)
                tally.said += victim.said
                workers.append(await start())
            await asyncio.sleep(A_MOMENT)
        tally.seconds = time.monotonic() - began
        for worker in workers:
            tally.said += worker.said
    tally.heard = {id: len(one.heard) for id, one in api.people.items() if one.heard}
    tally.unsent = await _unsent(database)
    return tally


async def _kill(victim: Worker, database: Database) -> list[int]:
    """Stop it, see which chats it was writing to, and let it die without having run again."""
    victim.process.send_signal(signal.SIGSTOP)
    await asyncio.sleep(A_MOMENT)  # what it committed is there now
    its = Reminder.claimed_by.like(f"%-{victim.process.pid}-%")
    async with database.reading() as session:
        sending = select(Reminder.chat_id).where(Reminder.state == "sending", its)
        chats = list(await session.scalars(sending))
    os.kill(victim.process.pid, signal.SIGKILL)
    await victim.process.wait()
    return chats


async def _waiting(database: Database) -> int:
    """How many reminders of the day before are not settled."""
    unsettled = Reminder.state.in_(("due", "claimed", "sending"))
    async with database.reading() as session:
        return await session.scalar(
            select(func.count()).where(Reminder.kind == "day_before", unsettled)
        )


async def _unsent(database: Database) -> dict[str, int]:
    """What was settled as anything but sent."""
    async with database.reading() as session:
        rows = await session.execute(
            select(Reminder.state, func.count())
            .where(Reminder.kind == "day_before", Reminder.state != "sent")
            .group_by(Reminder.state)
        )
        return dict(rows.all())  # type: ignore[arg-type]


@pytest.mark.parametrize("processes", [1, 2, 4])
async def test_no_reminder_is_lost_and_none_doubled_but_what_a_kill_found_on_its_way(
    api: BotApi, database: Database, processes: int
) -> None:
    if processes == 4 and database.dialect == "sqlite":
        pytest.skip("more than two processes are for PostgreSQL")
    api.faults.slow(0.02 * processes, method="sendMessage", times=10**9)
    tally = await chaos(api, database, processes, chats=150, every=0.7, most=8)
    assert tally.kills >= 5
    assert tally.lost == 0
    assert set(tally.unsent) <= {"uncertain"}
    assert set(tally.twice) <= set(tally.in_flight)
    assert len(tally.twice) <= len(tally.in_flight)
    assert not [line for line in tally.said if "Traceback" in line]
