"""How does a due message get to its person? One after the other: claim, make up, begin, send, settle.

One at a time in a process, so that a killed process leaves at most one message of which nobody knows whether it
arrived. More processes send more at once.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import update
from sqlalchemy.exc import SQLAlchemyError

from bot import people
from bot.answers.reminding import NotAnyMore, NotNow, Unreadable, compose
from bot.error_place import place_of
from bot.reminders.queue import LEASE, Claim, begin, claim, is_due, settle
from bot.reminders.tables import Subscription
from bot.replies.reply import Reply
from bot.sending.delivery import Delivery
from bot.sending.outcomes import Blocked, Moved, Outcome, Refused, RetryAt, Sent, Uncertain
from bot.sources import Sources

# Telegram takes one message a second in a chat; others need not wait for it.
CHAT_PAUSE = 1.05
# A message whose answer was lost, or whose facts have to be looked at again.
SOON = timedelta(seconds=5)
# One that cannot be made up: a mistake of ours, or of a schedule.
LATER = timedelta(minutes=5)
# Seconds between attempts to write to a database that is away.
SETTLE_PAUSE = 0.5
log = structlog.get_logger()


@dataclass(slots=True)
class Sender:
    """Sends what is due, for one process."""

    sources: Sources
    delivery: Delivery
    owner: str
    clock: Callable[[], datetime]
    zone: ZoneInfo
    _sent_at: dict[int, float] = field(default_factory=dict)
    _stopped: bool = False

    def stop(self) -> None:
        """Begin no other message."""
        self._stopped = True

    async def send_due(self) -> int:
        """Send until nothing is due any more; how many messages were dealt with."""
        number = 0
        while not self._stopped:
            busy = self._busy()
            mine = await claim(self.sources.database, self.owner, self.clock, busy)
            if mine is not None:
                await self._send(mine)
                number += 1
            elif busy and await self._others_wait():
                await asyncio.sleep(CHAT_PAUSE / 4)
            else:
                break
        return number

    def _busy(self) -> frozenset[int]:
        """Chats that got a message within the second."""
        since = time.monotonic() - CHAT_PAUSE
        self._sent_at = {chat: at for chat, at in self._sent_at.items() if at > since}
        return frozenset(self._sent_at)

    async def _others_wait(self) -> bool:
        """Whether something is due that only waits for its chat."""
        async with self.sources.database.reading() as session:
            return await is_due(session, self.clock())

    async def _send(self, mine: Claim) -> None:
        try:
            composed = await compose(self.sources, mine, self.clock(), self.zone)
        except Exception as error:
            # It must not stop the others.
            kind, where = type(error).__name__, place_of(error)
            log.error("reminder not made up", reminder_id=mine.id, error=kind, where=where)
            is_ours = not isinstance(error, (SQLAlchemyError, OSError))
            await self._settle(mine, "due", wait=LATER if is_ours else timedelta())
            return
        if isinstance(composed, NotAnyMore):
            await self._settle(mine, "cancelled")
        elif isinstance(composed, NotNow):
            await self._settle(mine, "due", wait=SOON, plan_again=True)
        elif isinstance(composed, Unreadable):
            log.warning("reminder put off", reminder_id=mine.id, reason="schedule cannot be read")
            await self._settle(mine, "due", wait=LATER)
        else:
            await self._deliver(mine, composed)

    async def _deliver(self, mine: Claim, reply: Reply) -> None:
        begins = partial(begin, self.sources.database, mine, self.clock)
        outcome: Outcome | None = None
        try:
            outcome = await self.delivery.remind(mine.chat_id, reply, begins)
            if isinstance(outcome, Moved):
                outcome = await self._follow(mine, outcome.new_chat_id, reply)
        except (SQLAlchemyError, OSError) as error:
            # It could not be begun, or not followed: nothing was sent.
            outcome = None
            log.warning("reminder not begun", reminder_id=mine.id, error=type(error).__name__)
        self._sent_at[mine.chat_id] = time.monotonic()
        await self._learn(mine, outcome)

    async def _follow(self, mine: Claim, new_chat_id: int, reply: Reply) -> Outcome | None:
        """To the chat's new id, once more."""
        async with self.sources.database.writing() as session:
            await people.move(session, mine.chat_id, new_chat_id)

        async def already_begun() -> bool:
            return True

        outcome = await self.delivery.remind(new_chat_id, reply, already_begun)
        return Refused("The chat moved twice.") if isinstance(outcome, Moved) else outcome

    async def _learn(self, mine: Claim, outcome: Outcome | None) -> None:
        match outcome:
            case Sent():
                await self._settle(mine, "sent")
            case RetryAt(seconds):
                await self._settle(mine, "due", wait=timedelta(seconds=seconds))
            case Uncertain() if not mine.doubtful:
                await self._settle(mine, "due", wait=SOON, doubtful=True)
            case Uncertain():
                log.warning("reminder uncertain", reminder_id=mine.id)
                await self._settle(mine, "uncertain")
            case Blocked():
                await self._settle(mine, "failed", switch_off=True)
            case Refused(reason):
                log.error("reminder refused", reminder_id=mine.id, reason=reason)
                await self._settle(mine, "failed")
            case _:  # not begun: taken back, or too late; nothing was sent
                await self._settle(mine, "due", wait=timedelta())

    async def _settle(self, mine: Claim, state: str, **about: Any) -> None:
        """Until it is written down: what was sent must not go out again because the database was away for a minute."""
        give_up_at = time.monotonic() + LEASE.total_seconds()
        while True:
            try:
                return await self._write_down(mine, state, **about)
            except (SQLAlchemyError, OSError) as error:
                if time.monotonic() > give_up_at:
                    raise
                kind = type(error).__name__
                log.warning("reminder not settled yet", reminder_id=mine.id, error=kind)
            await asyncio.sleep(SETTLE_PAUSE)

    async def _write_down(
        self,
        mine: Claim,
        state: str,
        *,
        wait: timedelta | None = None,
        doubtful: bool = False,
        switch_off: bool = False,
        plan_again: bool = False,
    ) -> None:
        async with self.sources.database.writing() as session:
            now = self.clock()
            if plan_again:
                # Locked in the order in which planning does, so that neither waits for the other for ever.
                wish = Subscription.id == mine.subscription_id
                await session.execute(update(Subscription).where(wish).values(plan_at=now))
            due_at = now + wait if wait is not None else None
            await settle(session, mine, state, now, due_at=due_at, doubtful=doubtful)
            if switch_off:
                await people.switch_off(session, mine.chat_id)
