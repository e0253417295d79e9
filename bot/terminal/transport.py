"""What answers the bot when there is no Telegram? A transport that prints instead of posting."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, TextIO

from telegram.request import BaseRequest, RequestData

from bot.replies.reply import utf16_units
from bot.sending.formatted import plain_text, read_html, spans
from bot.terminal.screen import Screen

NO_TOKEN: Final = "1:terminal"  # noqa: S105
BOT_USER: Final = {
    "id": 1,
    "is_bot": True,
    "first_name": "Waypost",
    "username": "waypost_bot",
    "can_join_groups": False,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
ENTITIES: Final = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "code": "code", "pre": "pre", "a": "text_link", "tg-spoiler": "spoiler",
    "blockquote": "blockquote",
}  # fmt: skip

Parameters = dict[str, Any]


@dataclass
class Shown:
    """What stands on the screen: messages by id, and the last ones that can be answered."""

    messages: dict[int, Parameters] = field(default_factory=dict)
    with_buttons: Parameters | None = None
    wants_reply: Parameters | None = None

    def button(self, number: int) -> Parameters | None:
        """The button with this number on the last message that has buttons."""
        markup = (self.with_buttons or {}).get("reply_markup", {})
        buttons = [button for row in markup.get("inline_keyboard", []) for button in row]
        return buttons[number - 1] if 1 <= number <= len(buttons) else None


class TerminalTransport(BaseRequest):
    """Answers the Bot API's methods here, and shows on a screen what they would send."""

    def __init__(self, stream: TextIO) -> None:
        self.screen = Screen(stream)
        self.shown = Shown()
        self._methods: dict[str, Callable[[Parameters], Any]] = {
            "getMe": lambda parameters: BOT_USER,
            "getUpdates": lambda parameters: [],
            "getMyCommands": lambda parameters: [],
            "sendMessage": self._send_message,
            "editMessageText": self._edit_message,
            "answerCallbackQuery": self._answer_callback,
            "sendLocation": self._send_location,
            "sendDocument": self._send_document,
        }

    @property
    def read_timeout(self) -> float | None:
        """Nothing here is waited for."""
        return None

    async def initialize(self) -> None:
        """Nothing is opened."""

    async def shutdown(self) -> None:
        """Nothing is closed."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """Answer one call; a method that shows nothing succeeds."""
        parameters: Parameters = dict(request_data.parameters) if request_data else {}
        if request_data and request_data.contains_files:
            parameters |= request_data.multipart_data
        answer = self._methods.get(url.rpartition("/")[2], _succeed)
        return 200, json.dumps({"ok": True, "result": answer(parameters)}).encode()

    def _send_message(self, parameters: Parameters) -> Parameters:
        message = self._text_message(parameters, len(self.shown.messages) + 1)
        self._show(message, parameters["text"])
        self._note_keyboard(message, parameters.get("reply_markup", {}))
        return message

    def _edit_message(self, parameters: Parameters) -> Parameters:
        message = self._text_message(parameters, int(parameters["message_id"]))
        self._show(message, parameters["text"])
        return message

    def _answer_callback(self, parameters: Parameters) -> bool:
        if parameters.get("text"):
            self.screen.line(f"({parameters['text']})")
        return True

    def _send_location(self, parameters: Parameters) -> Parameters:
        place = {key: float(parameters[key]) for key in ("latitude", "longitude")}
        self.screen.line(f"📍 {place['latitude']}, {place['longitude']}\n")
        return self._keep({"location": place}, parameters, len(self.shown.messages) + 1)

    def _send_document(self, parameters: Parameters) -> Parameters:
        name, content = parameters["document"][:2]
        self.screen.line(f"📄 {name} ({len(content)} bytes)\n")
        document = {"file_id": "1", "file_unique_id": "1", "file_name": name}
        return self._keep({"document": document}, parameters, len(self.shown.messages) + 1)

    def _text_message(self, parameters: Parameters, message_id: int) -> Parameters:
        html = parameters["text"]
        content: Parameters = {"text": plain_text(html), "entities": list(entities(html))}
        markup = parameters.get("reply_markup", {})
        if "inline_keyboard" in markup:
            content["reply_markup"] = markup
        return self._keep(content, parameters, message_id)

    def _keep(self, content: Parameters, parameters: Parameters, message_id: int) -> Parameters:
        chat = {"id": int(parameters["chat_id"]), "type": "private"}
        message = {"message_id": message_id, "date": int(time.time()), "chat": chat}
        self.shown.messages[message_id] = kept = {**message, "from": BOT_USER, **content}
        return kept

    def _show(self, message: Parameters, html: str) -> None:
        buttons = message.get("reply_markup", {}).get("inline_keyboard", [])
        self.screen.message(html, buttons)
        if buttons:
            self.shown.with_buttons = message
        elif (
            self.shown.with_buttons
            and self.shown.with_buttons["message_id"] == message["message_id"]
        ):
            self.shown.with_buttons = None

    def _note_keyboard(self, message: Parameters, markup: Parameters) -> None:
        self.shown.wants_reply = message if markup.get("force_reply") else None
        for row in markup.get("keyboard", []):
            self.screen.line("   ".join(f"({key['text']}: /location 53.55,-1.48)" for key in row))


def _succeed(parameters: Parameters) -> bool:
    return True


def entities(html: str) -> list[Parameters]:
    """The entities of a text, in UTF-16 units, as Telegram gives them back."""
    runs = read_html(html)
    text = "".join(run.text for run in runs)
    found = []
    for tag, start, end in spans(runs):
        if tag.name in ENTITIES and end > start:
            offset, length = utf16_units(text[:start]), utf16_units(text[start:end])
            entity = {"type": ENTITIES[tag.name], "offset": offset, "length": length}
            found.append(entity | ({"url": tag.get("href")} if tag.name == "a" else {}))
    return sorted(found, key=lambda entity: (entity["offset"], -entity["length"]))
