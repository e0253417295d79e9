"""Who polls? At most one process for a token; the others stand by until its lease ends."""

import asyncio
import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.gateway.leases import give_back, take
from bot.gateway.outage import Outage
from bot.gateway.pulse import Pulse
from listings.database import Database

log = structlog.get_logger(__name__)

LENGTH = timedelta(seconds=20)
LOOK_EVERY = 4.0


def lease_name(token: str) -> str:
    """The name of a token's lease, from which nobody finds the token."""
    return f"poller:{hashlib.sha256(token.encode()).hexdigest()[:40]}"


@dataclass
class Reign:
    """Takes the lease of a token, keeps it, and gives it back."""

    database: Database
    name: str
    owner: str
    clock: Callable[[], datetime]
    pulse: Pulse
    length: timedelta = LENGTH
    look_every: float = LOOK_EVERY
    _good_until: float = 0.0

    async def begin(self) -> int:
        """Wait until the lease is ours; its fence."""
        outage, stands_by = Outage("the database", longest=self.look_every), False
        while True:
            try:
                fence = await self._take()
            except (SQLAlchemyError, OSError) as error:
                await asyncio.sleep(outage.pause(type(error).__name__))
                continue
            outage.over()
            if fence is not None:
                log.info("serving", fence=fence)
                return fence
            if not stands_by:
                log.info("standing by: another instance serves this token")
                stands_by = True
            await self.pulse.beat("standby")
            await asyncio.sleep(self.look_every)

    async def keep(self, fence: int) -> None:
        """Renew the lease; returns when it is lost, a moment before anybody else can have it."""
        while time.monotonic() < self._good_until:
            await self.pulse.beat("serving", {"fence": fence})
            await asyncio.sleep(self.length.total_seconds() / 4)
            try:
                async with asyncio.timeout(self._good_until - time.monotonic()):
                    if await self._take() != fence:
                        break
            except (SQLAlchemyError, OSError, TimeoutError):
                continue
        log.warning("lease lost, standing by", fence=fence)

    async def end(self) -> None:
        """Give the lease back, so that the next instance need not wait."""
        try:
            await give_back(self.database, self.name, self.owner)
        except (SQLAlchemyError, OSError) as error:
            log.warning("lease not given back", error=type(error).__name__)

    async def _take(self) -> int | None:
        began = time.monotonic()
        held = await take(self.database, self.name, self.owner, self.length, self.clock)
        if held is None:
            return None
        self._good_until = began + self.length.total_seconds()
        return held.fence
