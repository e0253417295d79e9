"""What does a typed line do? It becomes an update: a text, a tap, a shared location."""

import asyncio
import re
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from io import TextIOWrapper
from itertools import count
from typing import Any, TextIO

import structlog
from telegram import Bot, Update

from bot.error_place import place_of
from bot.replies.reply import utf16_units
from bot.terminal.transport import TerminalTransport

log = structlog.get_logger(__name__)

LOCATION = re.compile(r"/location\s+(-?\d{1,3}(?:\.\d+)?)\s*[,\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*")
COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(?:@\w+)?")
CHAT_ID = 1000
MAX_CHARACTERS = 4096


class TerminalChat:
    """One person in front of a terminal, or a script behind a pipe: one message a line."""

    def __init__(
        self,
        bot: Bot,
        transport: TerminalTransport,
        handle: Callable[[Update], Awaitable[None]],
        apologise: Callable[[int], Awaitable[None]],
        language_code: str | None = None,
    ) -> None:
        self._bot = bot
        self._shown = transport.shown
        self._screen = transport.screen
        self._handle = handle
        self._apologise = apologise
        self._user: dict[str, Any] = {"id": CHAT_ID, "is_bot": False, "first_name": "You"}
        if language_code:
            self._user["language_code"] = language_code
        self._ids = count(1)

    async def run(self, stream: TextIO) -> None:
        """Take lines until the end of the stream; the last reply is printed when this returns."""
        self._screen.prompt()
        async for line in _lines(stream):
            if line.strip():
                await self.take(line.strip())
            self._screen.prompt()

    async def take(self, line: str) -> None:
        """Do what one line says, and print what comes back."""
        for start in range(0, len(line), MAX_CHARACTERS):
            content = self._content(line[start : start + MAX_CHARACTERS])
            if content is not None:
                await self._feed(content)

    def _content(self, line: str) -> dict[str, Any] | None:
        button = self._shown.button(int(line)) if line.isdecimal() and len(line) < 4 else None
        if button is None:
            return {"message": self._message(line)}
        if "callback_data" in button:
            return {"callback_query": self._tap(button["callback_data"])}
        self._screen.line(str(button.get("url", "")))
        return None

    def _tap(self, data: str) -> dict[str, Any]:
        return {
            "id": str(next(self._ids)),
            "from": self._user,
            "chat_instance": "terminal",
            "message": self._shown.with_buttons,
            "data": data,
        }

    def _message(self, line: str) -> dict[str, Any]:
        message: dict[str, Any] = {
            "message_id": 10**6 + next(self._ids),
            "date": int(time.time()),
            "chat": {"id": CHAT_ID, "type": "private", "first_name": "You"},
            "from": self._user,
        }
        if shared := LOCATION.fullmatch(line):
            latitude, longitude = map(float, shared.groups())
            return message | {"location": {"latitude": latitude, "longitude": longitude}}
        message["text"] = line
        if command := COMMAND.match(line):
            length = utf16_units(command.group())
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        elif self._shown.wants_reply:
            message["reply_to_message"] = self._shown.wants_reply
        self._shown.wants_reply = None
        return message

    async def _feed(self, content: dict[str, Any]) -> None:
        update_id = next(self._ids)
        try:
            update = Update.de_json({"update_id": update_id, **content}, self._bot)
            await self._handle(update)
        except Exception as error:
            kind = type(error).__name__
            log.error("update failed", update_id=update_id, error=kind, where=place_of(error))
            await self._apologise(CHAT_ID)


async def _lines(stream: TextIO) -> AsyncIterator[str]:
    """Lines as they come, read in a thread that does not hold up the end of the program."""
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str] = asyncio.Queue()

    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace")

    def read() -> None:
        for line in stream:
            loop.call_soon_threadsafe(lines.put_nowait, line)
        loop.call_soon_threadsafe(lines.put_nowait, "")

    threading.Thread(target=read, daemon=True, name="terminal").start()
    while line := await lines.get():
        yield line
