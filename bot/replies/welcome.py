"""What does a person read first? Who this is, in one line, and where they are."""

from bot.buttons import Ask, ChooseLanguage, ChoosePlace, HelpNow, ShareLocation, SkipPlace
from bot.person import Turn
from bot.replies.footer import footer
from bot.replies.markup import bold, in_rows, lines, plain, tap
from bot.replies.reply import Button, Reply
from listings.model import Place
from locales.languages import LANGUAGES
from locales.words import Words


def welcome(turn: Turn, towns: tuple[Place, ...]) -> Reply:
    """The greeting, with the question where the person is; `towns` can be tapped."""
    words = turn.words
    text = lines(
        words,
        bold(words.say("Welcome. I am Waypost.")),
        plain(
            words.say(
                "I show you places and people near you that can help: to meet people, learn English, find advice,"
                " food, a doctor and more."
            )
        ),
        plain(
            words.say(
                "I am a machine, not an office. I am free, and I keep almost nothing about you: /privacy"
            )
        ),
        "",
        *_question(words),
    )
    return Reply(text, buttons=(*_place_buttons(words, towns), *footer(words, menu=False)))


def where(turn: Turn, towns: tuple[Place, ...], lead: str | None = None) -> Reply:
    """The question where the person is, on its own."""
    words = turn.words
    text = lines(words, plain(lead) if lead else None, *_question(words))
    return Reply(text, buttons=(*_place_buttons(words, towns), *footer(words)))


def _question(words: Words) -> tuple[str, str]:
    return (
        bold(words.say("Where are you?")),
        plain(words.say("Write your town or postcode, or tap one here.")),
    )


def _place_buttons(words: Words, towns: tuple[Place, ...]) -> tuple[tuple[Button, ...], ...]:
    chosen = [tap(town.name, ChoosePlace(town.key)) for town in towns]
    last = (
        tap(words.say("📍 Share my location"), ShareLocation()),
        tap(words.say("Skip"), SkipPlace()),
    )
    return (*in_rows(chosen, 3), last)


def draft_notice(words: Words) -> str:
    """Said once in a language that no person has checked."""
    return words.say(
        "A machine wrote these words in your language, and nobody has checked them yet. Some may be wrong."
    )


def languages(ask: Ask | None = None) -> Reply:
    """Every language under its own name: the only screen that has to speak none. A search goes on in it."""
    buttons = [tap(language.own_name, ChooseLanguage(language.code, ask)) for language in LANGUAGES]
    return Reply(
        "🌐 " + " · ".join(plain(language.own_name) for language in LANGUAGES),
        buttons=(*in_rows(buttons, 2), (tap("🆘 999", HelpNow()),)),
    )


def share_location(turn: Turn) -> Reply:
    """How to share a location; it is made coarse before it is kept."""
    words = turn.words
    return Reply(
        lines(
            words,
            plain(words.say("Tap the button below. I keep only the area, about 1 km wide.")),
        ),
        ask_location=words.say("📍 Share my location"),
    )
