"""A whole process for tests that kill it: a gateway over a handler that answers with the text.

Usage: python -m tests.bot.echo_process API TOKEN DATABASE [WEBHOOK_URL SECRET HOST PORT]
"""

import asyncio
import signal
import sys

from telegram import Update

from bot.gateway import Gateway, GatewayError, Webhook
from bot.sending.transport import make_bot
from listings.database import open_database
from tests.bot.gateways import Echo

A_MOMENT = 0.02


async def linger(update: Update) -> None:
    """Take a little while; "slow" takes a minute."""
    text = update.effective_message and update.effective_message.text
    await asyncio.sleep(60 if text == "slow" else A_MOMENT)


async def main(api: str, token: str, address: str, *webhook: str) -> None:
    """Serve until SIGTERM."""
    database = open_database(address)
    bot = make_bot(token, api)
    echo = Echo(bot, linger)
    gateway = Gateway(bot, database, echo.handle, echo.apologise)
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, lambda: asyncio.ensure_future(gateway.stop()))
    if webhook:
        url, secret, host, port = webhook
        await gateway.serve(Webhook(url, secret, host, int(port)))
    else:
        await gateway.poll()
    await bot.shutdown()
    await database.close()


if __name__ == "__main__":
    try:
        asyncio.run(main(*sys.argv[1:]))
    except GatewayError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
