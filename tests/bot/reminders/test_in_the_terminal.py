"""Is `waypost chat` the same for reminders? Asking, the list, stopping, taking it back, by what is printed."""

import io
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import pytest

from bot.app import handle
from bot.assembly import assembled
from bot.context import apologise
from bot.sending.limits import UNPACED
from bot.sending.transport import make_bot
from bot.settings import Settings
from bot.terminal import NO_TOKEN, TerminalChat, TerminalTransport
from listings.database import Database
from tests.listings.builders import Listed, a_listing
from tests.reminding import Clock, read

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
pytestmark = ON_SQLITE
NUMBERED = re.compile(r"\[(\d+)\] ([^\[\n]+)")


class AtTheTerminal:
    """Somebody who types, and taps by typing the number of a button."""

    def __init__(self, chat: TerminalChat, screen: io.StringIO) -> None:
        self._chat, self._screen, self.text = chat, screen, ""

    async def types(self, line: str) -> str:
        """Type a line; what is printed then."""
        before = len(self._screen.getvalue())
        await self._chat.take(line)
        self.text = read(self._screen.getvalue()[before:])
        return self.text

    async def taps(self, label: str) -> str:
        """The number that stands before a label."""
        numbers = {said.strip(): number for number, said in NUMBERED.findall(self.text)}
        return await self.types(numbers[label])

    async def looks_for_events(self) -> None:
        """From the menu to what is on."""
        await self.types("/menu")
        await self.taps("🤝 People and places")
        await self.taps("📅 What is on")


@asynccontextmanager
async def a_terminal(database: Database, clock: Clock) -> AsyncIterator[AtTheTerminal]:
    """What `waypost chat` puts together, in English and in Leeds, with a clock that stands still."""
    screen = io.StringIO()
    transport = TerminalTransport(screen)
    bot = make_bot(NO_TOKEN, request=transport)
    async with assembled(Settings(), bot, database, None, now=clock, limits=UNPACED) as assembly:
        answering = partial(handle, assembly.application)
        sorry = partial(apologise, assembly.services)
        person = AtTheTerminal(TerminalChat(bot, transport, answering, sorry, "en"), screen)
        await person.types("/start")
        await person.types("Leeds")
        yield person


async def lists(database: Database) -> Listed:
    """A café in Leeds, on Tuesdays from ten to twelve."""
    async with database.writing() as session:
        return await a_listing(session, "Café", weekly="TU", topics=["find_events"])


async def test_asking_the_list_stopping_and_taking_it_back(database: Database) -> None:
    await lists(database)
    async with a_terminal(database, Clock()) as person:
        assert "You have none yet." in await person.types("/reminders")
        await person.looks_for_events()
        assert "Which date shall I remind you of?" in await person.taps("1️⃣ 🔔 Remind me")
        promise = await person.taps("🔁 Every time")
        assert "I will remind you: Today, Monday 23 November, 18:00 and Tomorrow" in promise
        listed = await person.types("/reminders")
        assert "• Café\n🕒 Tomorrow, Tuesday 24 November, 10:00-12:00" in listed
        await person.taps("Café")
        assert "Stopped. I will not remind you of this." in await person.taps(
            "🔕 Stop these reminders"
        )
        assert "I will remind you: Today, Monday 23 November" in await person.taps("↩️ Undo")
        assert "I will not write to you on my own." in await person.types("/stop")
        assert "You have none yet." in await person.types("/reminders")


async def test_what_stop_ended_is_had_back_from_its_own_message(database: Database) -> None:
    await lists(database)
    async with a_terminal(database, Clock()) as person:
        await person.looks_for_events()
        await person.taps("1️⃣ 🔔 Remind me")
        await person.taps("Tomorrow, Tuesday 24 November, 10:00")
        await person.types("/stop")
        assert "• Café" in await person.taps("↩️ Undo")


async def test_the_sunday_list_and_discreet_reminders_are_switched_by_number(
    database: Database,
) -> None:
    async with a_terminal(database, Clock()) as person:
        await person.types("/reminders")
        assert "until you tap" in await person.taps("▫️ Do not show what it is about")
        await person.taps("🔔 My reminders")
        assert "You do not get it yet." in await person.taps("🗓 A list every Sunday")
        assert "You get it." in await person.taps("▫️ Meet people")
        await person.taps("🔔 My reminders")
        assert "🕒 Sunday 29 November, 17:00" in person.text
