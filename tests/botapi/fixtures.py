"""Fixtures: a Bot API for each test, which at its end must have nothing to complain of."""

from collections.abc import AsyncIterator

import pytest

from bot.sending.transport import WaypostBot, make_bot
from tests.botapi.server import BotApi


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A Bot API server; a call that Telegram would refuse fails the test."""
    async with BotApi() as server:
        yield server
    assert server.violations == []


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[WaypostBot]:
    """The bot's own transport, pointed at the server."""
    made = make_bot(api.token, api.url)
    async with made:
        yield made
