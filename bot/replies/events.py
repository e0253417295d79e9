"""How is what is on told day by day, and what is said when the time asked for has nothing?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from bot.person import Turn
from bot.replies import dates, names
from bot.replies.cards import short_card
from bot.replies.markup import bold
from listings.model import Found, Occurrence

EVENTS: Final = "find_events"


def day_by_day(found: Found) -> bool:
    """Whether it is days that this is about, and each listing has one that is on."""
    about_days = bool(found.query.times) or found.query.topic == EVENTS
    return about_days and all(
        listing.next_dates and listing.next_dates[0].state != "cancelled"
        for listing in found.listings
    )


def in_order_of_days(turn: Turn, found: Found) -> Found:
    """The page with its days in order, so that each has one heading; within a day the ranking stays."""
    by_day = sorted(found.listings, key=lambda listing: _day(turn, listing.next_dates[0]))
    return replace(found, listings=tuple(by_day))


def cards(turn: Turn, found: Found) -> Iterator[str]:
    """The cards of a page in the order of days, with a heading before those of each day."""
    shown: date | None = None
    for number, listing in enumerate(found.listings, start=1):
        day = _day(turn, listing.next_dates[0])
        yield ""
        if day != shown:
            yield f"📅 {bold(_named(turn, day))}"
        yield short_card(turn, listing, number)
        shown = day


def other_time(turn: Turn, found: Found) -> str | None:
    """One sentence: what was asked for, and what comes instead."""
    words = turn.words
    asked = " · ".join(names.time(words, time) for time in found.query.times)
    next_day = _next_day(turn, found)
    if asked and next_day:
        return words.say(
            "I found nothing at that time ({asked}). The next: {day}.", asked=asked, day=next_day
        )
    if asked:
        return words.say(
            "I found nothing at that time ({asked}). These are at other times.", asked=asked
        )
    if next_day:
        return words.say("I found nothing in the next seven days. The next: {day}.", day=next_day)
    return None


def _next_day(turn: Turn, found: Found) -> str | None:
    """The soonest day of all, which a page tells only if it is the first in order of time, or holds everything."""
    if found.query.offset or (found.more and found.query.topic != EVENTS):
        return None
    coming = [one for listing in found.listings for one in listing.next_dates]
    days = [_day(turn, one) for one in coming if one.state != "cancelled"]
    return _named(turn, min(days)) if days else None


def _day(turn: Turn, occurrence: Occurrence) -> date:
    """What began earlier and is still on is there for today."""
    today = turn.now.astimezone(turn.zone).date()
    return max(occurrence.starts_at.astimezone(turn.zone).date(), today)


def _named(turn: Turn, day: date) -> str:
    return dates.named_day(turn.words, day, turn.now.astimezone(turn.zone).date())
