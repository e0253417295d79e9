"""What does each method do? The ones that Waypost uses, as Telegram would do them."""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.botapi.checks import RefusedError, caption, content, keyboard
from tests.botapi.heard import Heard
from tests.botapi.html_text import units
from tests.botapi.person import Person
from tests.botapi.pusher import Pusher
from tests.botapi.updates import Updates

BOT = {
    "id": 123456,
    "is_bot": True,
    "first_name": "Waypost",
    "username": "waypost_test_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
Parameters = dict[str, Any]


@dataclass
class Methods:
    """The state behind the methods: people, updates, a webhook, what was set."""

    people: dict[int, Person]
    updates: Updates
    pusher: Pusher
    profile: dict[tuple[str, str], Any] = field(default_factory=dict)
    unknown_callbacks: list[str] = field(default_factory=list)
    _message_ids: Iterator[int] = field(default_factory=lambda: count(10_001))
    _poll: asyncio.Event | None = None

    async def call(self, method: str, parameters: Parameters) -> Any:
        """Carry a call out; raises RefusedError with what Telegram would say."""
        if method == "getUpdates":
            return await self._get_updates(parameters)
        if method in ("setWebhook", "deleteWebhook"):
            return await self._webhook(method, parameters)
        known: dict[str, Callable[[Parameters], Any]] = {
            "getMe": lambda parameters: BOT,
            "sendMessage": self._send_message,
            "editMessageText": self._edit,
            "sendLocation": self._send_location,
            "sendDocument": self._send_document,
            "answerCallbackQuery": self._answer_callback,
            "getWebhookInfo": self._webhook_info,
        }
        if method in known:
            return known[method](parameters)
        if method.startswith("setMy"):
            self.profile[method, parameters.get("language_code", "")] = parameters
        if method.startswith("getMy"):
            return self._profile(method, parameters.get("language_code", ""))
        if "chat_id" in parameters:
            self._person(parameters)
        return True

    def _profile(self, method: str, language: str) -> Any:
        kept = self.profile.get((f"s{method[1:]}", language), {})
        if method == "getMyCommands":
            return kept.get("commands", [])
        name = "short_description" if "Short" in method else "description"
        return {name: kept.get(name, "")}

    def _person(self, parameters: Parameters) -> Person:
        person = self.people.get(parameters["chat_id"])
        if person is None:
            raise RefusedError("Bad Request: chat not found")
        return person

    def _send_message(self, parameters: Parameters) -> Parameters:
        text, entities = content(parameters)
        keyboard(parameters.get("reply_markup"))
        return self._send(parameters, {"text": text, "entities": entities}, parameters["text"])

    def _send_location(self, parameters: Parameters) -> Parameters:
        place = {key: parameters[key] for key in ("latitude", "longitude")}
        if abs(place["latitude"]) > 90 or abs(place["longitude"]) > 180:
            raise RefusedError("Bad Request: wrong location")
        return self._send(parameters, {"location": place})

    def _send_document(self, parameters: Parameters) -> Parameters:
        caption(parameters)
        upload = parameters["document"]
        if not upload.content:
            raise RefusedError("Bad Request: file must be non-empty")
        document = {"file_id": "1", "file_unique_id": "1", "file_name": upload.name}
        return self._send(parameters, {"document": document})

    def _send(self, parameters: Parameters, made: Parameters, html: str = "") -> Parameters:
        person = self._person(parameters)
        raw = {
            "message_id": next(self._message_ids),
            "date": int(time.time()),
            "chat": person.chat,
            "from": BOT,
            "markup": parameters.get("reply_markup"),
            **made,
        }
        message = _heard(raw, html, parameters)
        person.receives(message)
        return message.message()

    def _edit(self, parameters: Parameters) -> Parameters:
        person = self._person(parameters)
        text, entities = content(parameters)
        keyboard(parameters.get("reply_markup"))
        before = person.shown.get(parameters["message_id"])
        if before is None:
            raise RefusedError("Bad Request: message to edit not found")
        if "text" not in before.raw:
            raise RefusedError("Bad Request: there is no text in the message to edit")
        new = {"text": text, "entities": entities, "markup": parameters.get("reply_markup")}
        if all(before.raw.get(key) == value for key, value in new.items()):
            raise RefusedError(
                "Bad Request: message is not modified: specified new message content"
            )
        raw = {**before.raw, **new, "edit_date": int(time.time())}
        message = _heard(raw, parameters["text"], parameters, edited=True)
        person.receives(message)
        return message.message()

    def _answer_callback(self, parameters: Parameters) -> bool:
        query_id = parameters["callback_query_id"]
        owner = next((each for each in self.people.values() if query_id in each.callbacks), None)
        if owner is None:
            self.unknown_callbacks.append(query_id)
        if owner is None or owner.callbacks[query_id]:
            raise RefusedError(
                "Bad Request: query is too old and response timeout expired or query ID is invalid"
            )
        if units(parameters.get("text", "")) > 200:
            raise RefusedError("Bad Request: MESSAGE_TOO_LONG")
        owner.callbacks[query_id] = True
        owner.notices.append(parameters.get("text"))
        return True

    async def _get_updates(self, parameters: Parameters) -> list[Parameters]:
        if self.pusher.url:
            raise RefusedError("Conflict: can't use getUpdates while webhook is active", 409)
        if self._poll:
            self._poll.set()
        self._poll = ended = asyncio.Event()
        self._allow(parameters)
        limit, seconds = parameters.get("limit", 100), parameters.get("timeout", 0)
        found = self.updates.from_offset(parameters.get("offset", 0), limit)
        if not found and seconds:
            await self._wait(seconds, ended)
            found = self.updates.from_offset(0, limit)
        if self._poll is ended:
            self._poll = None
        return found

    async def _wait(self, seconds: float, ended: asyncio.Event) -> None:
        waits = [
            asyncio.create_task(self.updates.wait(seconds)),
            asyncio.create_task(ended.wait()),
        ]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in waits:
                each.cancel()
        if ended.is_set():
            raise RefusedError("Conflict: terminated by other getUpdates request", 409)

    async def _webhook(self, method: str, parameters: Parameters) -> bool:
        if parameters.get("drop_pending_updates"):
            self.updates.confirm(self.updates.waiting)
        if method == "deleteWebhook" or not parameters["url"]:
            await self.pusher.stop()
        else:
            self._allow(parameters)
            await self.pusher.start(
                parameters["url"],
                parameters.get("secret_token", ""),
                parameters.get("max_connections", 40),
            )
        return True

    def _webhook_info(self, parameters: Parameters) -> Parameters:
        return {
            "url": self.pusher.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates.waiting),
        }

    def _allow(self, parameters: Parameters) -> None:
        if parameters.get("allowed_updates"):
            self.updates.allowed = set(parameters["allowed_updates"])


def _heard(raw: Parameters, html: str, parameters: Parameters, *, edited: bool = False) -> Heard:
    place, upload = raw.get("location"), parameters.get("document")
    return Heard(
        message_id=raw["message_id"],
        at=time.monotonic(),
        text=raw.get("text", ""),
        html=html,
        edited=edited,
        location=(place["latitude"], place["longitude"]) if place else None,
        document=(upload.name, upload.content) if upload else None,
        raw=raw,
    )
