"""Is anything lost when the process dies, and does it end in time when it is asked to?"""

import asyncio
import signal
import sys
import time
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from listings.database import Database
from tests.botapi import BotApi, Person
from tests.botapi.ports import a_free_port

CHATS, EACH, KILLS = 8, 15, 2


async def start(api: BotApi, database: Database, *webhook: str) -> Process:
    address = database.engine.url.render_as_string(hide_password=False)
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bot.echo_process"),
        *(api.url, api.token, address, *webhook),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )


@asynccontextmanager
async def running(api: BotApi, database: Database, *webhook: str) -> AsyncIterator[Process]:
    process = await start(api, database, *webhook)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def a_webhook() -> tuple[str, ...]:
    port = a_free_port()
    return f"http://127.0.0.1:{port}/", "a-secret", "127.0.0.1", str(port)


async def a_batch(api: BotApi) -> list[Person]:
    people = [api.person(number) for number in range(1, CHATS + 1)]
    for number in range(EACH):
        for person in people:
            await person.says(f"{person.id}:{number}")
    return people


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_no_update_is_lost_when_the_process_is_killed_in_a_batch(
    api: BotApi, database: Database, mode: str
) -> None:
    webhook = a_webhook() if mode == "webhook" else ()
    people = await a_batch(api)
    for kill in range(1, KILLS + 1):
        async with running(api, database, *webhook) as process:
            await api.called("sendMessage", CHATS * EACH * kill // (KILLS + 1), 20)
            process.send_signal(signal.SIGKILL)
            await process.wait()
    async with running(api, database, *webhook):
        await api.all_confirmed(20)
    duplicates = 0
    for person in people:
        texts = [message.text for message in person.heard]
        assert list(dict.fromkeys(texts)) == [f"{person.id}:{number}" for number in range(EACH)]
        duplicates += sum(Counter(texts).values()) - EACH
    # At each kill every chat had at most one update under way, which is answered again.
    assert duplicates <= KILLS * CHATS


async def test_a_process_started_after_a_kill_does_not_wait_for_the_dead_ones_lease(
    api: BotApi, database: Database
) -> None:
    person = api.person(7)
    async with running(api, database) as first:
        await person.says("one")
        await person.hears(timeout=15)
        await api.all_confirmed()
        first.kill()
    began = time.monotonic()
    async with running(api, database):
        await person.says("two")
        await person.hears(timeout=15)
    assert time.monotonic() - began < 10


async def test_of_two_processes_one_polls_and_the_other_takes_over(
    api: BotApi, database: Database
) -> None:
    person = api.person(7)
    async with running(api, database) as first:
        await person.says("one")
        await person.hears(timeout=15)
        async with running(api, database) as second:
            assert second.stdout
            said = await asyncio.wait_for(second.stdout.readline(), 15)
            assert b"standing by" in said
            await person.says("two")
            await person.hears()
            await api.all_confirmed()
            first.kill()
            await person.says("three")
            await person.hears(timeout=15)
    assert [message.text for message in person.heard] == ["one", "two", "three"]


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_sigterm_ends_within_ten_seconds_with_0_even_with_a_slow_chat(
    api: BotApi, database: Database, mode: str
) -> None:
    webhook = a_webhook() if mode == "webhook" else ()
    slow, quick = api.person(1), api.person(2)
    async with running(api, database, *webhook) as process:
        await slow.says("slow")
        await quick.says("quick")
        await quick.hears(timeout=15)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 10) == 0
        assert time.monotonic() - began < 10
    assert 1000 in api.updates.waiting


async def test_sigterm_ends_an_idle_process_at_once(api: BotApi, database: Database) -> None:
    async with running(api, database) as process:
        await api.called("getUpdates", 1, 15)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
        assert time.monotonic() - began < 3


async def test_a_wrong_token_ends_with_2_and_one_line(api: BotApi, database: Database) -> None:
    api.faults.refuse("Unauthorized", 401, method="getMe")
    async with running(api, database) as process:
        said, _ = await asyncio.wait_for(process.communicate(), 15)
        assert process.returncode == 2
        assert said.count(b"WAYPOST_TELEGRAM_TOKEN") == 1
        assert api.token.encode() not in said
        assert b"Traceback" not in said
