"""How is the language server? Asked now and then, and written down for `waypost status`."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from bot.gateway.pulse import Pulse
from bot.owner import this_process
from listings.database import Database
from nlu.client import NluClient
from nlu.errors import NluError

EVERY = 10.0
WHILE_STARTING = 1.0


async def watch(database: Database, nlu: NluClient, now: Callable[[], datetime]) -> None:
    """Runs until it is cancelled."""
    pulse = Pulse(database, "nlu", this_process(), now)
    was_ready = False
    while True:
        ready = await nlu.ready()
        if ready and not was_ready:
            await _warm_up(nlu)
        was_ready = was_ready or ready
        await pulse.beat(_state(ready, was_ready))
        await asyncio.sleep(EVERY if ready else WHILE_STARTING)


async def _warm_up(nlu: NluClient) -> None:
    """The first parse is slow; it should not be a person's."""
    with suppress(NluError):
        await nlu.parse("hello")


def _state(ready: bool, was_ready: bool) -> str:
    if ready:
        return "ready"
    return "down" if was_ready else "starting"
