"""What became of a message that the bot sent? One of six named outcomes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sent:
    """It arrived; for several messages, the one that carries the buttons."""

    message_id: int


@dataclass(frozen=True)
class RetryAt:
    """It was certainly not sent; try again in so many seconds, not before."""

    seconds: float


@dataclass(frozen=True)
class Blocked:
    """The person blocked the bot, is deactivated, or was never there: send no more."""


@dataclass(frozen=True)
class Moved:
    """The chat has a new id: send there, once more."""

    new_chat_id: int


@dataclass(frozen=True)
class Refused:
    """Telegram will never take this message. `reason` is Telegram's sentence, never the text."""

    reason: str


@dataclass(frozen=True)
class Uncertain:
    """The request went out and its answer was lost: sent or not, nobody knows."""


Outcome = Sent | RetryAt | Blocked | Moved | Refused | Uncertain
