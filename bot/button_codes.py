"""How is an action written into a button, and read back? ASCII, at most 64 bytes (Bot API `callback_data`).

A search is `topic|place|times|audiences|free|spoken|offset` with two letters a word; codes never change their
meaning, because a button lives as long as the chat that it stands in.
"""

import binascii
import re
from collections.abc import Callable
from typing import Final

from bot.buttons import (
    AUDIENCE_CODES,
    AUDIENCE_OF,
    PAGE_LIMIT,
    PLACE_KEY,
    TIME_CODES,
    TIME_OF,
    Action,
    Ask,
    ChooseLanguage,
    ChoosePlace,
    Filters,
    Forget,
    HelpNow,
    Mean,
    Menu,
    OldButtonError,
    OpenCard,
    OtherPlace,
    Search,
    ShareLocation,
    SkipPlace,
    Wrong,
    WrongAmong,
)
from bot.reminder_buttons import (
    REMINDER_READERS,
    TOPIC_CODES,
    TOPIC_OF,
    ReminderAction,
    encode_reminder,
    long,
    short,
)

WORD: Final = re.compile(r"[a-z_]{1,24}\Z")
SPOKEN: Final = re.compile(r"[a-z]{2,3}\Z")


def encode(action: Action) -> str:
    """The callback data of an action."""
    if isinstance(action, ReminderAction):
        return encode_reminder(action)
    match action:
        case Search(ask):
            return f"q:{write_ask(ask)}"
        case Filters(ask):
            return f"f:{write_ask(ask)}"
        case OtherPlace(ask):
            return f"o:{_optional(ask)}"
        case ChoosePlace(place):
            return f"p:{place}"
        case ShareLocation():
            return "sh:"
        case SkipPlace():
            return "sk:"
        case Menu(group):
            return f"m:{group or ''}"
        case HelpNow(kind):
            return f"h:{kind or ''}"
        case ChooseLanguage(code, ask):
            return f"l:{code or ''}:{_optional(ask)}"
        case OpenCard(listing, part):
            return f"c:{short(listing)}:{part}"
        case Wrong(listing, kind):
            return f"w:{short(listing)}:{kind or ''}"
        case WrongAmong(ask):
            return f"v:{write_ask(ask)}"
        case Mean(intent):
            return f"i:{intent}"
        case Forget(sure):
            return f"x:{'y' if sure else ''}"


def decode(data: str) -> Action:
    """The action of a button; raises OldButtonError for anything that `encode` does not write."""
    kind, _, rest = data.partition(":")
    try:
        if kind in REMINDER_READERS:
            return REMINDER_READERS[kind](*rest.split(":"))
        return _READERS[kind](rest)
    except (KeyError, TypeError, ValueError, binascii.Error) as error:
        raise OldButtonError(kind[:8]) from error


def write_ask(ask: Ask) -> str:
    """A search in at most 42 characters of A-Z a-z 0-9 and |."""
    fields = (
        TOPIC_CODES[ask.topic],
        ask.place or "",
        "".join(TIME_CODES[time] for time in ask.times),
        "".join(AUDIENCE_CODES[audience] for audience in ask.audiences),
        "y" if ask.free else "",
        ask.spoken or "",
        str(ask.offset) if ask.offset else "",
    )
    return "|".join(fields)


def read_ask(text: str) -> Ask:
    """What `write_ask` wrote; raises KeyError or ValueError for anything else."""
    topic, place, times, audiences, free, spoken, offset = text.split("|")
    if place and not PLACE_KEY.match(place):
        raise ValueError("place")
    if spoken and not SPOKEN.match(spoken):
        raise ValueError("language")
    if free not in ("", "y"):
        raise ValueError("cost")
    page = int(offset or "0")
    if not 0 <= page <= PAGE_LIMIT:
        raise ValueError("offset")
    return Ask(
        topic=TOPIC_OF[topic],
        place=place or None,
        times=tuple(TIME_OF[code] for code in _pairs(times)),
        audiences=tuple(AUDIENCE_OF[code] for code in _pairs(audiences)),
        free=bool(free),
        spoken=spoken or None,
        offset=page,
    )


def _pairs(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(0, len(text), 2)]


def _optional(ask: Ask | None) -> str:
    return write_ask(ask) if ask else ""


def _word(text: str) -> str | None:
    if text and not WORD.match(text):
        raise ValueError("word")
    return text or None


def _two(text: str) -> tuple[str, str]:
    first, separator, second = text.partition(":")
    if not separator:
        raise ValueError("parts")
    return first, second


def _read_place(text: str) -> Action:
    if not PLACE_KEY.match(text):
        raise ValueError("place")
    return ChoosePlace(text)


def _read_language(text: str) -> Action:
    code, ask = _two(text)
    return ChooseLanguage(_word(code), read_ask(ask) if ask else None)


def _read_card(text: str) -> Action:
    listing, part = _two(text)
    return OpenCard(long(listing), _word(part) or "card")


def _read_wrong(text: str) -> Action:
    listing, kind = _two(text)
    return Wrong(long(listing), _word(kind))


def _read_intent(text: str) -> Action:
    intent = _word(text)
    if intent is None:
        raise ValueError("intent")
    return Mean(intent)


def _exactly(action: Action) -> Callable[[str], Action]:
    def read(text: str) -> Action:
        if text:
            raise ValueError("more than expected")
        return action

    return read


def _read_forget(text: str) -> Action:
    if text not in ("", "y"):
        raise ValueError("answer")
    return Forget(bool(text))


_READERS: Final[dict[str, Callable[[str], Action]]] = {
    "q": lambda text: Search(read_ask(text)),
    "f": lambda text: Filters(read_ask(text)),
    "o": lambda text: OtherPlace(read_ask(text) if text else None),
    "p": _read_place,
    "sh": _exactly(ShareLocation()),
    "sk": _exactly(SkipPlace()),
    "m": lambda text: Menu(_word(text)),
    "h": lambda text: HelpNow(_word(text)),
    "l": _read_language,
    "c": _read_card,
    "w": _read_wrong,
    "v": lambda text: WrongAmong(read_ask(text)),
    "i": _read_intent,
    "x": _read_forget,
}
