"""Does at most one process poll with a token, and does the next one take over?"""

import asyncio
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from bot.gateway.leases import Held, give_back, take
from bot.gateway.reign import lease_name
from bot.heartbeats import beat, read_beats
from bot.owner import is_gone, this_process
from listings.database import Database
from tests.bot.gateways import polling
from tests.botapi import BotApi
from tests.botapi.waiting import until

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LENGTH = timedelta(seconds=20)


def a_process_that_died() -> str:
    say_owner = "from bot.owner import this_process; print(this_process())"
    return subprocess.check_output([sys.executable, "-c", say_owner], text=True).strip()


async def test_a_lease_has_one_owner_until_it_ends(database: Database) -> None:
    async def taken(owner: str, at: datetime) -> Held | None:
        return await take(database, "poller", owner, LENGTH, lambda: at)

    first = await taken("one", NOW)
    assert first == Held(fence=1, until=NOW + LENGTH)
    assert await taken("two", NOW + timedelta(seconds=19)) is None
    assert await taken("one", NOW + timedelta(seconds=15)) == Held(1, NOW + timedelta(seconds=35))
    assert await taken("two", NOW + timedelta(seconds=34)) is None
    assert await taken("two", NOW + timedelta(seconds=35)) == Held(2, NOW + timedelta(seconds=55))
    assert await taken("one", NOW + timedelta(seconds=36)) is None


async def test_a_lease_that_is_given_back_is_free_at_once_and_the_fence_grows(
    database: Database,
) -> None:
    await take(database, "poller", "one", LENGTH, lambda: NOW)
    await give_back(database, "poller", "two")
    assert await take(database, "poller", "two", LENGTH, lambda: NOW) is None
    await give_back(database, "poller", "one")
    held = await take(database, "poller", "two", LENGTH, lambda: NOW)
    assert held is not None
    assert held.fence == 2


async def test_of_many_that_ask_at_once_one_gets_the_lease(database: Database) -> None:
    asked = [
        take(database, "poller", f"owner {number}", LENGTH, lambda: NOW) for number in range(8)
    ]
    answers = await asyncio.gather(*asked)
    assert len([held for held in answers if held is not None]) == 1


async def test_the_lease_of_a_process_that_died_is_free_at_once(database: Database) -> None:
    dead = a_process_that_died()
    await take(database, "poller", dead, LENGTH, lambda: NOW)
    held = await take(database, "poller", "next", LENGTH, lambda: NOW)
    assert held is not None
    assert held.fence == 2


def test_a_process_is_gone_only_if_it_certainly_ran_here() -> None:
    me = this_process()
    assert not is_gone(me)
    assert is_gone(f"{me}0")
    assert not is_gone(f"another-machine-{os.getpid()}-1")
    assert not is_gone("nonsense")
    assert len(me) <= 80


def test_the_token_cannot_be_read_from_the_lease() -> None:
    name = lease_name("123456:secret")
    assert "secret" not in name
    assert "123456" not in name
    assert len(name) <= 80


async def test_a_second_poller_stands_by_and_takes_over_when_the_first_ends(
    api: BotApi, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    person = api.person(7)
    async with polling(api, database, owner="second") as second:
        async with polling(api, database, owner="first") as first:
            # Whoever came first serves; the other one says once that it stands by.
            await person.says("one")
            await person.hears()
            assert sorted([first.texts, second.texts]) == [[], ["one"]]
            await asyncio.sleep(0.3)
            async with database.reading() as session:
                states = sorted(each.state for each in await read_beats(session))
            assert states == ["serving", "standby"]
        await person.says("two")
        await person.hears(timeout=10)
    assert capsys.readouterr().out.count("standing by: another instance") == 1


async def test_a_poller_whose_lease_is_taken_stops_fetching(
    api: BotApi, database: Database
) -> None:
    person = api.person(7)
    name = lease_name(api.token)
    async with polling(api, database, owner="paused", lease=timedelta(seconds=2)):
        await person.says("one")
        await person.hears()
        later = datetime.now(UTC) + timedelta(seconds=60)
        assert await take(database, name, "other", LENGTH, lambda: later)
        fetched = len(api.made("getUpdates"))
        assert await until(lambda: fetched < len(api.made("getUpdates")), 3) or True
        await asyncio.sleep(1)
        fetched = len(api.made("getUpdates"))
        await person.says("two")
        await person.hears_nothing(1.5)
        assert len(api.made("getUpdates")) == fetched


async def test_a_heartbeat_is_the_last_word_of_a_part_and_forgotten_after_a_day(
    database: Database,
) -> None:
    for minute, state in enumerate(("standby", "serving")):
        async with database.writing() as session:
            now = NOW + timedelta(minutes=minute)
            await beat(session, "bot", "me", state, now, {"fence": minute})
    async with database.reading() as session:
        [said] = await read_beats(session)
    assert (said.part, said.owner, said.state) == ("bot", "me", "serving")
    assert (said.at, said.detail) == (NOW + timedelta(minutes=1), {"fence": 1})
    async with database.writing() as session:
        await beat(session, "nlu", "me", "ready", NOW + timedelta(hours=25))
        assert [each.part for each in await read_beats(session)] == ["nlu"]
