"""Does reminding hold when much happens at once? Many messages, many processes, an edit, a database that is away."""

import asyncio
import sqlite3
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field, replace
from datetime import date
from datetime import time as clock_time
from functools import partial

import psycopg
from psycopg import sql
from sqlalchemy import select

from bot.app import handle
from bot.assembly import assembled
from bot.context import apologise
from bot.gateway import Gateway
from bot.reminders.planning import plan
from bot.reminders.sending import Sender
from bot.reminders.tables import Reminder
from bot.reminders.ticking import Ticker, ticking
from bot.sending.transport import WaypostBot
from bot.settings import Settings
from listings.database import Database, open_database
from listings.schema import ScheduleException
from tests.bot.reminders.test_chaos import DAY_BEFORE, FIRST_CHAT, TICK, crowd, sending_process
from tests.botapi import BotApi, Person
from tests.botapi.flood import busiest_second
from tests.botapi.waiting import until
from tests.reminding import MONDAY, ZONE, Clock, Reminding, read

IN_TIME = 60.0


@dataclass
class Flooded:
    """What came of many messages at the pace that Telegram allows."""

    seconds: float = 0.0
    busiest: int = 0
    refused: int = 0
    heard: Counter[int] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    overtaken_by: list[int] = field(default_factory=list)


def audience(api: BotApi, number: int) -> list[Person]:
    """The people whom `crowd` made, at their telephones."""
    return [api.person(chat) for chat in range(FIRST_CHAT, FIRST_CHAT + number)]


def times_heard(people: list[Person]) -> Counter[int]:
    """How many people heard so many messages."""
    return Counter(len(person.heard) for person in people)


def another(ticker: Ticker) -> Ticker:
    """One like it that ticks often; when it stops, the first goes on."""
    return replace(ticker, every=TICK, sender=replace(ticker.sender))


@asynccontextmanager
async def paced(
    api: BotApi, bot: WaypostBot, database: Database, clock: Clock
) -> AsyncIterator[None]:
    """The bot and its reminders in this process, at Telegram's pace."""
    async with assembled(Settings(), bot, database, None, now=clock) as assembly:
        services = assembly.services
        answering = partial(handle, assembly.application)
        gateway = Gateway(bot, database, answering, partial(apologise, services))
        polling = asyncio.create_task(gateway.poll())
        sender = Sender(services.sources, services.delivery, "here-0-0", clock, ZONE)
        try:
            async with ticking(Ticker(database, sender, clock, ZONE, TICK)):
                yield
        finally:
            await gateway.stop()
            await polling


async def flood(api: BotApi, bot: WaypostBot, database: Database, number: int) -> Flooded:
    """So many reminders are due at once, and somebody asks again and again in between."""
    await crowd(database, number)
    await plan(database, MONDAY, ZONE)
    people, asking = audience(api, number), api.person(7, language_code="en")
    api.flood.is_enforced = True
    result = Flooded()
    async with paced(api, bot, database, Clock(DAY_BEFORE)):
        began = time.monotonic()
        while (before := _reached(people)) < number:
            asked = time.monotonic()
            await asking.says("/menu")
            await asking.hears(timeout=IN_TIME)
            result.waits.append(time.monotonic() - asked)
            result.overtaken_by.append(_reached(people) - before)
            assert asked - began < IN_TIME + number, f"{before} of {number} were reached"
            await asyncio.sleep(0.5)
        result.seconds = time.monotonic() - began
    result.heard, result.refused = times_heard(people), api.flood.refused
    result.busiest = busiest_second([one.at for person in people for one in person.heard])
    return result


def _reached(people: list[Person]) -> int:
    return sum(bool(person.heard) for person in people)


