"""waypost run and bot: everything in one process, or the bot alone."""

import asyncio
import signal
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import partial
from typing import Any

from bot.app import handle
from bot.assembly import Assembly, assembled
from bot.cli.errors import settings, told
from bot.clock import utc_now
from bot.context import apologise
from bot.gateway import Gateway, Webhook, greet
from bot.housekeeping import housekeeping
from bot.introduction import introduce
from bot.language_server import language_server
from bot.logs import set_up_logs
from bot.nlu_watch import watch
from bot.owner import this_process
from bot.reminders.sending import Sender
from bot.reminders.ticking import Ticker, ticking
from bot.sending.transport import make_bot
from bot.settings import PREFIX, Settings, SettingsError
from listings.database import open_database


def run() -> None:
    """Everything in one process; without a token, a conversation in the terminal."""
    chosen = settings()
    with told():
        if chosen.telegram_token is None:
            from bot.cli.chatting import chat_in_terminal

            asyncio.run(chat_in_terminal(chosen, None))
            return
        _serve_until_ended(chosen, with_nlu=True)


def bot() -> None:
    """The bot alone; the language server runs elsewhere (WAYPOST_NLU_URL) or not at all."""
    chosen = settings()
    with told():
        _serve_until_ended(chosen, with_nlu=False)


def _serve_until_ended(chosen: Settings, *, with_nlu: bool) -> None:
    set_up_logs()
    # Told to end while still starting: there is nothing to drain.
    with suppress(asyncio.CancelledError):
        asyncio.run(serve(chosen, with_nlu=with_nlu))


async def serve(chosen: Settings, *, with_nlu: bool) -> None:
    """Serve Telegram until SIGTERM or SIGINT."""
    token = chosen.telegram_token
    if token is None:
        raise SettingsError(
            f"{PREFIX}TELEGRAM_TOKEN: is not set; get a token from BotFather, or try `waypost chat`."
        )
    doors: list[Gateway] = []
    _end_when_told(doors)
    async with AsyncExitStack() as stack:
        database = open_database(chosen.database_url)
        stack.push_async_callback(database.close)
        await database.upgrade()
        nlu = await stack.enter_async_context(language_server(chosen, own=with_nlu))
        telegram = make_bot(token.get_secret_value(), chosen.telegram_api)
        await greet(telegram)
        assembly = await stack.enter_async_context(assembled(chosen, telegram, database, nlu))
        await stack.enter_async_context(
            in_background(
                housekeeping(database, utc_now),
                introduce(telegram),
                *((watch(database, nlu, utc_now),) if nlu else ()),
            )
        )
        await stack.enter_async_context(ticking(_ticker(chosen, assembly)))
        doors.append(_gateway(assembly))
        await _open(chosen, doors[0])


def _end_when_told(doors: list[Gateway]) -> None:
    """On SIGTERM and SIGINT: an open door is drained and closed, a start is broken off."""
    loop, starting = asyncio.get_running_loop(), asyncio.current_task()

    def end() -> None:
        if doors:
            loop.create_task(doors[0].stop())
        elif starting is not None:
            starting.cancel()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end)


def _ticker(chosen: Settings, assembly: Assembly) -> Ticker:
    services = assembly.services
    owner, database = this_process(), services.sources.database
    sender = Sender(services.sources, services.delivery, owner, services.now, services.zone)
    return Ticker(database, sender, services.now, services.zone, chosen.reminder_tick)


def _gateway(assembly: Assembly) -> Gateway:
    services = assembly.services
    return Gateway(
        assembly.telegram,
        services.sources.database,
        partial(handle, assembly.application),
        partial(apologise, services),
    )


async def _open(chosen: Settings, gateway: Gateway) -> None:
    if chosen.webhook_url and chosen.webhook_secret:
        host, _, port = chosen.web_bind.rpartition(":")
        secret = chosen.webhook_secret.get_secret_value()
        await gateway.serve(Webhook(chosen.webhook_url, secret, host, int(port)))
    else:
        await gateway.poll()


@asynccontextmanager
async def in_background(*work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Work that goes on beside, and is cancelled at the end."""
    tasks = [asyncio.create_task(each) for each in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*tasks)
