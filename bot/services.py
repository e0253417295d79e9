"""What does a handler work with? Everything that one process opened, put together in `bot.app` and nowhere else."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.sending.delivery import Delivery
from bot.sources import Sources
from nlu.client import NluClient


@dataclass(frozen=True, slots=True)
class Services:
    """One process's parts. `nlu` is None where there is no language server at all; `now` is the clock, aware UTC."""

    sources: Sources
    delivery: Delivery
    nlu: NluClient | None
    now: Callable[[], datetime]
    zone: ZoneInfo
    failures: dict[int, BaseException] = field(default_factory=dict)