async def edit_while_sending(reminding: Reminding, number: int) -> list[Person]:
    """Tuesday's café moves to two o'clock when a third of its people were reminded of ten o'clock."""
    listed = await crowd(reminding.database, number)
    people = audience(reminding.whole.api, number)
    reminding.clock.set(2026, 11, 23, 18, 0)
    async with ticking(another(reminding.ticker)):
        assert await until(lambda: _reached(people) >= number // 3, IN_TIME + number / 10)
        edit = ScheduleException(
            schedule_id=listed.schedules[0].id,
            on_date=date(2026, 11, 24),
            kind="moved",
            new_opens_at=clock_time(14),
        )
        await reminding.change(lambda session: session.add(edit))
        edited_at = time.monotonic()
        assert await until(lambda: all(map(_was_told, people)), IN_TIME + number / 10)
        await asyncio.sleep(5 * TICK)
    stale = [
        person.id
        for person in people
        for heard in person.heard
        if heard.at > edited_at and "✖️" not in heard.text and "10:00" in read(heard.text)
    ]
    # One may have been on its way.
    assert len(stale) <= 1
    return people


def _was_told(person: Person) -> bool:
    return any("This date has changed." in heard.text for heard in person.heard)


async def test_everyone_gets_one_notice_of_an_edit_that_comes_while_reminders_go_out(
    reminding: Reminding,
) -> None:
    people = await edit_while_sending(reminding, 300)
    told = [["changed" in one.text for one in person.heard] for person in people]
    assert {tuple(each) for each in told} == {(False, True), (True,)}
    for person in people:
        person.heard.clear()
    await reminding.at(2026, 11, 24, 8, 30)
    assert times_heard(people) == {0: 300}
    await reminding.at(2026, 11, 24, 12, 0)
    assert times_heard(people) == {1: 300}
    assert all("14:00-16:00" in read(person.heard[0].text) for person in people)


async def test_reminders_keep_to_25_a_second_and_an_answer_overtakes_them(
    api: BotApi, bot: WaypostBot, database: Database
) -> None:
    flooded = await flood(api, bot, database, 120)
    assert flooded.refused == 0
    assert flooded.busiest <= 25
    assert flooded.heard == {1: 120}
    # An answer waits for less than the reminders of a second.
    assert max(flooded.overtaken_by) < 25


async def test_a_process_that_joins_others_leaves_them_room_and_nothing_is_refused(
    api: BotApi, database: Database
) -> None:
    await crowd(database, 150)
    await plan(database, MONDAY, ZONE)
    people = audience(api, 150)
    api.flood.is_enforced = True
    async with sending_process(api, database):
        assert await until(lambda: _reached(people) >= 30, IN_TIME)
        async with sending_process(api, database):
            assert await until(lambda: _reached(people) == 150, IN_TIME)
    assert api.flood.refused == 0
    assert busiest_second([call.at for call in api.made("sendMessage")]) <= 26
    assert times_heard(people) == {1: 150}
    async with database.reading() as session:
        owners = await session.execute(select(Reminder.fence).where(Reminder.state == "sent"))
        assert {fence for (fence,) in owners} == {1}


async def test_two_processes_that_plan_at_once_plan_everything_once(database_url: str) -> None:
    here, there = open_database(database_url), open_database(database_url)
    await crowd(here, 300)
    await asyncio.gather(plan(here, MONDAY, ZONE), plan(there, MONDAY, ZONE))
    async with here.reading() as session:
        kinds = Counter(await session.scalars(select(Reminder.kind)))
    assert kinds == {"day_before": 300, "hours_before": 300, "invitation": 300}
    await here.close()
    await there.close()


async def test_a_database_that_takes_no_writes_for_a_while_loses_and_doubles_nothing(
    reminding: Reminding,
) -> None:
    await crowd(reminding.database, 40)
    people = audience(reminding.whole.api, 40)
    reminding.whole.api.faults.slow(0.1, method="sendMessage", times=40)
    reminding.clock.set(2026, 11, 23, 18, 0)
    async with ticking(another(reminding.ticker)):
        assert await until(lambda: _reached(people) >= 5, IN_TIME)
        async with taking_no_writes(reminding.database):
            reached = _reached(people)
            # Longer than SQLite waits for a lock.
            await asyncio.sleep(7)
            assert _reached(people) <= reached + 1
        assert await until(lambda: _reached(people) == 40, IN_TIME)
        await asyncio.sleep(5 * TICK)
    assert times_heard(people) == {1: 40}
    assert Counter(await reminding.states())["day_before", "sent"] == 40


@asynccontextmanager
async def taking_no_writes(database: Database) -> AsyncIterator[None]:
    """SQLite's write lock is held by somebody else; PostgreSQL is read-only and drops who is connected."""
    if database.dialect == "sqlite":
        path = str(database.engine.url.database)
        # In a thread: who holds the lock now needs this one to let go.
        connect = partial(sqlite3.connect, path, timeout=30, check_same_thread=False)
        with closing(connect(isolation_level=None)) as other:
            await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
            yield
        return
    url = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    drop = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    name = sql.Identifier(str(database.engine.url.database))
    with psycopg.connect(url, autocommit=True) as other:
        alter = sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = on")
        other.execute(alter.format(name))
        other.execute(drop)
        yield
        other.execute("SET default_transaction_read_only = off")
        other.execute(sql.SQL("ALTER DATABASE {} RESET default_transaction_read_only").format(name))
        other.execute(drop)
