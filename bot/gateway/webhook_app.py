"""How are updates taken from a webhook so that none is lost? 200 only after an update is handled.

Telegram repeats an update that got no 2xx, after Retry-After or a growing pause, and keeps the
order of a chat (https://core.telegram.org/bots/api#setwebhook). The path is no secret: the header
X-Telegram-Bot-Api-Secret-Token is.
"""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable

from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.gateway.handled import Handled
from bot.gateway.inbox import Inbox
from bot.gateway.incoming import read_incoming

HEADER = "X-Telegram-Bot-Api-Secret-Token"
MAX_BODY = 1024 * 1024


def webhook_app(secret: str, inbox: Inbox, handled: Handled) -> Starlette:
    """The application that Telegram posts to; any path, since a proxy may have changed it."""
    receive = _receiver(secret, inbox, handled)
    return Starlette(routes=[Route("/{path:path}", receive, methods=["POST"])])


def _receiver(
    secret: str, inbox: Inbox, handled: Handled
) -> Callable[[Request], Awaitable[Response]]:
    async def receive(request: Request) -> Response:
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode("latin-1"), secret.encode()):
            return PlainTextResponse("Forbidden", 403)
        body = await _body(request)
        if body is None:
            return PlainTextResponse("Too large", 413)
        return await _take_in(body, inbox, handled)

    return receive


async def _body(request: Request) -> bytes | None:
    """The body, or None as soon as it is over the limit, whatever its length was said to be."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            return None
    return bytes(body)


async def _take_in(body: bytes, inbox: Inbox, handled: Handled) -> Response:
    try:
        incoming = read_incoming(json.loads(body))
    except (ValueError, RecursionError):
        incoming = None
    if incoming is None:
        return PlainTextResponse("Not an update", 400)
    try:
        # Telegram may send an update again while it is handled: both wait for the same result.
        is_done = bool(await handled.among([incoming.update_id])) or await asyncio.shield(
            inbox.put(incoming)
        )
    except (SQLAlchemyError, OSError):
        is_done = False
    if is_done:
        return Response()
    return PlainTextResponse("Not handled", 503, {"Retry-After": "1"})
