"""In which order are updates handled? One chat's one after the other, chats side by side."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress

from bot.gateway.incoming import Incoming

SIDE_BY_SIDE = 64

Treat = Callable[[Incoming], Awaitable[bool]]


class Inbox:
    """Updates that wait or are being treated, until each is done or given back.

    `treat` answers whether the update is done with for good; it must not raise.
    """

    def __init__(self, treat: Treat, side_by_side: int = SIDE_BY_SIDE) -> None:
        self._treat = treat
        self._room = asyncio.Semaphore(side_by_side)
        self._queues: dict[tuple[str, int], deque[Incoming]] = {}
        self._results: dict[int, asyncio.Future[bool]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._closed = False
        self._became_empty = asyncio.Event()

    def __contains__(self, update_id: int) -> bool:
        return update_id in self._results

    @property
    def lowest(self) -> int | None:
        """The lowest id that is not done; nothing from here on may be confirmed."""
        return min(self._results, default=None)

    def put(self, incoming: Incoming) -> asyncio.Future[bool]:
        """Take an update in; the future tells whether it is done. One that is here already stays."""
        known = self._results.get(incoming.update_id)
        if known is not None:
            return known
        result = asyncio.get_running_loop().create_future()
        self._results[incoming.update_id] = result
        self._became_empty.clear()
        queue = self._queues.get(incoming.queue)
        if queue is None:
            self._queues[incoming.queue] = deque([incoming])
            worker = asyncio.create_task(self._work(incoming.queue))
            self._workers.add(worker)
            worker.add_done_callback(self._workers.discard)
        else:
            queue.append(incoming)
        return result

    async def wait_empty(self, seconds: float) -> None:
        """Return when nothing is left, or after so many seconds."""
        if self._results:
            # Not wait_for: Python 3.11's loses a cancellation that comes as the event is set, and polling never ends.
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._became_empty.wait()

    async def close(self, seconds: float) -> None:
        """Begin nothing new; let what has begun end within so many seconds, then cut it off."""
        self._closed = True
        if self._workers:
            _, late = await asyncio.wait(self._workers, timeout=seconds)
            for worker in late:
                worker.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _work(self, key: tuple[str, int]) -> None:
        queue = self._queues[key]
        try:
            while queue:
                async with self._room:
                    is_done = not self._closed and await self._treat(queue[0])
                self._settle(queue.popleft().update_id, is_done)
        finally:
            del self._queues[key]
            for left in queue:
                self._settle(left.update_id, False)

    def _settle(self, update_id: int, is_done: bool) -> None:
        result = self._results[update_id]
        if not result.done():
            result.set_result(is_done)
        if is_done:
            del self._results[update_id]
        if not self._results:
            self._became_empty.set()
