"""Which buttons stand under everything? Help now, the language and the menu: each one tap away from every screen."""

from bot.buttons import Ask, ChooseLanguage, HelpNow, Menu
from bot.replies.markup import tap
from bot.replies.reply import Button
from locales.words import Words


def footer(
    words: Words, *, menu: bool = True, ask: Ask | None = None
) -> tuple[tuple[Button, ...], ...]:
    """The last row of buttons; `menu` is False where the menu itself is shown.

    Under the results of a search, `ask` is that search: it goes on in the language that is chosen.
    """
    row = [
        tap("🆘 " + words.say("Help now"), HelpNow()),
        tap("🌐 " + words.say("Language"), ChooseLanguage(ask=ask)),
    ]
    if menu:
        row.append(tap("☰ " + words.say("Menu"), Menu()))
    return (tuple(row),)
