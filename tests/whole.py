"""A whole running Waypost for a test: real handlers, gateway and database, demo listings, a clock that stands still."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import delete
from telegram import Update

from bot.app import BotApplication, handle
from bot.assembly import Assembly, assembled
from bot.context import apologise
from bot.gateway import Gateway, TryAgainError
from bot.sending.limits import UNPACED
from bot.sending.transport import WaypostBot
from bot.settings import Settings
from bot.tables import HandledUpdate, Heartbeat, Lease
from bot.tables import Person as PersonRow
from listings.database import Database, open_database
from listings.demo import FOLDER, load_demo
from listings.schema.records import UnmetNeed, WrongInfoReport
from locales.languages import BY_CODE, LANGUAGES
from nlu.client import NluClient
from tests.botapi import BotApi, Heard
from tests.botapi.person import Person
from tests.databases import DIALECTS, PostgresServer

# A Monday morning in winter, when local time is UTC.
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
LEFT_BEHIND = (PersonRow, HandledUpdate, Lease, Heartbeat, UnmetNeed, WrongInfoReport)


@dataclass(frozen=True)
class Whole:
    """What a test talks to, and what it may look into."""

    api: BotApi
    database: Database
    assembly: Assembly
    failures: list[BaseException]

    def newcomer(self, language: str | None = "en", first_name: str = "Amal") -> Person:
        """Somebody who has never written, with a phone in this language of ours, or in one we do not know."""
        code = BY_CODE[language].telegram[0] if language else None
        return self.api.person(language_code=code, first_name=first_name)

    async def neighbour(self, language: str = "en") -> Person:
        """Somebody who speaks this language, lives in Leeds, and has read what is said once."""
        person = self.newcomer(language)
        await answer(person, "/start")
        await sent(person, f"l:{language}:")
        await sent(person, "p:g2644688")
        return person

    async def kept(self, person: Person) -> PersonRow | None:
        """The row of a person."""
        async with self.database.reading() as session:
            return await session.get(PersonRow, person.id)


async def answer(person: Person, text: str) -> Heard:
    """The one message that a typed text is answered by."""
    await person.says(text)
    [heard] = await person.hears()
    return heard


async def tapped(person: Person, label_or_data: str) -> Heard:
    """The one message, or edit, that a tap is answered by."""
    await person.taps(label_or_data)
    [heard] = await person.hears()
    return heard


async def sent(person: Person, data: str) -> Heard:
    """The one message that callback data is answered by, whether or not a button has it."""
    await person.taps_data(data)
    [heard] = await person.hears()
    return heard


def data_of(heard: Heard) -> list[str]:
    """What the buttons of a message send."""
    return [button.data for row in heard.buttons for button in row if button.data]


@asynccontextmanager
async def running(
    api: BotApi,
    bot: WaypostBot,
    database: Database,
    nlu: NluClient | None = None,
    now: Callable[[], datetime] = lambda: MONDAY,
) -> AsyncIterator[Whole]:
    """The bot while a block runs; an update that failed and was apologised for fails the test."""
    failures: list[BaseException] = []
    async with assembled(Settings(), bot, database, nlu, now=now, limits=UNPACED) as assembly:
        gateway = Gateway(
            bot,
            database,
            partial(_handle, failures, assembly.application),
            partial(apologise, assembly.services),
        )
        polling = asyncio.create_task(gateway.poll())
        try:
            yield Whole(api, database, assembly, failures)
        finally:
            await gateway.stop()
            await polling
    if failures:
        raise failures[0]


async def _handle(
    failures: list[BaseException], application: BotApplication, update: Update
) -> None:
    try:
        await handle(application, update)
    except TryAgainError:
        raise
    except Exception as error:
        failures.append(error)
        raise


@pytest.fixture(scope="session")
def listed_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the demo listings."""
    path = tmp_path_factory.mktemp("listed") / "listed.db"
    shutil.copy(sqlite_template, path)
    asyncio.run(_load(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def listed_address(postgres: PostgresServer) -> str:
    """A PostgreSQL database with the demo listings, for one test after the other."""
    address = postgres.copy()
    asyncio.run(_load(address))
    return address


@pytest.fixture(params=DIALECTS)
def listed_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database with the demo listings and without a person."""
    if request.param == "sqlite":
        path = tmp_path / "listed.db"
        shutil.copy(request.getfixturevalue("listed_file"), path)
        return f"sqlite:///{path}"
    address: str = request.getfixturevalue("listed_address")
    return address


IN_EVERY_LANGUAGE = pytest.mark.parametrize("language", [each.code for each in LANGUAGES])
# The words differ from language to language, the database does not: every language on SQLite, two on PostgreSQL.
SPOKEN_ON = [
    *((each.code, "sqlite") for each in LANGUAGES),
    *((code, "postgresql") for code in ("en", "ar")),
]
LISTED_IN_EVERY_LANGUAGE = pytest.mark.parametrize(
    ("language", "listed_url"), SPOKEN_ON, indirect=["listed_url"]
)
# For tests that are not about the database and take long: they run on SQLite only.
ON_SQLITE = pytest.mark.parametrize("listed_url", ["sqlite"], indirect=True)
ON_POSTGRESQL = pytest.mark.parametrize("listed_url", ["postgresql"], indirect=True)


@pytest.fixture
async def listed(listed_url: str) -> AsyncIterator[Database]:
    """The open database with the demo listings, as if loaded on that Monday."""
    database = open_database(listed_url)
    async with database.writing() as session:
        for table in LEFT_BEHIND:
            await session.execute(delete(table))
    yield database
    await database.close()


@pytest.fixture
async def whole(api: BotApi, bot: WaypostBot, listed: Database) -> AsyncIterator[Whole]:
    """A running bot without a language server."""
    async with running(api, bot, listed) as waypost:
        yield waypost


@pytest.fixture
async def understanding(
    api: BotApi, bot: WaypostBot, listed: Database, nlu: NluClient
) -> AsyncIterator[Whole]:
    """A running bot with the real language server."""
    async with running(api, bot, listed, nlu) as waypost:
        yield waypost


async def _load(address: str) -> None:
    database = open_database(address)
    async with database.writing() as session:
        await load_demo(session, FOLDER, MONDAY)
    await database.close()
