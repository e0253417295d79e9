"""One real Rasa server for the whole test run: the fixture `nlu_server`."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from nlu.client import NluClient
from nlu.layout import Layout
from nlu.model import train
from nlu.server import Address, NluServer

START = 180.0
# The first run of a morning reads two gigabytes from the disk.
PATIENCE = 10.0


@pytest.fixture(scope="session")
def nlu_server() -> Iterator[Address]:
    """Where it listens. Trains first if the data changed."""
    train(Layout(), lambda line: None)
    loop = asyncio.new_event_loop()
    server = NluServer()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(server.start(), loop).result()
        ready = asyncio.run_coroutine_threadsafe(server.wait_ready(START), loop).result()
        assert ready, server.layout.log.read_text(errors="replace")[-2000:]
        yield Address(server.url, server.token)
    finally:
        asyncio.run_coroutine_threadsafe(server.stop(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@pytest.fixture
async def nlu(nlu_server: Address) -> AsyncIterator[NluClient]:
    """A client for it."""
    async with httpx.AsyncClient() as http:
        yield NluClient(http, nlu_server.url, nlu_server.token, PATIENCE)
