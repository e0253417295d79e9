"""Which Bot API calls make up a reply? One per message, in the order in which they are sent."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
)
from telegram.constants import ParseMode

from bot.replies.reply import Button, Reply
from bot.sending.pieces import pieces

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ForceReply | None


@dataclass(frozen=True)
class Outgoing:
    """One message to be sent; `is_main` marks the one that carries the buttons."""

    call: Callable[[], Awaitable[Message]]
    is_main: bool = False


def outgoing(bot: Bot, chat_id: int, reply: Reply) -> list[Outgoing]:
    """The calls of a reply: its text (in pieces if it must be), keyboard, pin, document."""
    messages = _texts(bot, chat_id, reply)
    if reply.ask_location and reply.buttons:
        # A message carries one keyboard only, so the second one rides on a line of its own.
        keyboard = location_keyboard(reply.ask_location)
        messages.append(Outgoing(_text(bot, chat_id, well_formed(reply.ask_location), keyboard)))
    if reply.pin:
        latitude, longitude = reply.pin
        messages.append(Outgoing(partial(bot.send_location, chat_id, latitude, longitude)))
    if reply.document:
        name, content = reply.document
        call = partial(bot.send_document, chat_id, content, filename=name)
        messages.append(Outgoing(call))
    return messages


def inline_keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    """The buttons under a message."""
    if not reply.buttons:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in reply.buttons])


def location_keyboard(label: str) -> ReplyKeyboardMarkup:
    """A keyboard with the one key that shares the person's location."""
    key = KeyboardButton(label, request_location=True)
    return ReplyKeyboardMarkup([[key]], resize_keyboard=True, one_time_keyboard=True)


def well_formed(text: str) -> str:
    """Text that UTF-8 can carry: half of a surrogate pair becomes U+FFFD, NUL goes."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\x00", "")


def shortened(text: str, units: int) -> str:
    """The beginning of a text, at most so many UTF-16 units; no character is cut in two."""
    kept = well_formed(text).encode("utf-16-le")[: 2 * units]
    return kept.decode("utf-16-le", "ignore")


def _texts(bot: Bot, chat_id: int, reply: Reply) -> list[Outgoing]:
    parts = [part for part in pieces(well_formed(reply.text)) if part.strip()]
    if not parts:
        return []
    *before, last = parts
    first = [Outgoing(_text(bot, chat_id, part, None)) for part in before]
    return [*first, Outgoing(_text(bot, chat_id, last, _markup(reply)), is_main=True)]


def _text(bot: Bot, chat_id: int, html: str, markup: Markup) -> Callable[[], Awaitable[Message]]:
    return partial(
        bot.send_message,
        chat_id,
        html,
        parse_mode=ParseMode.HTML,
        link_preview_options=NO_PREVIEW,
        reply_markup=markup,
    )


def _markup(reply: Reply) -> Markup:
    if reply.buttons:
        return inline_keyboard(reply)
    if reply.ask_location:
        return location_keyboard(reply.ask_location)
    return ForceReply() if reply.force_reply else None


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        well_formed(button.label), url=button.url, callback_data=button.data
    )
