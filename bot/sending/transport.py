"""How does the bot reach the Bot API? PTB's Bot, made so that it tells nobody what it carries."""

import json
import logging
import os
from collections.abc import Sequence
from typing import Any

import httpx
from telegram import Bot
from telegram.error import TelegramError
from telegram.request import BaseRequest, HTTPXRequest

from bot.settings import PUBLIC_BOT_API

TALKATIVE = ("httpx", "httpcore", "telegram")
READ_SLACK = 10.0


class QuietRequest(HTTPXRequest):
    """PTB's request, except that an answer that is no JSON is not written to the log."""

    __slots__ = ()

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """The answer as JSON; raises TelegramError without quoting it."""
        try:
            return json.loads(payload)
        except ValueError:
            raise TelegramError("The server's answer is no JSON.") from None


class WaypostBot(Bot):
    """PTB's Bot with updates as they came, and a repr that keeps the token to itself."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    async def raw_updates(
        self, *, offset: int | None, seconds: int, allowed_updates: Sequence[str], limit: int = 100
    ) -> list[Any]:
        """What getUpdates answers, unparsed, so that one malformed update does not hide others.

        `seconds` is the length of the long poll.
        """
        updates = await self._post(
            "getUpdates",
            {
                "offset": offset,
                "timeout": seconds,
                "limit": limit,
                "allowed_updates": list(allowed_updates),
            },
            read_timeout=seconds + READ_SLACK,
        )
        return updates if isinstance(updates, list) else []


def hush() -> None:
    """Keep tokens and texts out of logs: httpx logs addresses, PTB logs payloads."""
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    # PTB logs a whole update when it cannot read it; the gateway names it by its id instead.
    logging.getLogger("telegram.Bot").setLevel(logging.CRITICAL + 1)


def make_bot(
    token: str, base: str = PUBLIC_BOT_API, *, request: BaseRequest | None = None
) -> WaypostBot:
    """A bot for `token` on the Bot API at `base`; `request` stands in for the network."""
    # PTB 22 warns at each `retry_after` unless this says that a timedelta is understood.
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    hush()
    return WaypostBot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=request or _pooled(),
        get_updates_request=request or QuietRequest(connection_pool_size=2),
    )


def _pooled() -> QuietRequest:
    # Each request looks at every idle connection, so few are kept; a handshake takes long enough
    # to keep those for longer than httpx would. One that Telegram closed meanwhile is noticed.
    limits = httpx.Limits(max_connections=128, max_keepalive_connections=20, keepalive_expiry=30.0)
    return QuietRequest(read_timeout=15.0, pool_timeout=5.0, httpx_kwargs={"limits": limits})
