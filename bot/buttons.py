"""What does a tap mean? Actions, and how each fits the 64 bytes of a button.

Everything that an answer needs to go on stands in the button itself, so nothing about a search is kept anywhere else.
"""

import re
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from bot.reminder_buttons import ReminderAction
from listings.words import AUDIENCES, TIMES

PLACE_KEY = re.compile(r"([gn]\d{1,9}|p[A-Z0-9]{1,7})\Z")
PAGE_LIMIT: Final = 300

TIME_CODES: Final = dict(
    zip(
        TIMES,
        ["td", "tm", "mo", "tu", "we", "th", "fr", "sa", "su", "wd", "tw", "nw", "am", "pm", "ev"],
        strict=True,
    )
)
AUDIENCE_CODES: Final = dict(
    zip(AUDIENCES, ["wo", "me", "ch", "yp", "op", "pa", "lg", "di"], strict=True)
)
TIME_OF = {code: time for time, code in TIME_CODES.items()}
AUDIENCE_OF = {code: audience for audience, code in AUDIENCE_CODES.items()}


class OldButtonError(Exception):
    """The data of a button that we do not know, or do not know any more."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A search as a button carries it: `place` is a place key or None for the person's own place."""

    topic: str
    place: str | None = None
    times: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    free: bool = False
    spoken: str | None = None
    offset: int = 0

    def first_page(self, **changes: object) -> "Ask":
        """The same search, changed, from its beginning."""
        return replace(self, offset=0, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Search:
    """Show what is found."""

    ask: Ask


@dataclass(frozen=True, slots=True)
class Filters:
    """Show what the search can be narrowed by."""

    ask: Ask


@dataclass(frozen=True, slots=True)
class OtherPlace:
    """Ask for another place, and then search again there; without a search, set the person's place."""

    ask: Ask | None = None


@dataclass(frozen=True, slots=True)
class ChoosePlace:
    """Keep this place as the person's own, then show the menu."""

    place: str


@dataclass(frozen=True, slots=True)
class ShareLocation:
    """Show the button with which Telegram shares a location."""


@dataclass(frozen=True, slots=True)
class SkipPlace:
    """Go on without a place."""


@dataclass(frozen=True, slots=True)
class Menu:
    """The topic menu; with a group, the topics in it."""

    group: str | None = None


@dataclass(frozen=True, slots=True)
class HelpNow:
    """The safety numbers; `kind` is a safety intent, or None for all."""

    kind: str | None = None


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """The list of languages, or the choice of one; a search goes on in the language chosen."""

    code: str | None = None
    ask: Ask | None = None


@dataclass(frozen=True, slots=True)
class OpenCard:
    """One listing, whole; `part` is "card", "map" or "calendar"."""

    listing: UUID
    part: str = "card"


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something about a listing is wrong; `kind` None asks what."""

    listing: UUID
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class WrongAmong:
    """Something in a list of results is wrong: which?"""

    ask: Ask


@dataclass(frozen=True, slots=True)
class Mean:
    """ "I meant this": an intent that is no topic."""

    intent: str


@dataclass(frozen=True, slots=True)
class Forget:
    """Erase everything; asked once before it is done."""

    sure: bool = False


Action = (
    Search
    | Filters
    | OtherPlace
    | ChoosePlace
    | ShareLocation
    | SkipPlace
    | Menu
    | HelpNow
    | ChooseLanguage
    | OpenCard
    | Wrong
    | WrongAmong
    | Mean
    | Forget
    | ReminderAction
)
