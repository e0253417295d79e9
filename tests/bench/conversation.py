"""How long does a person wait? The bot's own process against a Bot API on loopback, over demo listings in SQLite."""

import asyncio
import os
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import httpx

from bot.app import handle
from bot.assembly import assembled
from bot.context import apologise
from bot.gateway.gateway import Gateway
from bot.sending.limits import UNPACED
from bot.sending.transport import make_bot
from bot.settings import Settings
from listings.database import open_database
from nlu.client import NluClient
from nlu.server import NluServer
from tests.bench.table import Row, megabytes, milliseconds
from tests.botapi.person import Person
from tests.botapi.server import BotApi

WAYPOST = str(Path(sys.executable).parent / "waypost")
BUTTON = "q:fo|g2644688|||||"
SENTENCE = "where can i learn english near leeds"
SINGLE = 200
CHATS = 100
ROUNDS = 5


async def conversation() -> list[Row]:
    """Start-up, waiting times, throughput, memory."""
    # A database for each Bot API: each counts its updates from the beginning.
    with tempfile.TemporaryDirectory() as folder:
        alone = await _alone(await _listed(folder, "alone"))
        served = await _with_language(await _listed(folder, "served"))
        crowded = await _crowded((await _listed(folder, "crowded"))["WAYPOST_DATABASE_URL"])
    return [*alone, *served, *crowded]


async def _alone(environment: dict[str, str]) -> list[Row]:
    async with BotApi() as api:
        person = api.person(1, language_code="en")
        await person.says("/menu")
        began = time.perf_counter()
        async with _bot(environment, api) as process:
            await person.hears(timeout=60)
            first = time.perf_counter() - began
            buttons = [await _wait(api, number, BUTTON) for number in range(1000, 1000 + SINGLE)]
            memory = megabytes(process.pid)
    return [
        Row(
            "first menu after the start of the process, no language server",
            f"{first:.2f} s",
            "≤ 3 s",
        ),
        Row("tap to answer (search)", milliseconds(buttons), "≤ 15 ms p50"),
        Row("resident memory of the bot", f"{memory:.0f} MB", "≤ 150 MB"),
    ]


async def _with_language(environment: dict[str, str]) -> list[Row]:
    server = NluServer()
    await server.start()
    try:
        await server.wait_ready()
        reached = environment | {
            "WAYPOST_NLU_URL": server.url,
            "WAYPOST_NLU_TOKEN": server.token,
        }
        async with BotApi() as api, _bot(reached, api):
            await _wait(api, 1, None)
            sentences = [await _wait(api, number, None) for number in range(2000, 2000 + SINGLE)]
    finally:
        await server.stop()
    return [Row("sentence to answer", milliseconds(sentences), "≤ 25 ms p50")]


async def _crowded(database_url: str) -> list[Row]:
    server = NluServer()
    await server.start()
    try:
        await server.wait_ready()
        async with BotApi() as api, unpaced(api, database_url, server):
            taps = await _together(api, BUTTON)
            typed = await _together(api, None)
    finally:
        await server.stop()
    return [
        Row(f"taps answered a second, {CHATS} chats, pace lifted", f"{taps:.0f}"),
        Row(f"sentences answered a second, {CHATS} chats, pace lifted", f"{typed:.0f}", "> 9"),
    ]


async def _listed(folder: str, name: str) -> dict[str, str]:
    environment = os.environ | {"WAYPOST_DATABASE_URL": f"sqlite:///{folder}/{name}.db"}
    await _command(environment, "db", "demo")
    return environment


async def _wait(api: BotApi, number: int, button: str | None) -> float:
    """Seconds from the update to the message that answers it, in a chat of its own."""
    person = api.person(number, language_code="en")
    began = time.perf_counter()
    await _asks(person, button)
    await person.hears(timeout=60)
    return time.perf_counter() - began


async def _asks(person: Person, button: str | None) -> None:
    await (person.taps_data(button) if button else person.says(SENTENCE))


async def _together(api: BotApi, button: str | None) -> float:
    """Messages answered a second while every chat asks again as soon as it was answered."""
    people = [api.person(5000 + number, language_code="en") for number in range(CHATS)]

    async def talk(person: Person) -> None:
        for _ in range(ROUNDS):
            await _asks(person, button)
            await person.hears(timeout=120)

    began = time.perf_counter()
    await asyncio.gather(*(talk(person) for person in people))
    return CHATS * ROUNDS / (time.perf_counter() - began)


@asynccontextmanager
async def unpaced(api: BotApi, database_url: str, server: NluServer) -> AsyncIterator[None]:
    """The bot in this process, beside the Bot API and on the same core, without Telegram's limits of pace."""
    database = open_database(database_url)
    async with httpx.AsyncClient() as http, make_bot(api.token, api.url) as telegram:
        nlu = NluClient(http, server.url, server.token, timeout=30)
        async with assembled(Settings(), telegram, database, nlu, limits=UNPACED) as assembly:
            gateway = Gateway(
                telegram,
                database,
                partial(handle, assembly.application),
                partial(apologise, assembly.services),
            )
            polling = asyncio.create_task(gateway.poll())
            try:
                yield
            finally:
                await gateway.stop()
                await polling
    await database.close()


@asynccontextmanager
async def _bot(
    environment: dict[str, str], api: BotApi
) -> AsyncIterator[asyncio.subprocess.Process]:
    told = environment | {"WAYPOST_TELEGRAM_TOKEN": api.token, "WAYPOST_TELEGRAM_API": api.url}
    process = await asyncio.create_subprocess_exec(
        WAYPOST, "bot", env=told, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        await process.wait()


async def _command(environment: dict[str, str], *words: str) -> None:
    process = await asyncio.create_subprocess_exec(
        WAYPOST, *words, env=environment, stdout=asyncio.subprocess.DEVNULL
    )
    if await process.wait():
        raise SystemExit(f"waypost {' '.join(words)} failed")
