"""How does the gateway say that it is alive? A heartbeat, which may fail without harm."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.heartbeats import beat
from listings.database import Database

log = structlog.get_logger(__name__)

PATIENCE = 3.0


@dataclass(frozen=True)
class Pulse:
    """The heartbeat of one part of one process."""

    database: Database
    part: str
    owner: str
    clock: Callable[[], datetime]

    async def beat(self, state: str, detail: dict[str, Any] | None = None) -> None:
        """Write down how the part is."""
        try:
            async with asyncio.timeout(PATIENCE), self.database.writing() as session:
                await beat(session, self.part, self.owner, state, self.clock(), detail)
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            log.warning("no heartbeat written", part=self.part, error=type(error).__name__)
