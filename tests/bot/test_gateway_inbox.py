"""Does who waits for the inbox to empty let go when told to, whatever happens at that moment?"""

import asyncio

import pytest

from bot.gateway.inbox import Inbox
from bot.gateway.incoming import Incoming


@pytest.mark.parametrize("steps", range(6))
async def test_an_end_that_comes_as_the_inbox_empties_is_not_lost(steps: int) -> None:
    """Lost, it would let polling go on for ever after a stop."""
    handled = asyncio.Event()

    async def treat(_: Incoming) -> bool:
        await handled.wait()
        return True

    inbox = Inbox(treat)
    inbox.put(Incoming(1, 7, {}))
    went_on: list[bool] = []

    async def poll() -> None:
        while True:
            await inbox.wait_empty(60)
            went_on.append(True)
            await asyncio.sleep(60)

    polling = asyncio.create_task(poll())
    await asyncio.sleep(0.01)
    handled.set()
    for _ in range(steps):
        await asyncio.sleep(0)
    polling.cancel()
    done, _ = await asyncio.wait({polling}, timeout=1)
    assert polling in done, went_on
    assert polling.cancelled()


async def test_waiting_ends_after_so_many_seconds_and_at_once_when_nothing_is_left() -> None:
    done = asyncio.Event()

    async def treat(_: Incoming) -> bool:
        await done.wait()
        return True

    inbox = Inbox(treat)
    await asyncio.wait_for(inbox.wait_empty(60), 1)
    inbox.put(Incoming(1, 7, {}))
    await inbox.wait_empty(0.01)
    assert inbox.lowest == 1
    done.set()
    await asyncio.wait_for(inbox.wait_empty(60), 1)
    assert inbox.lowest is None
