"""Is Telegram there, and does it know us? Asked until it answers, before anything is served."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot.gateway.errors import TokenRefusedError
from bot.gateway.outage import Outage
from bot.sending.failures import seconds_of
from bot.sending.transport import WaypostBot


async def greet(bot: WaypostBot) -> None:
    """Initialise the bot (getMe); waits out an outage, raises TokenRefusedError."""
    await insist(bot.initialize)


async def insist(call: Callable[[], Awaitable[Any]]) -> None:
    """Make a call until it succeeds. BadRequest is not retried: the same call fails again."""
    outage = Outage("Telegram")
    while True:
        try:
            await call()
        except InvalidToken:
            # PTB's own message quotes the token.
            raise TokenRefusedError from None
        except RetryAfter as error:
            await asyncio.sleep(seconds_of(error))
        except BadRequest:
            raise
        except TelegramError as error:
            await asyncio.sleep(outage.pause(type(error).__name__))
        else:
            outage.over()
            return
