"""How does a reply reach a person, and what became of it? Paced, and one named outcome per send.

- A reminder is tried once: whoever sends it keeps the outcome and tries again by its own rules.
- An answer (and a safety answer) is tried again for about 10 seconds when Telegram says 429 or
  cannot be reached. When the answer to a call was lost, the message may have arrived, so it is
  sent once more and never a third time: a person who waits would rather read it twice than not.
- An edit changes nothing when it is repeated, so it is repeated as if it had never been sent.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import RetryAfter, TelegramError

from bot.replies.reply import Reply
from bot.sending.failures import cannot_be_edited, is_unmodified, outcome_of, seconds_of
from bot.sending.limits import Urgency
from bot.sending.outcomes import Outcome, Refused, RetryAt, Sent, Uncertain
from bot.sending.outgoing import (
    NO_PREVIEW,
    Outgoing,
    inline_keyboard,
    outgoing,
    shortened,
    well_formed,
)
from bot.sending.pacing import Pace
from bot.sending.pieces import pieces

PATIENCE = 10.0
LOST_PAUSE = 0.5
MAX_NOTICE = 200


class _HasMessageId(Protocol):
    @property
    def message_id(self) -> int: ...


@dataclass(frozen=True)
class _Edited:
    message_id: int


Call = Callable[[], Awaitable[_HasMessageId]]


class _CannotEditError(Exception):
    """Telegram will not edit that message."""


class Delivery:
    """Sends replies with one bot, at one pace. Nothing here raises for what the network does."""

    def __init__(self, bot: Bot, pace: Pace, clock: Callable[[], float] = time.monotonic) -> None:
        self._bot = bot
        self._pace = pace
        self._clock = clock

    async def send(self, chat_id: int, reply: Reply, *, urgency: Urgency) -> Outcome:
        """Send a reply as new messages.

        The first message decides: once it has arrived, the rest is sent as an answer is, and what
        of it fails does not turn the outcome, so that nobody sends the first one again.
        """
        messages = outgoing(self._bot, chat_id, reply)
        if not messages:
            return Refused("The text is empty.")
        first, *rest = messages
        outcome = await self._deliver(chat_id, first.call, urgency)
        if not isinstance(outcome, Sent):
            return outcome
        return await self._send_rest(chat_id, rest, outcome, urgency)

    async def remind(
        self, chat_id: int, reply: Reply, begin: Callable[[], Awaitable[bool]]
    ) -> Outcome | None:
        """Send a reminder, tried once; `begin` is awaited when its turn has come, right before the call.

        None when `begin` answers False: nothing was sent.
        """
        messages = outgoing(self._bot, chat_id, reply)
        if not messages:
            return Refused("The text is empty.")
        held = self._pace.held_for(chat_id, Urgency.REMINDER)
        if held > 0:
            return RetryAt(held)
        first, *rest = messages
        async with self._pace.turn(chat_id, Urgency.REMINDER):
            if not await begin():
                return None
            outcome = await self._tried(chat_id, first.call)
        if not isinstance(outcome, Sent):
            return outcome
        return await self._send_rest(chat_id, rest, outcome, Urgency.REMINDER)

    async def edit(
        self, chat_id: int, message_id: int, reply: Reply, *, urgency: Urgency = Urgency.ANSWER
    ) -> Outcome:
        """Put a reply in the place of a message; one that cannot be edited is sent anew."""
        texts = pieces(well_formed(reply.text))
        if len(texts) != 1 or not texts[0].strip() or reply.ask_location or reply.force_reply:
            return await self.send(chat_id, reply, urgency=urgency)
        call = partial(self._edit_text, chat_id, message_id, texts[0], reply)
        try:
            outcome = await self._deliver(chat_id, call, urgency, is_repeatable=True)
        except _CannotEditError:
            return await self.send(chat_id, reply, urgency=urgency)
        if not isinstance(outcome, Sent):
            return outcome
        rest = [message for message in outgoing(self._bot, chat_id, reply) if not message.is_main]
        return await self._send_rest(chat_id, rest, outcome, urgency)

    def share_pace(self, processes: int) -> None:
        """So many processes send reminders."""
        self._pace.share(processes)

    async def answer_callback(self, callback_id: str, text: str | None = None) -> Outcome:
        """Stop the clock on a tapped button, with a short notice if there is something to say."""
        notice = shortened(text, MAX_NOTICE) if text else None
        try:
            await self._bot.answer_callback_query(callback_id, notice)
        except TelegramError as error:
            return outcome_of(error)
        return Sent(0)

    async def _send_rest(
        self, chat_id: int, rest: list[Outgoing], outcome: Sent, urgency: Urgency
    ) -> Sent:
        insistence = min(urgency, Urgency.ANSWER)
        for message in rest:
            later = await self._deliver(chat_id, message.call, insistence)
            if not isinstance(later, Sent):
                break
            outcome = later if message.is_main else outcome
        return outcome

    async def _deliver(
        self, chat_id: int, call: Call, urgency: Urgency, *, is_repeatable: bool = False
    ) -> Outcome:
        patience = 0.0 if urgency is Urgency.REMINDER else PATIENCE
        held = self._pace.held_for(chat_id, urgency)
        if held > patience:
            return RetryAt(held)
        outcome = await self._attempt(chat_id, call, urgency)
        give_up_at = self._clock() + patience
        may_repeat = urgency is not Urgency.REMINDER
        while True:
            if isinstance(outcome, Uncertain) and may_repeat:
                may_repeat, pause = is_repeatable and self._clock() < give_up_at, LOST_PAUSE
            elif isinstance(outcome, RetryAt) and self._clock() + outcome.seconds < give_up_at:
                pause = outcome.seconds
            else:
                return outcome
            await asyncio.sleep(pause)
            outcome = await self._attempt(chat_id, call, urgency)

    async def _attempt(self, chat_id: int, call: Call, urgency: Urgency) -> Outcome:
        async with self._pace.turn(chat_id, urgency):
            return await self._tried(chat_id, call)

    async def _tried(self, chat_id: int, call: Call) -> Outcome:
        try:
            return Sent((await call()).message_id)
        except RetryAfter as error:
            self._pace.hold(chat_id, seconds_of(error))
            return outcome_of(error)
        except TelegramError as error:
            return outcome_of(error)

    async def _edit_text(self, chat_id: int, message_id: int, html: str, reply: Reply) -> _Edited:
        try:
            await self._bot.edit_message_text(
                html,
                chat_id,
                message_id,
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                reply_markup=inline_keyboard(reply),
            )
        except TelegramError as error:
            if cannot_be_edited(error):
                raise _CannotEditError from error
            if not is_unmodified(error):
                raise
        return _Edited(message_id)
