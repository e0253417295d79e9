"""Is what is slow only the first time done before anybody waits for it?"""

import asyncio
import os
import sys

import pytest

# In a process of its own: the one that runs tests has long been warm.
STARTING = """
import asyncio, io
from bot.assembly import assembled
from bot.sending.transport import make_bot
from bot.settings import Settings
from bot.terminal import NO_TOKEN, TerminalTransport
from listings.database import open_database
from listings.events.holidays import bank_holidays

async def main():
    chosen = Settings()
    database = open_database(chosen.database_url)
    bot = make_bot(NO_TOKEN, request=TerminalTransport(io.StringIO()))
    meanwhile = 0
    async with assembled(chosen, bot, database, None), asyncio.timeout(30):
        while bank_holidays.cache_info().currsize == 0:
            await asyncio.sleep(0.005)
            meanwhile += 1
    await database.close()
    print(meanwhile)

asyncio.run(main())
"""


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_first_look_at_bank_holidays_is_taken_at_the_start_and_holds_up_nothing(
    database_url: str,
) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        STARTING,
        env={**os.environ, "WAYPOST_DATABASE_URL": database_url},
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await process.communicate()
    assert process.returncode == 0
    assert int(said) >= 5
