"""When may the next message go out? Sliding windows over what was sent: pure, nothing waits here.

A message counts from the moment it is let go until a second after its answer came: wherever in
between it reached Telegram, no second of Telegram's ever holds more than the limit.
"""

from collections import deque
from dataclasses import dataclass, field

from bot.sending.limits import Limits, Urgency

LONG_AGO = float("-inf")
MANY_CHATS = 2000


@dataclass
class _Chat:
    left: float
    counted_at: float
    under_way: int = 0
    ended_at: float = LONG_AGO
    held_until: float = LONG_AGO


@dataclass(frozen=True, eq=False)
class Turn:
    """One message on its way."""

    chat_id: int
    granted_at: float


@dataclass
class Windows:
    """What was sent, and so what may be sent. Every `now` is seconds of one monotonic clock."""

    limits: Limits
    _under_way: dict[Turn, None] = field(default_factory=dict)
    _ended: deque[float] = field(default_factory=deque)
    _chats: dict[int, _Chat] = field(default_factory=dict)
    _tidy_at: int = MANY_CHATS
    _reminders_held_until: float = LONG_AGO

    def wait(self, chat_id: int, urgency: Urgency, now: float) -> float:
        """Seconds until a message may go, as far as can be known; 0 is now."""
        return max(self.overall_wait(urgency, now), self._chat_wait(chat_id, urgency, now), 0.0)

    def overall_wait(self, urgency: Urgency, now: float) -> float:
        """Seconds until a message of this urgency may go to any chat."""
        self._forget_old(now)
        is_reminder = urgency is Urgency.REMINDER
        held = self._reminders_held_until - now if is_reminder else 0.0
        excess = self._count() - (self.limits.reminders if is_reminder else self.limits.overall)
        if excess < 0:
            return max(held, 0.0)
        if excess < len(self._ended):
            return max(held, self._ended[excess] + self.limits.window - now)
        oldest = next(iter(self._under_way))
        return max(held, self._over_at(oldest) - now)

    def grant(self, chat_id: int, now: float) -> Turn:
        """Let one message go; the caller has seen that `wait` is 0."""
        chat = self._chat(chat_id, now)
        chat.left -= 1
        chat.under_way += 1
        turn = Turn(chat_id, now)
        self._under_way[turn] = None
        return turn

    def end(self, turn: Turn, now: float) -> None:
        """The answer to a message came, or will not come."""
        chat = self._chat(turn.chat_id, now)
        chat.under_way -= 1
        chat.ended_at = now
        if turn in self._under_way:
            del self._under_way[turn]
            self._ended.append(now)
        self._forget_idle_chats(now)

    def hold(self, chat_id: int, seconds: float, now: float) -> None:
        """Telegram answered 429: for so long nothing to this chat, and no reminder at all."""
        self._chat(chat_id, now).held_until = now + seconds
        self._reminders_held_until = max(self._reminders_held_until, now + seconds)

    def held_for(self, chat_id: int, urgency: Urgency, now: float) -> float:
        """Seconds that a 429 still forbids this message; 0 when none does."""
        chat = self._chats.get(chat_id)
        until = chat.held_until if chat else LONG_AGO
        if urgency is Urgency.REMINDER:
            until = max(until, self._reminders_held_until)
        return max(until - now, 0.0)

    def _count(self) -> int:
        return len(self._under_way) + len(self._ended)

    def _over_at(self, turn: Turn) -> float:
        return turn.granted_at + self.limits.longest_call + self.limits.window

    def _chat_wait(self, chat_id: int, urgency: Urgency, now: float) -> float:
        chat = self._chat(chat_id, now)
        held = chat.held_until - now
        if urgency is not Urgency.REMINDER:
            return max(held, (1 - chat.left) / self.limits.refill)
        if chat.under_way:
            return max(held, self.limits.longest_call)
        return max(held, chat.ended_at + self.limits.window - now)

    def _chat(self, chat_id: int, now: float) -> _Chat:
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = _Chat(self.limits.burst, now)
        refilled = chat.left + (now - chat.counted_at) * self.limits.refill
        chat.left, chat.counted_at = min(refilled, self.limits.burst), now
        return chat

    def _forget_old(self, now: float) -> None:
        while self._ended and self._ended[0] + self.limits.window <= now:
            self._ended.popleft()
        while self._under_way and self._over_at(oldest := next(iter(self._under_way))) <= now:
            del self._under_way[oldest]

    def _forget_idle_chats(self, now: float) -> None:
        if len(self._chats) < self._tidy_at:
            return
        full_after = self.limits.burst / self.limits.refill + self.limits.window
        for chat_id, chat in list(self._chats.items()):
            if not chat.under_way and max(chat.ended_at + full_after, chat.held_until) <= now:
                del self._chats[chat_id]
        self._tidy_at = max(MANY_CHATS, 2 * len(self._chats))
