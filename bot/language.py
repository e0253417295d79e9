"""In which language is a person answered?

Their choice, else what they write first, else their Telegram's, else they are asked.
"""

from collections import Counter
from typing import Final
from unicodedata import name

from bot.person import Person
from locales.languages import BY_CODE, SOURCE, from_telegram
from nlu.parse import Parse

# Below this a short or mixed message says too little about its language.
SURE: Final = 0.90
# Outside Latin letters the script has already said most of it: Arabic taken for Persian is nearer than English.
SURE_BY_SCRIPT: Final = 0.35
LAST_LATIN: Final = "\u024f"
# Enough where the script has told the telephone's language to be another one.
LIKELY: Final = 0.40


def written_in(parse: Parse | None) -> str | None:
    """The language of a message, if it is sure and one of ours."""
    if parse is None or parse.language not in BY_CODE:
        return None
    enough = SURE_BY_SCRIPT if _in_another_script(parse.text) else SURE
    return parse.language if parse.language_confidence >= enough else None


def _in_another_script(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return 2 * sum(character > LAST_LATIN for character in letters) > len(letters)


def decided_by(parse: Parse | None, telegram_code: str | None) -> str | None:
    """The language that somebody who has not chosen shows by what they write; None while it says too little.

    A script that the telephone's language is not written in says enough. A place alone says nothing: Leeds is
    Leeds in many languages.
    """
    if parse is None or parse.language not in BY_CODE:
        return None
    theirs = from_telegram(telegram_code) or SOURCE
    script = _script(parse.text)
    if script != _script(theirs.own_name) and script == _script(BY_CODE[parse.language].own_name):
        return parse.language if parse.language_confidence >= LIKELY else None
    return written_in(parse) if _script(_without_places(parse)) else None


def _script(text: str) -> str:
    """The script of most letters, by the first word of their Unicode names: "ARABIC", "LATIN"."""
    scripts = Counter(name(letter, "").partition(" ")[0] for letter in text if letter.isalpha())
    return max(scripts, key=scripts.__getitem__, default="")


def _without_places(parse: Parse) -> str:
    spans = [range(e.start, e.end) for e in parse.entities if e.entity == "place"]
    return "".join(c for i, c in enumerate(parse.text) if not any(i in span for span in spans))


def first_guess(telegram_code: str | None) -> str | None:
    """The language of a person who has not chosen, from Telegram's `language_code`; None if we do not speak it."""
    language = from_telegram(telegram_code)
    return language.code if language else None


def of_person(person: Person, telegram_code: str | None) -> str:
    """The code to answer in before anything was understood."""
    return person.language or first_guess(telegram_code) or SOURCE.code
