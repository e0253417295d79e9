"""Where is the language server? The one that is set, or a child of this process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import structlog

from bot.settings import Settings
from nlu.client import NluClient
from nlu.errors import ModelMissing
from nlu.server import NluServer

log = structlog.get_logger()


@asynccontextmanager
async def language_server(chosen: Settings, *, own: bool = True) -> AsyncIterator[NluClient | None]:
    """A client for the language server that is set, or for one of our own; None where there is neither."""
    async with httpx.AsyncClient() as http:
        if chosen.nlu_url:
            secret = chosen.nlu_token.get_secret_value() if chosen.nlu_token else None
            yield NluClient(http, chosen.nlu_url, secret)
        elif own:
            server = NluServer()
            try:
                await server.start()
            except ModelMissing as error:
                log.error("no language server: everything works by tapping", reason=str(error))
                yield None
                return
            try:
                yield NluClient(http, server.url, server.token)
            finally:
                await server.stop()
        else:
            yield None
