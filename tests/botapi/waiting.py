"""Has it happened yet? Asked every few milliseconds, and not for ever."""

import asyncio
import time
from collections.abc import Callable

STEP = 0.01


async def until(condition: Callable[[], object], seconds: float = 5.0) -> bool:
    """Wait until something is true; False if it was not within so many seconds."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        await asyncio.sleep(STEP)
    return True
