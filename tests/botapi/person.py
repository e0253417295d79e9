"""Who talks to the bot in a test? A person with a telephone."""

import asyncio
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.botapi.heard import Heard, HeardButton
from tests.botapi.html_text import units

COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(@\w+)?")
MESSAGE_IDS = count(1)


@dataclass
class Person:
    """One person in a private chat; what they do becomes an update."""

    id: int
    deliver: Callable[[dict[str, Any]], int]
    first_name: str = "Amal"
    language_code: str | None = None
    heard: list[Heard] = field(default_factory=list)
    notices: list[str | None] = field(default_factory=list)
    callbacks: dict[str, bool] = field(default_factory=dict)
    _listened: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def user(self) -> dict[str, Any]:
        """The person as Telegram's User."""
        user = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        return user | ({"language_code": self.language_code} if self.language_code else {})

    @property
    def chat(self) -> dict[str, Any]:
        """The private chat as Telegram's Chat."""
        return {"id": self.id, "type": "private", "first_name": self.first_name}

    @property
    def shown(self) -> dict[int, Heard]:
        """The chat as it stands now: each message as its last edit left it."""
        return {message.message_id: message for message in self.heard}

    async def says(self, text: str) -> int:
        """Type a message; it answers a forced reply as a telephone does. The update's id."""
        content: dict[str, Any] = {"text": text}
        if command := COMMAND.match(text):
            length = units(command.group())
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        last = self.heard[-1] if self.heard else None
        if last and last.wants_reply and not command:
            content["reply_to_message"] = last.message()
        return await self.sends({"message": content})

    async def taps(self, label_or_data: str) -> int:
        """Tap a button of the newest message that has it, by label or by data."""
        message, button = self._find(label_or_data)
        assert button.data is not None, f"{button.label} opens {button.url} and sends nothing"
        return await self.taps_data(button.data, message)

    async def taps_data(self, data: str, message: Heard | None = None) -> int:
        """Send callback data, also such as no button has."""
        query_id = f"{self.id}-{len(self.callbacks) + 1}"
        self.callbacks[query_id] = False
        query = {"id": query_id, "from": self.user, "chat_instance": str(self.id), "data": data}
        old = {"message_id": 1, "date": 0, "chat": self.chat}
        return self.deliver(
            {"callback_query": query | {"message": message.message() if message else old}}
        )

    async def shares_location(self, latitude: float, longitude: float) -> int:
        """Share where they are."""
        place = {"latitude": latitude, "longitude": longitude}
        return await self.sends({"message": {"location": place}})

    async def sends(self, update: dict[str, Any]) -> int:
        """Send any update; a message gets the id, date, chat and sender that it lacks."""
        filled = dict(update)
        for kind in ("message", "edited_message"):
            if isinstance(filled.get(kind), dict):
                about = {"message_id": next(MESSAGE_IDS), "date": int(time.time())}
                filled[kind] = {**about, "chat": self.chat, "from": self.user, **filled[kind]}
        return self.deliver(filled)

    async def hears(self, n: int = 1, timeout: float = 5.0) -> list[Heard]:
        """The next `n` messages or edits that were not listened to yet."""
        try:
            async with asyncio.timeout(timeout):
                while len(self.heard) < self._listened + n:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            new = [message.text for message in self.heard[self._listened :]]
            raise AssertionError(f"{self.id} waited for {n} messages and heard {new}") from None
        messages = self.heard[self._listened : self._listened + n]
        self._listened += n
        return messages

    async def hears_nothing(self, seconds: float = 0.3) -> None:
        """Nothing new comes within so many seconds."""
        await asyncio.sleep(seconds)
        new = [message.text for message in self.heard[self._listened :]]
        assert not new, f"{self.id} heard {new}"

    def receives(self, message: Heard) -> None:
        """A message of the bot's arrives."""
        self.heard.append(message)
        self._news.set()

    def _find(self, label_or_data: str) -> tuple[Heard, HeardButton]:
        for message in reversed(self.shown.values()):
            for button in (button for row in message.buttons for button in row):
                if label_or_data in (button.label, button.data):
                    return message, button
        labels = [message.labels for message in self.shown.values() if message.labels]
        raise AssertionError(f"no button {label_or_data!r} among {labels[-3:]}")
