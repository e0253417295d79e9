"""What is known of a person? A chat, a language and a place of about 1 km; nothing that names anybody."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from listings.model import Place
from locales.words import Words


@dataclass(frozen=True, slots=True)
class Person:
    """One private chat. `partner` is the payload of the link that brought the person; dates are coarse on purpose.

    `asked_on` is the last day on which the bot asked how it was.
    """

    chat_id: int
    created_on: date
    seen_on: date
    language: str | None = None
    place: Place | None = None
    partner: str | None = None
    active: bool = True
    discreet: bool = False
    asked_on: date | None = None
    told_of_draft: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that a person did, with all that an answer depends on; `now` is aware UTC.

    `language_known` is False while neither the person nor their Telegram has told a language that we speak.
    """

    person: Person
    words: Words
    now: datetime
    zone: ZoneInfo
    bot_name: str = ""
    language_known: bool = True

    @property
    def language(self) -> str:
        """The code of the language that is answered in."""
        return self.words.language.code
