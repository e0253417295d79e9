"""How much may the bot send, and whose message goes first?

Telegram's FAQ (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this):
about one message a second in a chat, with short bursts; about 30 a second over all.
"""

from dataclasses import dataclass
from enum import IntEnum


class Urgency(IntEnum):
    """Who overtakes whom: a safety answer everything, an answer a reminder."""

    SAFETY = 0
    ANSWER = 1
    REMINDER = 2


@dataclass(frozen=True)
class Limits:
    """`overall` messages in a `window` (seconds), reminders only while there are fewer than
    `reminders`; a chat gets a `burst` of answers, of which `refill` a second come back.

    A call that takes longer than `longest_call` seconds no longer holds up the others.
    """

    overall: int = 29
    reminders: int = 25
    burst: float = 20.0
    refill: float = 1.0
    window: float = 1.0
    longest_call: float = 5.0


UNPACED = Limits(overall=10**9, reminders=10**9, burst=1e9, refill=1e9, window=0.0)
