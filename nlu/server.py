"""How is the language server started, found, restarted when it dies, and stopped?

Stock `rasa run --enable-api` on 127.0.0.1; `nlu/components/door.py` is loaded as its only channel, and closes every
path but `/status` and `/model/parse`. The child holds one end of a pipe of ours, and ends when we do.
"""

import asyncio
import contextlib
import json
import os
import secrets
import socket
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import httpx

from nlu.client import NluClient
from nlu.errors import NluError
from nlu.layout import Layout
from nlu.model import environment, verify

HOST = "127.0.0.1"
# Seconds between a death and the next start; a server that lived longer than the last begins anew.
PAUSES = (0.5, 1, 2, 5, 10, 30, 60)
# Seconds that a server has to end by itself.
GRACE = 2.0
LOOK = 0.2

Died = Callable[[int], Awaitable[None]]


@dataclass(frozen=True)
class Address:
    """Where a server listens."""

    url: str
    token: str


class NluServer:
    """One server under watch. `url` and `token` stay the same over restarts."""

    def __init__(
        self, layout: Layout | None = None, token: str | None = None, port: int | None = None
    ) -> None:
        """Without `token` a random one, without `port` a free one."""
        self.layout = layout or Layout()
        self.token = token or secrets.token_urlsafe(24)
        self.port = port or free_port()
        self.url = f"http://{HOST}:{self.port}"
        self.restarts = 0
        self._process: asyncio.subprocess.Process | None = None
        self._watch: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        """The process that serves now."""
        return self._process.pid if self._process else None

    async def start(self) -> None:
        """Returns at once, the model loads meanwhile. ModelMissing, ModelRefused."""
        await self._launch()
        publish(self.layout, Address(self.url, self.token))
        self._watch = asyncio.create_task(self._restart_when_dead())

    async def wait_ready(self, seconds: float = 120.0) -> bool:
        """Whether it answers within so many seconds."""
        last = time.monotonic() + seconds
        async with httpx.AsyncClient() as http:
            client = NluClient(http, self.url, self.token)
            # Another process becomes ready: there is nothing to be woken by.
            while not (ready := await client.ready()) and time.monotonic() < last:  # noqa: ASYNC110
                await asyncio.sleep(LOOK)
        return ready

    async def stop(self) -> None:
        """Ends the server and waits until it is gone."""
        if self._watch:
            self._watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watch
        if self._process and self._process.returncode is None:
            self._process.terminate()
            try:
                await asyncio.wait_for(self._process.wait(), GRACE)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()
        withdraw(self.layout, self.url)

    async def _launch(self) -> None:
        await asyncio.to_thread(verify, self.layout)
        self.layout.log.parent.mkdir(exist_ok=True)
        with self.layout.log.open("wb") as log:
            self._process = await asyncio.create_subprocess_exec(
                *command(self.layout, self.port),
                cwd=self.layout.root,
                env=environment(self.layout)
                | {"WAYPOST_NLU_TOKEN": self.token, "WAYPOST_NLU_TIED": "1"},
                stdin=asyncio.subprocess.PIPE,
                stdout=log,
                stderr=log,
            )

    async def _restart_when_dead(self) -> None:
        quick = 0
        while self._process:
            begun = time.monotonic()
            await self._process.wait()
            pause = PAUSES[min(quick, len(PAUSES) - 1)]
            quick = quick + 1 if time.monotonic() - begun < PAUSES[-1] else 0
            await asyncio.sleep(pause)
            self.restarts += 1
            # A model that is being replaced is looked at again after the next pause.
            with contextlib.suppress(NluError):
                await self._launch()


def command(layout: Layout, port: int) -> list[str]:
    """The command line of the server. The token is not in it: everybody can read it there."""
    return [
        str(layout.rasa), "run", "--enable-api", "--interface", HOST, "--port", str(port),
        "--model", str(layout.model), "--connector", "nlu.components.door.Door",
    ]  # fmt: skip


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


def publish(layout: Layout, address: Address) -> None:
    """Lets this user's other commands find the server."""
    layout.address.parent.mkdir(exist_ok=True)
    layout.address.unlink(missing_ok=True)
    opened = os.open(layout.address, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "w") as file:
        json.dump({"url": address.url, "token": address.token, "pid": os.getpid()}, file)


def published(layout: Layout) -> Address | None:
    """The server that was last started here; it may be gone."""
    try:
        found = json.loads(layout.address.read_text())
        return Address(found["url"], found["token"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def withdraw(layout: Layout, url: str) -> None:
    """Takes the address away, unless another server has put its own there."""
    if (found := published(layout)) and found.url == url:
        layout.address.unlink(missing_ok=True)
