"""In which language is a person answered?

Their choice, else what they write first, else their Telegram's, else they are asked.
"""

from typing import Final

from bot.person import Person
from locales.languages import BY_CODE, SOURCE, from_telegram
from nlu.parse import Parse

# Below this a short or mixed message says too little about its language.
SURE: Final = 0.90


def written_in(parse: Parse | None) -> str | None:
    """The language of a message, if it is sure and one of ours."""
    if parse and parse.language in BY_CODE and parse.language_confidence >= SURE:
        return parse.language
    return None


def first_guess(telegram_code: str | None) -> str | None:
    """The language of a person who has not chosen, from Telegram's `language_code`; None if we do not speak it."""
    language = from_telegram(telegram_code)
    return language.code if language else None


def of_person(person: Person, telegram_code: str | None) -> str:
    """The code to answer in before anything was understood."""
    return person.language or first_guess(telegram_code) or SOURCE.code
