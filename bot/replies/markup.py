"""How does text become Telegram HTML? The one place where anything is escaped."""

from html import escape

from bot.button_codes import encode
from bot.buttons import Action
from bot.replies.reply import Button
from locales.words import Words


def plain(text: str) -> str:
    """Text as it is, safe in HTML."""
    return escape(text, quote=False)


def bold(text: str) -> str:
    """Text in bold."""
    return f"<b>{plain(text)}</b>"


def italic(text: str) -> str:
    """Text in italics."""
    return f"<i>{plain(text)}</i>"


def link(text: str, address: str) -> str:
    """Text that opens an address."""
    return f'<a href="{escape(address)}">{plain(text)}</a>'


def lines(words: Words, *parts: str | None) -> str:
    """Safe lines, each in the direction of the language; None is left out, an empty string is an empty line."""
    return "\n".join(words.line(part) for part in parts if part is not None)


def tap(label: str, action: Action) -> Button:
    """A button that does something here."""
    return Button(label, data=encode(action))


def in_rows(buttons: list[Button], width: int) -> tuple[tuple[Button, ...], ...]:
    """Buttons side by side, `width` to a row."""
    return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))
