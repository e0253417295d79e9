"""A gateway for a test: one that serves while a block runs, over a handler of the test's own."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from telegram import Update

from bot.gateway import Gateway, Webhook
from bot.replies.reply import Reply
from bot.sending.delivery import Delivery
from bot.sending.limits import UNPACED, Urgency
from bot.sending.pacing import Pace
from bot.sending.transport import WaypostBot, make_bot
from listings.database import Database
from tests.botapi import BotApi


@dataclass
class Echo:
    """A handler that answers with what it was told, and notes in which order it was told."""

    bot: WaypostBot
    before: Callable[[Update], Awaitable[None]] | None = None
    texts: list[str] = field(default_factory=list)

    async def handle(self, update: Update) -> None:
        """Answer a message with its own text."""
        text = (update.effective_message and update.effective_message.text) or "no text"
        if self.before:
            await self.before(update)
        self.texts.append(text)
        await self.say(update, text)

    async def say(self, update: Update, text: str) -> None:
        """Send a text to the chat of an update."""
        assert update.effective_chat
        delivery = Delivery(self.bot, Pace(UNPACED))
        await delivery.send(update.effective_chat.id, Reply(text), urgency=Urgency.ANSWER)

    async def apologise(self, chat_id: int) -> None:
        """Say sorry."""
        await Delivery(self.bot, Pace(UNPACED)).send(
            chat_id, Reply("sorry"), urgency=Urgency.ANSWER
        )


@asynccontextmanager
async def polling(
    api: BotApi,
    database: Database,
    before: Callable[[Update], Awaitable[None]] | None = None,
    *,
    owner: str | None = None,
    lease: timedelta = timedelta(seconds=20),
) -> AsyncIterator[Echo]:
    """A gateway that polls while the block runs."""
    echo = Echo(make_bot(api.token, api.url), before)
    gateway = Gateway(echo.bot, database, echo.handle, echo.apologise, owner=owner, lease=lease)
    async with _running(gateway, gateway.poll(), echo):
        yield echo


@asynccontextmanager
async def serving(
    api: BotApi,
    database: Database,
    webhook: Webhook,
    before: Callable[[Update], Awaitable[None]] | None = None,
) -> AsyncIterator[Echo]:
    """A gateway that takes a webhook's updates while the block runs."""
    echo = Echo(make_bot(api.token, api.url), before)
    gateway = Gateway(echo.bot, database, echo.handle, echo.apologise)
    async with _running(gateway, gateway.serve(webhook), echo):
        yield echo


@asynccontextmanager
async def _running(
    gateway: Gateway, work: Coroutine[Any, Any, None], echo: Echo
) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
        await gateway.stop()
        await asyncio.wait_for(task, 10)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await echo.bot.shutdown()
