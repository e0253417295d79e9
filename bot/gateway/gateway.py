"""How do updates get in? By polling or by webhook, confirmed to Telegram only after handling."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, TypeVar

import structlog
from telegram.error import BadRequest, TelegramError

from bot.clock import utc_now
from bot.gateway.errors import WebhookRefusedError
from bot.gateway.greeting import greet, insist
from bot.gateway.handled import Handled
from bot.gateway.inbox import SIDE_BY_SIDE, Inbox
from bot.gateway.polling import ALLOWED_UPDATES, Polling
from bot.gateway.pulse import Pulse
from bot.gateway.reign import LENGTH, Reign, lease_name
from bot.gateway.treatment import Apologise, Handle, Treatment
from bot.gateway.webhook import Webhook
from bot.owner import this_process
from bot.sending.transport import WaypostBot
from listings.database import Database

log = structlog.get_logger(__name__)

DRAIN = 7.0
LAST_WORD = 1.0
BEAT_EVERY = 5.0

T = TypeVar("T")


class Gateway:
    """One process's door to Telegram. `poll` or `serve` run until `stop`."""

    def __init__(
        self,
        bot: WaypostBot,
        database: Database,
        handle: Handle,
        apologise: Apologise,
        *,
        clock: Callable[[], datetime] = utc_now,
        owner: str | None = None,
        lease: timedelta = LENGTH,
    ) -> None:
        self._bot = bot
        self._handled = Handled(database, clock)
        self._treat = Treatment(bot, handle, apologise, self._handled)
        owner = owner or this_process()
        self._pulse = Pulse(database, "bot", owner, clock)
        name = lease_name(bot.token)
        self._reign = Reign(database, name, owner, clock, self._pulse, lease)
        self._stopping = asyncio.Event()

    async def stop(self) -> None:
        """Ask for the end; `poll` or `serve` return after at most about 10 seconds."""
        self._stopping.set()

    async def poll(self) -> None:
        """Serve by polling while this process holds the token's lease, and stand by while not.

        Raises TokenRefusedError: print it and exit with 2.
        """
        try:
            while not self._stopping.is_set():
                fence = await self._until_stopped(self._reign.begin())
                if fence is not None:
                    await self._serve_while(fence)
        finally:
            await self._pulse.beat("down")

    async def serve(self, webhook: Webhook) -> None:
        """Serve by webhook. Raises TokenRefusedError or WebhookRefusedError: exit with 2."""
        # Polling needs no web server, and starts sooner without one.
        from bot.gateway.listening import listening
        from bot.gateway.webhook_app import webhook_app

        inbox = Inbox(self._treat)
        app = webhook_app(webhook.secret, inbox, self._handled)
        try:
            async with listening(app, webhook.host, webhook.port):
                try:
                    await self._until_stopped(self._announce(webhook))
                    await self._until_stopped(self._beat())
                finally:
                    await inbox.close(DRAIN)
        finally:
            await self._pulse.beat("down")

    async def _serve_while(self, fence: int) -> None:
        """Poll until the lease is lost or `stop`, let what has begun end, and tell Telegram."""
        inbox = Inbox(self._treat)
        polling = Polling(self._bot, inbox, self._handled)
        keeping = asyncio.create_task(self._reign.keep(fence))
        try:
            await self._until_stopped(self._fetch(polling), keeping)
        finally:
            await inbox.close(DRAIN)
            if not keeping.done():
                await self._confirm(polling)
                keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)
            await self._reign.end()

    async def _fetch(self, polling: Polling) -> None:
        await greet(self._bot)
        await insist(lambda: self._bot.delete_webhook(drop_pending_updates=False))
        await polling.run()

    async def _confirm(self, polling: Polling) -> None:
        try:
            async with asyncio.timeout(LAST_WORD):
                await polling.confirm()
        except (TelegramError, TimeoutError):
            log.info("last confirmation not sent; the database knows what is handled")

    async def _announce(self, webhook: Webhook) -> None:
        await greet(self._bot)
        try:
            await insist(
                lambda: self._bot.set_webhook(
                    webhook.url,
                    secret_token=webhook.secret,
                    allowed_updates=ALLOWED_UPDATES,
                    max_connections=SIDE_BY_SIDE,
                    drop_pending_updates=False,
                )
            )
        except BadRequest as error:
            raise WebhookRefusedError(error.message) from None
        log.info("serving by webhook")

    async def _beat(self) -> None:
        while True:
            await self._pulse.beat("serving")
            await asyncio.sleep(BEAT_EVERY)

    async def _until_stopped(
        self, work: Coroutine[Any, Any, T], *others: asyncio.Task[None]
    ) -> T | None:
        """Run `work` until it ends, `stop` is asked for, or another task ends; raises its error."""
        task = asyncio.create_task(work)
        stopping = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait({task, stopping, *others}, return_when=asyncio.FIRST_COMPLETED)
            return task.result() if task.done() else None
        finally:
            for each in (task, stopping):
                each.cancel()
            await asyncio.gather(task, stopping, return_exceptions=True)
