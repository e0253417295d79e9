"""Which buttons stand under everything? Help now, the language and the menu: each one tap away from every screen."""

from bot.buttons import ChooseLanguage, HelpNow, Menu
from bot.replies.markup import tap
from bot.replies.reply import Button
from locales.words import Words


def footer(words: Words, *, menu: bool = True) -> tuple[tuple[Button, ...], ...]:
    """The last row of buttons; `menu` is False where the menu itself is shown."""
    row = [
        tap("🆘 " + words.say("Help now"), HelpNow()),
        tap("🌐 " + words.say("Language"), ChooseLanguage()),
    ]
    if menu:
        row.append(tap("☰ " + words.say("Menu"), Menu()))
    return (tuple(row),)
