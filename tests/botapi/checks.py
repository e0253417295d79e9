"""Would Telegram take this message? Lengths, keyboards, buttons."""

import json
from typing import Any
from urllib.parse import urlsplit

from tests.botapi.html_text import MarkupError, read, units

MAX_TEXT, MAX_CAPTION, MAX_DATA, MAX_BUTTONS, MAX_ROW, MAX_MARKUP = 4096, 1024, 64, 100, 8, 10_000
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
ACTIONS = (
    *("url", "callback_data", "web_app", "login_url", "switch_inline_query", "callback_game"),
    *("switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "copy_text", "pay"),
)


class RefusedError(Exception):
    """Telegram would answer with this code and description."""

    def __init__(self, description: str, code: int = 400) -> None:
        super().__init__(description)
        self.code = code


def content(parameters: dict[str, Any]) -> tuple[str, list[dict[str, Any]]]:
    """The text of sendMessage or editMessageText after parsing, with its entities."""
    text, entities = _parsed(parameters, "text", "entities")
    if not text.strip().strip(INVISIBLE):
        raise RefusedError("Bad Request: message text is empty")
    if units(text) > MAX_TEXT:
        raise RefusedError("Bad Request: message is too long")
    return text, entities


def caption(parameters: dict[str, Any]) -> str:
    """The caption of a file."""
    text, _ = _parsed(parameters, "caption", "caption_entities")
    if units(text) > MAX_CAPTION:
        raise RefusedError("Bad Request: message caption is too long")
    return text


def _parsed(
    parameters: dict[str, Any], name: str, entities: str
) -> tuple[str, list[dict[str, Any]]]:
    text, mode = parameters.get(name, ""), parameters.get("parse_mode")
    if "\x00" in text:
        raise RefusedError("Bad Request: strings must be encoded in UTF-8")
    if mode is None:
        return text, parameters.get(entities, [])
    if mode != "HTML":
        raise RefusedError(f"Bad Request: this project writes HTML, not {mode}")
    try:
        return read(text)
    except MarkupError as error:
        raise RefusedError(f"Bad Request: {error}") from error


def keyboard(markup: dict[str, Any] | None) -> None:
    """Raise RefusedError if a keyboard is not one that Telegram shows."""
    if markup is None:
        return
    if len(json.dumps(markup)) > MAX_MARKUP:
        raise RefusedError("Bad Request: reply markup is too long")
    rows = markup.get("inline_keyboard", markup.get("keyboard", []))
    buttons = [button for row in rows for button in row]
    if any(not row or len(row) > MAX_ROW for row in rows) or len(buttons) > MAX_BUTTONS:
        raise RefusedError("Bad Request: a row is empty or too long, or there are too many buttons")
    for button in buttons:
        if isinstance(button, dict):
            _button(button, is_inline="inline_keyboard" in markup)


def _button(button: dict[str, Any], *, is_inline: bool) -> None:
    if not button.get("text", "").strip():
        raise RefusedError("Bad Request: button text is empty")
    if not is_inline:
        return
    if sum(action in button for action in ACTIONS) != 1:
        raise RefusedError("Bad Request: a button needs exactly one action")
    if not 1 <= len(button.get("callback_data", "x").encode()) <= MAX_DATA:
        raise RefusedError("Bad Request: BUTTON_DATA_INVALID")
    if "url" in button and urlsplit(button["url"]).scheme not in ("http", "https", "tg"):
        raise RefusedError("Bad Request: BUTTON_URL_INVALID")
