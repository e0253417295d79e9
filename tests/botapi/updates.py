"""Which updates wait for the bot? Telegram's queue: confirmed by offset, or pushed to a webhook."""

import asyncio
from collections.abc import Iterable
from itertools import count
from typing import Any


class Updates:
    """Updates in order of their ids, each until it is confirmed."""

    def __init__(self) -> None:
        self._ids = count(1000)
        self._waiting: dict[int, dict[str, Any]] = {}
        self.confirmed: list[int] = []
        self.arrived = asyncio.Event()
        self.allowed: set[str] | None = None

    @property
    def waiting(self) -> list[int]:
        """The ids that are not confirmed."""
        return sorted(self._waiting)

    def add(self, content: dict[str, Any]) -> int:
        """Queue an update; its id, which `content` may bring along."""
        update_id: int = content.get("update_id") or next(self._ids)
        kinds = set(content) - {"update_id"}
        if self.allowed is None or kinds & self.allowed:
            self._waiting[update_id] = {"update_id": update_id, **content}
            self.arrived.set()
        return update_id

    def confirm(self, update_ids: Iterable[int]) -> None:
        """Forget updates for good."""
        for update_id in list(update_ids):
            if self._waiting.pop(update_id, None) is not None:
                self.confirmed.append(update_id)

    def get(self, update_id: int) -> dict[str, Any] | None:
        """An update that still waits."""
        return self._waiting.get(update_id)

    def from_offset(self, offset: int, limit: int) -> list[dict[str, Any]]:
        """What getUpdates returns at once; everything below the offset is confirmed by it."""
        ids = self.waiting
        if offset < 0:
            offset = ids[max(offset, -len(ids))] if ids else 0
        if offset > 0:
            self.confirm(each for each in ids if each < offset)
        return [self._waiting[each] for each in self.waiting[:limit]]

    async def wait(self, seconds: float) -> None:
        """Wait until an update arrives, or so long."""
        self.arrived.clear()
        if not self._waiting:
            try:
                await asyncio.wait_for(self.arrived.wait(), seconds)
            except TimeoutError:
                return
