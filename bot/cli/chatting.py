"""waypost chat: the same bot in the terminal, for a person or for a script."""

import asyncio
import sys
from contextlib import AsyncExitStack
from functools import partial

from bot import people
from bot.app import handle
from bot.assembly import assembled
from bot.cli.errors import settings, told
from bot.context import apologise
from bot.language_server import language_server
from bot.logs import set_up_logs
from bot.sending.limits import UNPACED
from bot.sending.transport import make_bot
from bot.settings import Settings, SettingsError
from bot.terminal import NO_TOKEN, TerminalChat, TerminalTransport
from bot.terminal.chat import CHAT_ID
from listings.database import open_database
from locales.languages import BY_CODE
from nlu.client import NluClient

PATIENCE = 90.0
PAUSE = 0.25


def chat(lang: str | None) -> None:
    """A conversation on a phone set to `lang`."""
    chosen = settings()
    with told():
        if lang is not None and lang not in BY_CODE:
            raise SettingsError(f"--lang {lang}: not one of {', '.join(BY_CODE)}.")
        asyncio.run(chat_in_terminal(chosen, lang))


async def chat_in_terminal(chosen: Settings, lang: str | None) -> None:
    """One conversation, from its beginning: what an earlier one left behind is forgotten first."""
    set_up_logs(quiet=True)
    transport = TerminalTransport(sys.stdout)
    async with AsyncExitStack() as stack:
        database = open_database(chosen.database_url)
        stack.push_async_callback(database.close)
        await database.upgrade()
        async with database.writing() as session:
            await people.forget(session, CHAT_ID)
        nlu = await stack.enter_async_context(language_server(chosen))
        bot = make_bot(NO_TOKEN, request=transport)
        assembly = await stack.enter_async_context(
            assembled(chosen, bot, database, nlu, limits=UNPACED)
        )
        if nlu is not None:
            await _wait_for(nlu)
        services = assembly.services
        talk = TerminalChat(
            bot,
            transport,
            partial(handle, assembly.application),
            partial(apologise, services),
            lang,
        )
        if sys.stdin.isatty():
            await talk.take("/start")
        await talk.run(sys.stdin)


async def _wait_for(nlu: NluClient) -> None:
    """The first sentence should be understood: wait, and say what is waited for."""
    if await nlu.ready():
        return
    sys.stderr.write("The language server is starting: about half a minute.\n")
    for _ in range(int(PATIENCE / PAUSE)):
        await asyncio.sleep(PAUSE)
        if await nlu.ready():
            return
    sys.stderr.write("It is still not there. Everything works by tapping meanwhile.\n")
