"""What do the buttons about reminders mean, and how does each fit 64 bytes?

All of them say what shall be, never "the other way round": an old button, or one tapped twice, does no harm.
"""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from listings.words import TOPICS

# Two letters each; they never change their meaning, because buttons in old chats live on.
_TOPICS_SHORT: Final = "mp le fe ps vo wo fa vp ia ho he mh fo mo es wk ed tr go in tf hc hs"
TOPIC_CODES: Final = dict(zip(TOPICS, _TOPICS_SHORT.split(), strict=True))
TOPIC_OF: Final = {code: topic for topic, code in TOPIC_CODES.items()}
NUMBER: Final = re.compile(r"\d{1,10}\Z")
DAY: Final = "%y%m%d"
WENT: Final = ("yes", "no", "full", "gone")


@dataclass(frozen=True, slots=True)
class ChooseDates:
    """Which dates of a listing shall be reminded of?"""

    listing: UUID


@dataclass(frozen=True, slots=True)
class Remind:
    """Remind of one date of a schedule, or of every date."""

    listing: UUID
    schedule: UUID
    on_date: date | None = None


@dataclass(frozen=True, slots=True)
class SetLeads:
    """When before the event."""

    subscription: int
    day_before: bool
    hours_before: bool


@dataclass(frozen=True, slots=True)
class SkipDate:
    """ "I cannot go", or with `back` "I can after all"."""

    subscription: int
    on_date: date
    back: bool = False


@dataclass(frozen=True, slots=True)
class StopOne:
    """No more of one, or with `back` again."""

    subscription: int
    back: bool = False


@dataclass(frozen=True, slots=True)
class StopAll:
    """No more of any; `back` (seconds since 1970) takes back the stop of that moment."""

    back: int | None = None


@dataclass(frozen=True, slots=True)
class MyReminders:
    """The list, from a number on."""

    offset: int = 0


@dataclass(frozen=True, slots=True)
class OneReminder:
    """One of the list, with what can be changed."""

    subscription: int


@dataclass(frozen=True, slots=True)
class ShowReminder:
    """What a discreet reminder did not say."""

    subscription: int
    on_date: date


@dataclass(frozen=True, slots=True)
class Went:
    """How it was: one of WENT."""

    subscription: int
    on_date: date
    answer: str


@dataclass(frozen=True, slots=True)
class SetQuestions:
    """Whether the bot may ask how it was."""

    on: bool


@dataclass(frozen=True, slots=True)
class SetDiscreet:
    """Whether reminders keep to themselves what they are about."""

    on: bool


@dataclass(frozen=True, slots=True)
class WeeklyList:
    """The week's list for these topics; none ends it, None shows how it is."""

    topics: tuple[str, ...] | None = None


ReminderAction = (
    ChooseDates
    | Remind
    | SetLeads
    | SkipDate
    | StopOne
    | StopAll
    | MyReminders
    | OneReminder
    | ShowReminder
    | Went
    | SetQuestions
    | SetDiscreet
    | WeeklyList
)


def encode_reminder(action: ReminderAction) -> str:
    """The callback data of an action."""
    match action:
        case ChooseDates(listing):
            return f"r:{short(listing)}"
        case Remind(listing, schedule, on_date):
            return f"rd:{short(listing)}:{short(schedule)}:{_day(on_date) if on_date else ''}"
        case SetLeads(subscription, day_before, hours_before):
            return f"rl:{subscription}:{_yes(day_before)}:{_yes(hours_before)}"
        case SkipDate(subscription, on_date, back):
            return f"rk:{subscription}:{_day(on_date)}:{_yes(back)}"
        case StopOne(subscription, back):
            return f"rx:{subscription}:{_yes(back)}"
        case StopAll(back):
            return f"ra:{'' if back is None else back}"
        case MyReminders(offset):
            return f"rm:{offset}"
        case OneReminder(subscription):
            return f"ro:{subscription}"
        case ShowReminder(subscription, on_date):
            return f"rv:{subscription}:{_day(on_date)}"
        case Went(subscription, on_date, answer):
            return f"rw:{subscription}:{_day(on_date)}:{answer}"
        case SetQuestions(on):
            return f"rq:{_yes(on)}"
        case SetDiscreet(on):
            return f"rz:{_yes(on)}"
        case WeeklyList(topics):
            codes = "" if topics is None else "".join(TOPIC_CODES[topic] for topic in topics)
            return f"rg:{'' if topics is None else codes or '-'}"


def short(id: UUID) -> str:
    """A UUID in 22 characters."""
    return base64.urlsafe_b64encode(id.bytes).decode().rstrip("=")


def long(text: str) -> UUID:
    """What `short` made; raises ValueError for anything else."""
    return UUID(bytes=base64.urlsafe_b64decode(text + "=="))


def _day(day: date) -> str:
    return day.strftime(DAY)


def _yes(true: bool) -> str:
    return "y" if true else ""


def _number(text: str) -> int:
    if not NUMBER.match(text):
        raise ValueError("number")
    return int(text)


def _date(text: str) -> date:
    if len(text) != 6:
        raise ValueError("date")
    return datetime.strptime(text, DAY).date()  # noqa: DTZ007


def _truth(text: str) -> bool:
    if text not in ("", "y"):
        raise ValueError("answer")
    return bool(text)


def _topics(text: str) -> tuple[str, ...] | None:
    if text in ("", "-"):
        return () if text else None
    return tuple(TOPIC_OF[text[i : i + 2]] for i in range(0, len(text), 2))


def _went(subscription: str, day: str, answer: str) -> Went:
    if answer not in WENT:
        raise ValueError("answer")
    return Went(_number(subscription), _date(day), answer)


REMINDER_READERS: Final[dict[str, Callable[..., ReminderAction]]] = {
    "r": lambda listing: ChooseDates(long(listing)),
    "rd": lambda a, b, day: Remind(long(a), long(b), _date(day) if day else None),
    "rl": lambda id, eve, hours: SetLeads(_number(id), _truth(eve), _truth(hours)),
    "rk": lambda id, day, back: SkipDate(_number(id), _date(day), _truth(back)),
    "rx": lambda id, back: StopOne(_number(id), _truth(back)),
    "ra": lambda back: StopAll(_number(back) if back else None),
    "rm": lambda offset: MyReminders(_number(offset)),
    "ro": lambda id: OneReminder(_number(id)),
    "rv": lambda id, day: ShowReminder(_number(id), _date(day)),
    "rw": _went,
    "rq": lambda on: SetQuestions(_truth(on)),
    "rz": lambda on: SetDiscreet(_truth(on)),
    "rg": lambda topics: WeeklyList(_topics(topics)),
}
