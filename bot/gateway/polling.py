"""How are updates fetched so that none is lost? Our own getUpdates loop.

Telegram forgets what lies below the offset of the next call and repeats the rest, at most 100 of
them. So the offset is the lowest id that is not handled: a slow chat holds it back, those that
come back are known by their ids, and new ones behind them are handled meanwhile.
"""

import asyncio
import time
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy.exc import SQLAlchemyError
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.gateway.errors import TokenRefusedError
from bot.gateway.handled import Handled
from bot.gateway.inbox import Inbox
from bot.gateway.incoming import Incoming, read_incoming
from bot.gateway.outage import Outage
from bot.sending.failures import seconds_of
from bot.sending.transport import WaypostBot

ALLOWED_UPDATES: Final = ("message", "edited_message", "callback_query", "my_chat_member")
LONG_POLL = 30
SHORTEST_GAP = 0.06
LONGEST_GAP = 0.2
CONFLICT_PAUSE = 5.0
# After a week without updates Telegram may go on with lower ids: then any offset is too high.
FORGET_OFFSET_AFTER = 24 * 3600.0


class Polling:
    """Fetches updates into an inbox until it is cancelled."""

    def __init__(self, bot: WaypostBot, inbox: Inbox, handled: Handled) -> None:
        self._bot = bot
        self._inbox = inbox
        self._handled = handled
        self._next: int | None = None
        self._seen: set[int] = set()
        self._highest_before: int | None = None
        self._telegram = Outage("Telegram")
        self._database = Outage("the database")
        self._gap = SHORTEST_GAP
        self._last_news = time.monotonic()

    @property
    def offset(self) -> int | None:
        """The lowest id that Telegram must not forget yet; None before anything was seen."""
        lowest = self._inbox.lowest
        return self._next if lowest is None else lowest

    async def run(self) -> None:
        """Fetch for ever; raises TokenRefusedError."""
        while True:
            pause = await self._step()
            if pause:
                await asyncio.sleep(pause)

    async def confirm(self) -> None:
        """Tell Telegram once more what is handled, so that it does not repeat it to the next."""
        if self.offset is not None:
            await self._bot.raw_updates(
                offset=self.offset, seconds=0, limit=1, allowed_updates=ALLOWED_UPDATES
            )

    async def _step(self) -> float:
        """One call; seconds to pause before the next."""
        try:
            began = time.monotonic()
            raw = await self._fetch()
            self._telegram.over()
            has_news = await self._take_in(raw)
            self._database.over()
        except InvalidToken:
            raise TokenRefusedError from None
        except RetryAfter as error:
            return seconds_of(error)
        except Conflict:
            self._telegram.pause("another program polls with this token")
            return CONFLICT_PAUSE
        except TelegramError as error:
            return self._telegram.pause(type(error).__name__)
        except (SQLAlchemyError, OSError) as error:
            return self._database.pause(type(error).__name__)
        return await self._rest(has_news, began)

    async def _fetch(self) -> list[Any]:
        if time.monotonic() - self._last_news > FORGET_OFFSET_AFTER and self._inbox.lowest is None:
            self._next = None
        return await self._bot.raw_updates(
            offset=self.offset,
            seconds=LONG_POLL if self._inbox.lowest is None else 0,
            allowed_updates=ALLOWED_UPDATES,
        )

    async def _take_in(self, raw: list[Any]) -> bool:
        """Put what is new into the inbox; True if there was something."""
        fetched = [incoming for incoming in map(read_incoming, raw) if incoming is not None]
        new = [incoming for incoming in fetched if incoming.update_id not in self._seen]
        if new:
            before = await self._handled_before([incoming.update_id for incoming in new])
            self._put(incoming for incoming in new if incoming.update_id not in before)
        if fetched:
            self._next = max(incoming.update_id for incoming in fetched) + 1
            self._seen.update(incoming.update_id for incoming in new)
        self._seen = {seen for seen in self._seen if seen >= (self.offset or seen)}
        return bool(new)

    async def _handled_before(self, update_ids: list[int]) -> set[int]:
        """Which of these another process handled. While we hold the lease it handles no more, so
        that only ids up to the highest one of before need a look."""
        if self._highest_before is None:
            self._highest_before = await self._handled.highest()
        doubtful = [each for each in update_ids if each <= self._highest_before]
        return await self._handled.among(doubtful) if doubtful else set()

    def _put(self, new: Iterable[Incoming]) -> None:
        for incoming in new:
            self._inbox.put(incoming)
            self._last_news = time.monotonic()

    async def _rest(self, has_news: bool, began: float) -> float:
        """Wait until all is handled, or a moment: then the next call confirms and looks for more."""
        self._gap = SHORTEST_GAP if has_news else min(self._gap * 1.5, LONGEST_GAP)
        if self._inbox.lowest is not None:
            await self._inbox.wait_empty(self._gap)
            return 0.0
        # A server that answers an empty long poll at once must not make us spin.
        is_hurried = not has_news and time.monotonic() - began < SHORTEST_GAP
        return LONGEST_GAP if is_hurried else 0.0
