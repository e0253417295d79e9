"""A running Waypost that reminds people, for a test: its own database, and a clock that the test moves."""

import base64
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.reminders.sending import Sender
from bot.reminders.tables import Reminder
from bot.reminders.ticking import Ticker
from bot.sending.transport import WaypostBot
from listings.database import Database
from tests.botapi import BotApi, Heard
from tests.botapi.person import Person
from tests.listings.builders import Listed, a_listing
from tests.whole import Whole, answer, running, sent

ZONE = ZoneInfo("Europe/London")
# A Monday morning in winter, when local time is UTC; the café is on Tuesdays from ten to twelve.
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@dataclass
class Clock:
    """Stands still until it is set."""

    now: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def set(self, *local: int) -> None:
        """To a local time: year, month, day, hour, minute."""
        self.now = datetime(*local, tzinfo=ZONE).astimezone(UTC)  # type: ignore[misc,arg-type]


@dataclass
class Reminding:
    """What a test talks to."""

    whole: Whole
    database: Database
    clock: Clock
    ticker: Ticker
    listed: dict[str, Listed] = field(default_factory=dict)

    async def lists(self, name: str = "Conversation café", **about: Any) -> Listed:
        """A listing, on Tuesdays from ten to twelve unless told otherwise."""
        about = {"weekly": "TU", **about} if "schedule" not in about else about
        async with self.database.writing() as session:
            listed = await a_listing(session, name, **about)
        await self.ticker.look_ahead()
        return listed

    async def change(self, make: Callable[[Any], Any]) -> None:
        """Edit listings as staff do: `make` gets the session."""
        async with self.database.writing() as session:
            result = make(session)
            if hasattr(result, "__await__"):
                await result

    async def somebody(self, language: str = "en", name: str = "Amal") -> Person:
        """Somebody who speaks this language and has read what is said once."""
        person = self.whole.newcomer(language, first_name=name)
        await answer(person, "/start")
        await sent(person, f"l:{language}:")
        await sent(person, "p:g2644688")
        return person

    async def at(self, *local: int) -> None:
        """The clock goes to a local time, and ticks."""
        self.clock.set(*local)
        await self.ticker.tick()

    async def states(self) -> list[tuple[str, str]]:
        """Every message of the queue: its kind and state, in the order in which they were due."""
        async with self.database.reading() as session:
            rows = await session.scalars(select(Reminder).order_by(Reminder.due_at, Reminder.id))
            return [(row.kind, row.state) for row in rows]


def read(text: str) -> str:
    """A text as it looks: without the marks that keep its direction."""
    return text.translate(dict.fromkeys(map(ord, "\u2066\u2068\u2069\u200f")))


async def choose(person: Person, listed: Listed, label: str) -> str:
    """Ask to be reminded and choose a date by what stands on the button; the text of the answer."""
    question = await sent(person, f"r:{short(listed.id)}")
    [data] = [
        button.data
        for row in question.buttons
        for button in row
        if button.data and read(button.label) == label
    ]
    return read((await sent(person, data)).text)


def short(id: UUID) -> str:
    """An id as buttons carry it."""
    return base64.urlsafe_b64encode(id.bytes).decode().rstrip("=")


async def reminded(person: Person) -> Heard:
    """The one message that came."""
    [heard] = await person.hears()
    return replace(heard, text=read(heard.text))


@asynccontextmanager
async def reminding_in(
    api: BotApi, bot: WaypostBot, database: Database, clock: Clock, owner: str = "here-0-0"
) -> AsyncIterator[Reminding]:
    """The whole bot and one ticker that ticks when it is told to."""
    async with running(api, bot, database, now=clock) as whole:
        services = whole.assembly.services
        sender = Sender(services.sources, services.delivery, owner, clock, ZONE)
        ticker = Ticker(database, sender, clock, ZONE, every=20)
        yield Reminding(whole, database, clock, ticker)


@pytest.fixture
async def reminding(api: BotApi, bot: WaypostBot, database: Database) -> AsyncIterator[Reminding]:
    """The same, on SQLite and on PostgreSQL."""
    async with reminding_in(api, bot, database, Clock()) as waypost:
        yield waypost


SOON = timedelta(seconds=6)
