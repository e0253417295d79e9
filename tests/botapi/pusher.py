"""How does a webhook get its updates? Posted in order per chat, again until it says 200."""

import asyncio
import contextlib
from functools import partial
from typing import Any

import httpx

from tests.botapi.updates import Updates


class Pusher:
    """Telegram's side of a webhook, with shorter pauses."""

    def __init__(self, updates: Updates, pause: float = 0.2) -> None:
        self._updates = updates
        self._pause = pause
        self._task: asyncio.Task[None] | None = None
        self.url = ""
        self.statuses: list[int] = []
        self._secret = ""

    async def start(self, url: str, secret: str, max_connections: int) -> None:
        """Begin to push what waits and what comes."""
        await self.stop()
        self.url, self._secret = url, secret
        self._task = asyncio.create_task(self._run(max_connections))

    async def stop(self) -> None:
        """Push no more; what is not confirmed stays."""
        self.url = ""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def _run(self, max_connections: int) -> None:
        room = asyncio.Semaphore(max_connections)
        busy: dict[str, asyncio.Task[None]] = {}
        async with httpx.AsyncClient(timeout=60) as client:
            try:
                while True:
                    for key, update in self._heads().items():
                        if key not in busy:
                            pushing = asyncio.create_task(self._push(client, room, update))
                            busy[key] = pushing
                            pushing.add_done_callback(partial(_forget, busy, key))
                    await asyncio.sleep(0.01)
            finally:
                for task in list(busy.values()):
                    task.cancel()

    def _heads(self) -> dict[str, dict[str, Any]]:
        """The oldest update of each chat."""
        heads: dict[str, dict[str, Any]] = {}
        for update_id in self._updates.waiting:
            update = self._updates.get(update_id)
            if update is not None:
                heads.setdefault(_queue(update), update)
        return heads

    async def _push(
        self, client: httpx.AsyncClient, room: asyncio.Semaphore, update: dict[str, Any]
    ) -> None:
        async with room:
            headers = {"X-Telegram-Bot-Api-Secret-Token": self._secret} if self._secret else {}
            try:
                response = await client.post(self.url, json=update, headers=headers)
            except httpx.HTTPError:
                self.statuses.append(0)
            else:
                self.statuses.append(response.status_code)
                if response.is_success:
                    self._updates.confirm([update["update_id"]])
                    return
        await asyncio.sleep(self._pause)


def _forget(busy: dict[str, asyncio.Task[None]], key: str, task: asyncio.Task[None]) -> None:
    busy.pop(key, None)


def _queue(update: dict[str, Any]) -> str:
    """Messages of a chat are one queue, a person's taps another, as at Telegram."""
    query = update.get("callback_query")
    if isinstance(query, dict):
        return f"taps {query['from']['id']}"
    for part in update.values():
        if isinstance(part, dict) and isinstance(part.get("chat"), dict):
            return f"chat {part['chat'].get('id')}"
    return f"update {update['update_id']}"
