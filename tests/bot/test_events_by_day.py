"""Is what is on told day by day, and honestly where the time asked for has nothing?"""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from bot.button_codes import encode
from bot.buttons import Ask, OpenCard
from bot.person import Person, Turn
from bot.replies.reply import Reply
from bot.replies.results import results
from listings.model import Found, Listing, Occurrence, Query, Text
from locales.words import Words
from tests.whole import Whole, sent, tapped

# A Monday in winter, when London's clock shows UTC.
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TURN = Turn(
    Person(1, NOW.date(), NOW.date()), Words.of("en"), NOW, ZoneInfo("Europe/London"), "waypost"
)


def a_listing(name: str, *starts: tuple[int, int], cancelled: bool = False) -> Listing:
    """A listing with dates of two hours, each told as day of November and hour."""
    dates = tuple(
        Occurrence(
            UUID(int=1),
            date(2026, 11, day),
            at := datetime(2026, 11, day, hour, tzinfo=UTC),
            at + timedelta(hours=2),
            state="cancelled" if cancelled else "on",
        )
        for day, hour in starts
    )
    id = UUID(int=sum(map(ord, name)))
    text = Text(name, "en", "original")
    return Listing(id, id, text, None, "Us", ("find_events",), next_dates=dates)


def told(*listings: Listing, topic: str = "find_events", **changes: Any) -> Reply:
    """The answer to a search of these listings, in English."""
    widened, total = changes.pop("widened", ()), changes.pop("total", len(listings))
    times, offset = changes.pop("times", ()), changes.pop("offset", 0)
    query = Query(topic, times=times, offset=offset)
    found = Found(query, listings, total, 8, widened)
    return results(TURN, Ask(topic, times=times, offset=offset), found, ())


def outline(reply: Reply) -> list[str]:
    """The headings of days, and the names beneath them."""
    return [
        line.removeprefix("📅 ").removeprefix("<b>").removesuffix("</b>")
        for line in reply.text.splitlines()[1:]
        if line.endswith("</b>")
    ]


def test_each_day_has_one_heading_and_today_comes_first() -> None:
    reply = told(
        a_listing("Choir", (23, 18)),
        a_listing("Film", (23, 20)),
        a_listing("Market", (24, 9)),
        a_listing("Football", (29, 14)),
    )
    assert outline(reply) == [
        "Today, Monday 23 November",
        "1. Choir",
        "2. Film",
        "Tomorrow, Tuesday 24 November",
        "3. Market",
        "Sunday 29 November",
        "4. Football",
    ]


def test_what_is_online_joins_the_day_that_it_is_on_and_its_button_goes_with_it() -> None:
    near, later, online = (
        a_listing("Near", (23, 18)),
        a_listing("Later", (25, 10)),
        a_listing("Online", (23, 13)),
    )
    reply = told(near, later, online)
    assert outline(reply) == [
        "Today, Monday 23 November",
        "1. Near",
        "2. Online",
        "Wednesday 25 November",
        "3. Later",
    ]
    assert [row[0].data for row in reply.buttons[:3]] == [
        encode(OpenCard(listing.id)) for listing in (near, online, later)
    ]


def test_what_began_yesterday_and_is_still_on_is_told_today() -> None:
    assert outline(told(a_listing("Night walk", (22, 23))))[0] == "Today, Monday 23 November"


def test_days_are_those_of_the_zone() -> None:
    summer = datetime(2027, 6, 14, 23, 30, tzinfo=UTC)
    date_of = Occurrence(UUID(int=1), date(2027, 6, 15), summer, None)
    text = Text("Night walk", "en", "original")
    walk = Listing(UUID(int=3), UUID(int=3), text, None, "Us", (), next_dates=(date_of,))
    assert outline(told(walk))[0] == "Tuesday 15 June"


def test_another_topic_is_told_by_day_when_a_time_was_asked_for() -> None:
    choir = a_listing("Choir", (24, 18))
    asked = told(choir, topic="meet_people", times=("tuesday",))
    assert outline(asked) == ["Tomorrow, Tuesday 24 November", "1. Choir"]
    assert outline(told(choir, topic="meet_people")) == ["1. Choir"]


@pytest.mark.parametrize(
    "other", [a_listing("Always open"), a_listing("Ill", (24, 10), cancelled=True)]
)
def test_no_heading_stands_over_what_has_no_day(other: Listing) -> None:
    reply = told(
        a_listing("Choir", (24, 18)),
        other,
        topic="meet_people",
        times=("monday",),
        widened=("time",),
    )
    assert outline(reply) == ["1. Choir", f"2. {other.name.value}"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"times": ("saturday",)},
            "I found nothing at that time (Saturday). The next: Sunday 29 November.",
        ),
        (
            {"times": ("today", "evening"), "total": 9},
            "I found nothing at that time (today · in the evening). The next: Sunday 29 November.",
        ),
        ({}, "I found nothing in the next seven days. The next: Sunday 29 November."),
        (
            {"times": ("saturday",), "topic": "play_sport"},
            "I found nothing at that time (Saturday). The next: Sunday 29 November.",
        ),
        (
            {"times": ("saturday",), "topic": "play_sport", "total": 9},
            "I found nothing at that time (Saturday). These are at other times.",
        ),
        (
            {"times": ("saturday",), "offset": 3, "total": 9},
            "I found nothing at that time (Saturday). These are at other times.",
        ),
    ],
)
def test_a_time_with_nothing_is_named_with_what_comes_instead(
    changes: dict[str, Any], sentence: str
) -> None:
    reply = told(a_listing("Football", (29, 14)), widened=("time",), **changes)
    assert reply.text.splitlines()[1] == sentence


def test_a_later_page_of_days_does_not_say_that_the_week_is_empty() -> None:
    reply = told(a_listing("Football", (29, 14)), widened=("time",), offset=3, total=9)
    assert "nothing" not in reply.text


def test_the_next_day_is_one_that_is_on() -> None:
    ill = a_listing("Choir", (24, 18), cancelled=True)
    reply = told(
        ill,
        a_listing("Football", (29, 14)),
        topic="play_sport",
        times=("monday",),
        widened=("time",),
    )
    assert "The next: Sunday 29 November." in reply.text


async def test_more_goes_on_through_the_days(whole: Whole) -> None:
    person = await whole.neighbour()
    first = await sent(person, "q:fe||||||")
    assert "📅 Today, Monday 23 November\n1. " in first.text
    assert "📅 Tomorrow, Tuesday 24 November\n3. Harehills Conversation Café" in first.text
    second = await tapped(person, "➕ Show more")
    days = [line for line in second.text.splitlines() if line.startswith("📅 ")]
    assert days == [
        "📅 What is on · near Leeds",
        "📅 Tomorrow, Tuesday 24 November",
        "📅 Wednesday 25 November",
        "📅 Thursday 26 November",
    ]
    assert "Harehills Conversation Café" not in second.text


async def test_a_day_asked_for_is_the_only_heading(whole: Whole) -> None:
    found = await sent(await whole.neighbour(), "q:fe||sa||||")
    days = [line for line in found.text.splitlines()[1:] if line.startswith("📅 ")]
    assert days == ["📅 Saturday 28 November"]
