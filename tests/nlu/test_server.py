"""The language server under watch: it comes back when it dies, and goes when we go."""

import asyncio
import os
import signal
import stat
import subprocess
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from nlu.client import NluClient
from nlu.errors import ModelRefused, NluUnavailable
from nlu.model import train
from nlu.server import NluServer, free_port, published
from tests.nlu.folders import a_project

HOLDER = """
import asyncio, sys
from pathlib import Path
from nlu.layout import Layout
from nlu.server import NluServer

async def main():
    server = NluServer(Layout(Path(sys.argv[1])), token="t", port=int(sys.argv[2]))
    await server.start()
    await server.wait_ready(20)
    print("ready", flush=True)
    await asyncio.sleep(600)

asyncio.run(main())
"""


@asynccontextmanager
async def a_server(folder: Path):
    layout = a_project(folder)
    train(layout, print)
    server = NluServer(layout)
    await server.start()
    try:
        assert await server.wait_ready(20)
        yield server
    finally:
        await server.stop()


async def gone(url: str) -> bool:
    for _ in range(100):
        try:
            async with httpx.AsyncClient() as http:
                await http.get(url)
        except httpx.ConnectError:
            return True
        await asyncio.sleep(0.05)
    return False


async def test_it_answers_at_its_own_address_with_its_own_token(tmp_path):
    async with a_server(tmp_path) as server, httpx.AsyncClient() as http:
        assert (await NluClient(http, server.url, server.token).parse("food")).intent == "food"
        with pytest.raises(NluUnavailable, match="401"):
            await NluClient(http, server.url, "another").parse("food")


async def test_the_token_is_not_on_the_command_line(tmp_path):
    async with a_server(tmp_path) as server:
        command = Path(f"/proc/{server.pid}/cmdline").read_bytes()

    assert server.token.encode() not in command


async def test_telemetry_is_off(tmp_path):
    async with a_server(tmp_path) as server, httpx.AsyncClient() as http:
        answer = await http.get(server.url + "/status", params={"token": server.token})

    assert answer.json()["telemetry"] == "false"


async def test_its_address_is_for_this_user_only_and_goes_with_it(tmp_path):
    async with a_server(tmp_path) as server:
        address = server.layout.address
        assert stat.S_IMODE(address.stat().st_mode) == 0o600
        assert published(server.layout).url == server.url

    assert not address.exists()


async def test_it_comes_back_at_the_same_address_when_it_dies(tmp_path):
    async with a_server(tmp_path) as server, httpx.AsyncClient() as http:
        before = server.pid
        with pytest.raises(httpx.HTTPError):
            await http.get(server.url + "/die")

        while server.pid == before:
            await asyncio.sleep(0.05)
        assert await server.wait_ready(20)
        assert server.restarts == 1


async def test_it_comes_back_when_it_is_killed(tmp_path):
    async with a_server(tmp_path) as server:
        before = server.pid
        os.kill(before, signal.SIGKILL)

        while server.pid == before:
            await asyncio.sleep(0.05)
        assert await server.wait_ready(20)


async def test_a_model_that_was_swapped_is_not_served_after_a_restart_either(tmp_path):
    async with a_server(tmp_path) as server:
        trained = server.layout.model.read_bytes()
        server.layout.model.write_bytes(b"something else")
        os.kill(server.pid, signal.SIGKILL)

        while not server.restarts:
            await asyncio.sleep(0.05)
        assert await gone(server.url)
        server.layout.model.write_bytes(trained)
        assert await server.wait_ready(20)


async def test_it_is_gone_after_a_stop(tmp_path):
    async with a_server(tmp_path) as server:
        url = server.url

    assert await gone(url)


async def test_it_goes_when_the_process_that_started_it_is_killed(tmp_path):
    layout = a_project(tmp_path)
    train(layout, print)
    port = free_port()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path), str(port)], stdout=subprocess.PIPE
    )
    try:
        assert await asyncio.to_thread(holder.stdout.readline) == b"ready\n"
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()

    assert await gone(f"http://127.0.0.1:{port}")


async def test_a_model_that_was_swapped_is_not_served(tmp_path):
    layout = a_project(tmp_path)
    train(layout, print)
    layout.model.write_bytes(b"something else")
    server = NluServer(layout)

    with pytest.raises(ModelRefused):
        await server.start()
    assert await gone(server.url)
    assert published(layout) is None
