"""What happens to one update? Parsed, handled, an apology if that failed, written down."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog
from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot, Update

from bot.error_place import place_of
from bot.gateway.errors import TryAgainError
from bot.gateway.handled import Handled
from bot.gateway.incoming import Incoming
from bot.gateway.outage import Outage

log = structlog.get_logger(__name__)

Handle = Callable[[Update], Awaitable[None]]
Apologise = Callable[[int], Awaitable[None]]

APOLOGY_PATIENCE = 15.0
MAX_TRIES = 12


@dataclass(frozen=True)
class Treatment:
    """Treats updates; nothing that an update does gets out of here, and no text into the log.

    An update that fails, or takes longer than `patience` seconds, counts as handled: it would
    fail again. One that could not be answered (TryAgainError) is tried up to 12 times, about four
    minutes; its chat waits, the others do not.
    """

    bot: Bot
    handle: Handle
    apologise: Apologise
    handled: Handled
    patience: float = 90.0

    async def __call__(self, incoming: Incoming) -> bool:
        """Treat an update; True when it is written down that it was."""
        update = self._parse(incoming)
        if update is not None:
            await self._try(incoming, update)
        elif incoming.is_from_a_person:
            await self._apologise(incoming)
        await self._record(incoming.update_id)
        return True

    def _parse(self, incoming: Incoming) -> Update | None:
        try:
            return Update.de_json(incoming.data, self.bot)
        except Exception as error:  # whatever PTB stumbles over
            _tell("update cannot be read", incoming, error)
            return None

    async def _try(self, incoming: Incoming, update: Update) -> None:
        unanswered = Outage("an answer", first=1.0)
        for _ in range(MAX_TRIES):
            try:
                async with asyncio.timeout(self.patience):
                    await self.handle(update)
            except TryAgainError:
                await asyncio.sleep(unanswered.pause("no answer got out"))
            except Exception as error:
                _tell("update failed", incoming, error)
                await self._apologise(incoming)
                return
            else:
                unanswered.over()
                return
        log.error("update given up", update_id=incoming.update_id)

    async def _apologise(self, incoming: Incoming) -> None:
        if incoming.chat_id is None:
            return
        try:
            async with asyncio.timeout(APOLOGY_PATIENCE):
                await self.apologise(incoming.chat_id)
        except Exception as error:
            _tell("apology failed", incoming, error)

    async def _record(self, update_id: int) -> None:
        database = Outage("the database", first=0.1, longest=5.0)
        while True:
            try:
                await self.handled.record(update_id)
            except (SQLAlchemyError, OSError) as error:
                await asyncio.sleep(database.pause(type(error).__name__))
            else:
                database.over()
                return


def _tell(event: str, incoming: Incoming, error: BaseException) -> None:
    kind = type(error).__name__
    log.error(event, update_id=incoming.update_id, error=kind, where=place_of(error))
