"""When does Telegram say 429 by itself? Its flood limits, where a test wants them enforced."""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass
class Flood:
    """About 30 messages a second over all; in a chat one a second, after a burst."""

    overall: int = 30
    burst: float = 20.0
    refill: float = 1.0
    is_enforced: bool = False
    refused: int = 0
    _sent: deque[float] = field(default_factory=deque)
    _left: dict[int, tuple[float, float]] = field(default_factory=dict)

    def allows(self, chat_id: int, now: float) -> bool:
        """Whether one more message may go to a chat; counts it if so."""
        while self._sent and self._sent[0] <= now - 1.0:
            self._sent.popleft()
        left, counted_at = self._left.get(chat_id, (self.burst, now))
        left = min(left + (now - counted_at) * self.refill, self.burst)
        if self.is_enforced and (left < 1 or len(self._sent) >= self.overall):
            self.refused += 1
            return False
        self._left[chat_id] = (left - 1, now)
        self._sent.append(now)
        return True


def busiest_second(times: list[float]) -> int:
    """The most that ever happened within one second, wherever it began."""
    window: deque[float] = deque()
    most = 0
    for now in sorted(times):
        window.append(now)
        while window[0] <= now - 1.0:
            window.popleft()
        most = max(most, len(window))
    return most


def least_gap(times: dict[int, list[float]]) -> float:
    """The shortest time between two messages to the same chat."""
    gaps: dict[int, float] = defaultdict(lambda: float("inf"))
    for chat_id, sent in times.items():
        ordered = sorted(sent)
        for before, after in pairwise(ordered):
            gaps[chat_id] = min(gaps[chat_id], after - before)
    return min(gaps.values(), default=float("inf"))
