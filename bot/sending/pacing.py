"""Whose message goes out next, and when? Waits for the windows, the most urgent first."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from bot.sending.limits import UNPACED, Limits, Urgency
from bot.sending.windows import Turn, Windows

__all__ = ["UNPACED", "Limits", "Pace", "Urgency"]


@dataclass(frozen=True, eq=False)
class _Waiting:
    chat_id: int
    turn: asyncio.Future[Turn]


class Pace:
    """One for all that a process sends with one token."""

    def __init__(
        self, limits: Limits | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._limits = limits or Limits()
        self._windows = Windows(self._limits)
        self._clock = clock
        self._waiting: dict[Urgency, deque[_Waiting]] = {urgency: deque() for urgency in Urgency}
        self._alarm: asyncio.TimerHandle | None = None

    @asynccontextmanager
    async def turn(self, chat_id: int, urgency: Urgency) -> AsyncIterator[None]:
        """Wait for one message's turn; what it encloses is the call that sends it."""
        turn = await self._next(chat_id, urgency)
        try:
            yield
        finally:
            self._windows.end(turn, self._clock())
            self._serve()

    def share(self, processes: int) -> None:
        """So many processes send reminders with this token: each takes its part of what all may send."""
        allowed = max(1, self._limits.reminders // max(1, processes))
        self._windows.limits = replace(self._limits, reminders=allowed)

    def hold(self, chat_id: int, seconds: float) -> None:
        """Telegram answered 429 for this chat and asked to wait so long."""
        self._windows.hold(chat_id, seconds, self._clock())

    def held_for(self, chat_id: int, urgency: Urgency) -> float:
        """Seconds that a 429 still forbids such a message."""
        return self._windows.held_for(chat_id, urgency, self._clock())

    async def _next(self, chat_id: int, urgency: Urgency) -> Turn:
        waiting = _Waiting(chat_id, asyncio.get_running_loop().create_future())
        self._waiting[urgency].append(waiting)
        self._serve()
        try:
            return await waiting.turn
        except asyncio.CancelledError:
            self._give_back(waiting)
            raise

    def _give_back(self, waiting: _Waiting) -> None:
        if waiting.turn.done() and not waiting.turn.cancelled():
            self._windows.end(waiting.turn.result(), self._clock())
        self._serve()

    def _serve(self) -> None:
        """Grant what may go now, and come back when the next one may."""
        now = self._clock()
        waits = [self._serve_one_kind(urgency, now) for urgency in Urgency]
        if self._alarm:
            self._alarm.cancel()
            self._alarm = None
        soonest = min(waits)
        if soonest < float("inf"):
            loop = asyncio.get_running_loop()
            self._alarm = loop.call_later(max(soonest, 0.001), self._serve)

    def _serve_one_kind(self, urgency: Urgency, now: float) -> float:
        """Grant in order of arrival, past those whose chat must wait; the next wait in seconds."""
        queue, kept, soonest = self._waiting[urgency], deque[_Waiting](), float("inf")
        while queue:
            overall = self._windows.overall_wait(urgency, now)
            if overall > 0:
                soonest = min(soonest, overall)
                break
            waiting = queue.popleft()
            if waiting.turn.done():
                continue
            wait = self._windows.wait(waiting.chat_id, urgency, now)
            if wait > 0:
                soonest = min(soonest, wait)
                kept.append(waiting)
            else:
                waiting.turn.set_result(self._windows.grant(waiting.chat_id, now))
        kept.extend(queue)
        self._waiting[urgency] = kept
        return soonest
