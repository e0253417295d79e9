"""A small HTTP server that can also behave badly: cut a line after it has read the request."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import h11

from tests.botapi.ports import a_free_port
from tests.botapi.waiting import until

FOREVER = 3600.0


@dataclass(frozen=True)
class Request:
    """One request, read to its end."""

    target: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Answer:
    """What to send back."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "application/json"),)


# None closes the connection without an answer.
Respond = Callable[[Request], Awaitable[Answer | None]]


@dataclass
class HttpServer:
    """Listens on the loopback address; `start` after `stop` takes the same port again."""

    respond: Respond
    port: int = 0
    _server: asyncio.Server | None = None
    _connections: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def is_up(self) -> bool:
        """Whether somebody could connect."""
        return self._server is not None

    async def start(self) -> None:
        """Listen."""
        self.port = self.port or a_free_port()
        self._server = await asyncio.start_server(
            self._connected, "127.0.0.1", self.port, backlog=512
        )

    async def stop(self) -> None:
        """Refuse connections, and cut those that are open."""
        if self._server is None:
            return
        self._server.close()
        self._server = None
        tasks = list(self._connections)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._connections.add(task)
        task.add_done_callback(self._connections.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._talk(h11.Connection(h11.SERVER), reader, writer)
        except (OSError, h11.RemoteProtocolError):
            pass
        finally:
            writer.close()
            with contextlib.suppress(OSError, asyncio.CancelledError):
                await writer.wait_closed()

    async def _talk(
        self, http: h11.Connection, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        while True:
            request = await _read(http, reader)
            if request is None:
                return
            answer = await self._while_connected(request, reader)
            if answer is None:
                writer.transport.abort()
                return
            writer.write(_encoded(http, answer))
            await writer.drain()
            if http.our_state is not h11.DONE or http.their_state is not h11.DONE:
                return
            http.start_next_cycle()

    async def _while_connected(
        self, request: Request, reader: asyncio.StreamReader
    ) -> Answer | None:
        """Answer, unless the caller hangs up first (as one that polls and is killed does)."""
        answering = asyncio.ensure_future(self.respond(request))
        hanging_up = asyncio.create_task(until(reader.at_eof, FOREVER))
        try:
            await asyncio.wait({answering, hanging_up}, return_when=asyncio.FIRST_COMPLETED)
            return answering.result() if answering.done() else None
        finally:
            for each in (answering, hanging_up):
                each.cancel()
            await asyncio.gather(answering, hanging_up, return_exceptions=True)


async def _read(http: h11.Connection, reader: asyncio.StreamReader) -> Request | None:
    head: h11.Request | None = None
    body = bytearray()
    while True:
        event = http.next_event()
        if event is h11.NEED_DATA:
            http.receive_data(await reader.read(65536))
        elif isinstance(event, h11.Request):
            head = event
        elif isinstance(event, h11.Data):
            body += event.data
        elif isinstance(event, h11.EndOfMessage) and head is not None:
            headers = {name.decode(): value.decode() for name, value in head.headers}
            return Request(head.target.decode(), headers, bytes(body))
        else:
            return None


def _encoded(http: h11.Connection, answer: Answer) -> bytes:
    headers = [*answer.headers, ("Content-Length", str(len(answer.body)))]
    head = h11.Response(status_code=answer.status, headers=headers)
    parts = (http.send(head), http.send(h11.Data(data=answer.body)), http.send(h11.EndOfMessage()))
    return b"".join(part for part in parts if part)
