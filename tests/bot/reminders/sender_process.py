"""A whole process for tests that kill it: what `waypost run` does for reminders, and nothing else.

Usage: python -m tests.bot.reminders.sender_process ADDRESS API TOKEN AHEAD TICK
Its clock goes AHEAD seconds before the machine's.
"""

import asyncio
import signal
import sys
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.owner import this_process
from bot.reminders.sending import Sender
from bot.reminders.ticking import Ticker, ticking
from bot.safety import Screen
from bot.sending.delivery import Delivery
from bot.sending.pacing import Pace
from bot.sending.transport import make_bot
from bot.sources import Sources
from listings.database import open_database
from listings.helplines import load_helplines
from listings.places import Places

ZONE = ZoneInfo("Europe/London")


async def main(address: str, api: str, token: str, ahead: str, tick: str) -> None:
    """Remind until SIGTERM."""
    database = open_database(address)
    # Reminders are not screened for danger, and the phrases take long to load.
    sources = Sources(database, Places(database.sessions), load_helplines(), Screen(()))
    bot, offset = make_bot(token, api), timedelta(seconds=float(ahead))

    def clock() -> datetime:
        return datetime.now(UTC) + offset

    sender = Sender(sources, Delivery(bot, Pace()), this_process(), clock, ZONE)
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    async with ticking(Ticker(database, sender, clock, ZONE, float(tick))):
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        await ended.wait()
    await bot.shutdown()
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
