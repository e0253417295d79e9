"""After the event, and every Sunday: is the question kind and rare, and does the list hold what was chosen?"""

import asyncio

import pytest
from sqlalchemy import select

from listings.schema import WrongInfoReport
from tests.botapi.person import Person
from tests.listings.builders import Listed
from tests.reminding import Reminding, choose, read, reminded, short
from tests.whole import SPOKEN_ON, sent, tapped


async def went_on_tuesday(reminding: Reminding) -> Person:
    """Somebody who was reminded of Tuesday twice."""
    listed = await reminding.lists()
    person = await reminding.somebody()
    await choose(person, listed, "🔁 Every time")
    for day, hour in ((23, 18), (24, 8)):
        await reminding.at(2026, 11, day, hour, 0)
        await reminded(person)
    return person


async def test_the_morning_after_they_are_asked_once_how_it_was(reminding: Reminding) -> None:
    person = await went_on_tuesday(reminding)
    await reminding.at(2026, 11, 25, 9, 59)
    await person.hears_nothing(0.1)
    await reminding.at(2026, 11, 25, 10, 0)
    question = await reminded(person)
    assert question.text.splitlines() == [
        "👋 Conversation café",
        "Did you go? You need not answer.",
    ]
    assert question.labels[:5] == [
        "Yes",
        "No",
        "I could not get in",
        "It was not there",
        "Do not ask me this again",
    ]
    await reminding.at(2026, 11, 25, 11, 0)
    await person.hears_nothing(0.1)


async def test_yes_offers_the_next_time(reminding: Reminding) -> None:
    person = await went_on_tuesday(reminding)
    await reminding.at(2026, 11, 25, 10, 0)
    await reminded(person)
    thanks = await tapped(person, "Yes")
    assert read(thanks.text).splitlines() == [
        "Conversation café",
        "I am glad.",
        "🕒 Tuesday 1 December, 10:00-12:00",
    ]


async def test_not_there_and_could_not_get_in_reach_the_staff_without_a_name(
    reminding: Reminding,
) -> None:
    person = await went_on_tuesday(reminding)
    await reminding.at(2026, 11, 25, 10, 0)
    await reminded(person)
    await tapped(person, "It was not there")
    await tapped(person, "I could not get in")
    async with reminding.database.reading() as session:
        kinds = list(await session.scalars(select(WrongInfoReport.kind)))
    assert sorted(kinds) == ["could_not_get_in", "not_there"]


async def test_nobody_is_asked_twice_in_a_week(reminding: Reminding) -> None:
    other = await reminding.lists("Choir", weekly="WE")
    person = await went_on_tuesday(reminding)
    await choose(person, other, "🔁 Every time")
    await reminding.at(2026, 11, 24, 18, 0)
    await reminded(person)
    await reminding.at(2026, 11, 25, 10, 0)
    assert "Did you go?" in (await reminded(person)).text
    await reminding.at(2026, 11, 26, 10, 0)  # the choir was yesterday
    await person.hears_nothing(0.1)
    await reminding.at(2026, 11, 30, 18, 0)
    await reminding.at(2026, 12, 1, 18, 0)
    await reminded(person)
    await reminded(person)
    await reminding.at(2026, 12, 2, 10, 0)
    assert "Did you go?" in (await reminded(person)).text


async def test_who_does_not_want_to_be_asked_is_not(reminding: Reminding) -> None:
    person = await went_on_tuesday(reminding)
    await reminding.at(2026, 11, 25, 10, 0)
    await reminded(person)
    told = await tapped(person, "Do not ask me this again")
    assert "I will not ask you that again." in told.text
    await reminding.at(2026, 12, 2, 10, 0)
    await person.hears_nothing(0.1)


async def test_who_said_they_cannot_go_is_not_asked(reminding: Reminding) -> None:
    listed = await reminding.lists()
    person = await reminding.somebody()
    await choose(person, listed, "🔁 Every time")
    await reminding.at(2026, 11, 23, 18, 0)
    await reminded(person)
    await tapped(person, "✖️ I cannot go")
    await reminding.at(2026, 11, 25, 10, 0)
    await person.hears_nothing(0.1)


async def test_who_chose_no_time_to_be_reminded_at_is_not_asked_either(
    reminding: Reminding,
) -> None:
    listed = await reminding.lists()
    person = await reminding.somebody()
    await choose(person, listed, "🔁 Every time")
    await tapped(person, "✅ The day before at 18:00")
    await tapped(person, "✅ 2 hours before")
    await reminding.at(2026, 11, 25, 10, 0)
    await person.hears_nothing(0.1)


async def test_a_question_that_telegram_did_not_take_is_asked_a_little_later(
    reminding: Reminding,
) -> None:
    person = await went_on_tuesday(reminding)
    reminding.whole.api.faults.too_many(1, chat_id=person.id)
    await reminding.at(2026, 11, 25, 10, 0)
    await person.hears_nothing(1.1)
    await reminding.at(2026, 11, 25, 10, 1)
    assert "Did you go?" in (await reminded(person)).text


async def test_of_two_events_on_one_day_one_is_asked_about_even_if_the_first_try_failed(
    reminding: Reminding,
) -> None:
    other = await reminding.lists("Choir")
    person = await went_on_tuesday_twice(reminding, other)
    reminding.whole.api.faults.too_many(1, chat_id=person.id)
    await reminding.at(2026, 11, 25, 10, 0)
    await asyncio.sleep(1.1)
    await reminding.at(2026, 11, 25, 10, 1)
    await reminding.at(2026, 11, 25, 11, 0)
    asked = [heard for heard in person.heard if "Did you go?" in heard.text]
    assert len(asked) == 1


async def went_on_tuesday_twice(reminding: Reminding, other: Listed) -> Person:
    """Somebody who was reminded of two events on Tuesday."""
    listed = await reminding.lists()
    person = await reminding.somebody()
    await choose(person, listed, "🔁 Every time")
    await choose(person, other, "🔁 Every time")
    await reminding.at(2026, 11, 24, 8, 0)
    await person.hears(2)
    return person


async def test_a_reminder_has_all_that_is_needed_to_get_there(reminding: Reminding) -> None:
    listed = await reminding.lists(
        bus="Bus 49 to School Lane",
        bring="Shoes for the garden",
        welcome="Ask for Maryam at the gate",
        setting="outdoor",
        phones=["0113 496 0000"],
    )
    person = await reminding.somebody()
    await choose(person, listed, "🔁 Every time")
    await reminding.at(2026, 11, 23, 18, 0)
    reminder = await reminded(person)
    assert reminder.text.splitlines() == [
        "🔔 Conversation café",
        "🕒 Tomorrow, Tuesday 24 November, 10:00-12:00",
        "📍 The Old School, 1 School Lane, Leeds",
        "🚶 0 km away, about 1 minute on foot",
        "🚏 Bus 49 to School Lane",
        "🎒 Shoes for the garden",
        "🚪 Ask for Maryam at the gate",
        "🌦 It is outdoors: dress for the weather.",
        "☎️ 0113 496 0000",
    ]
    assert reminder.labels[:5] == [
        "✖️ I cannot go",
        "🗺 Map",
        "🚌 Directions",
        "⚙️ Change",
        "🔕 Stop these reminders",
    ]


async def test_the_sunday_list_has_five_lines_at_most(reminding: Reminding) -> None:
    for number in range(7):
        await reminding.lists(f"Café {number}")
    person = await reminding.somebody()
    await sent(person, "rg:")
    chosen = await tapped(person, "▫️ Meet people")
    assert "You get it." in chosen.text
    await reminding.at(2026, 11, 29, 16, 59)
    await person.hears_nothing(0.1)
    await reminding.at(2026, 11, 29, 17, 0)
    shown = await reminded(person)
    lines = shown.text.splitlines()
    assert lines[0] == "On near you this week"
    assert len(lines) == 6
    assert lines[1] == "1️⃣ Tuesday 1 December, 10:00 · Café 0, Leeds"
    await reminding.at(2026, 11, 29, 18, 0)
    await person.hears_nothing(0.1)
    await reminding.at(2026, 12, 6, 17, 0)
    await reminded(person)


async def test_a_list_that_comes_late_is_about_the_same_week(reminding: Reminding) -> None:
    await reminding.lists("Café", weekly="TH")
    person = await reminding.somebody()
    await sent(person, "rg:mp")
    await reminding.at(2026, 11, 30, 9, 0)  # silent on Sunday
    shown = await reminded(person)
    assert shown.text.splitlines()[1] == "1️⃣ Thursday 3 December, 10:00 · Café, Leeds"


async def test_an_event_of_a_calendar_that_has_no_other_topic_is_on_the_list(
    reminding: Reminding,
) -> None:
    await reminding.lists("Mela", weekly="SA", topics=["find_events"])
    person = await reminding.somebody()
    await sent(person, "rg:")
    await tapped(person, "▫️ What is on")
    await reminding.at(2026, 11, 29, 17, 0)
    assert "Mela" in (await reminded(person)).text


async def test_an_empty_week_is_said_so_and_the_list_can_be_stopped(reminding: Reminding) -> None:
    person = await reminding.somebody()
    await sent(person, "rg:mp")
    await reminding.at(2026, 11, 29, 17, 0)
    assert "I know nothing near you" in (await reminded(person)).text
    await tapped(person, "Change this list")
    stopped = await tapped(person, "🔕 Stop this list")
    assert "You do not get it yet." in stopped.text
    await reminding.at(2026, 12, 6, 17, 0)
    await person.hears_nothing(0.1)


@pytest.mark.parametrize(("language", "database_url"), SPOKEN_ON, indirect=["database_url"])
async def test_every_kind_of_message_is_said_in_the_persons_language(
    reminding: Reminding, language: str
) -> None:
    listed = await reminding.lists()
    person = await reminding.somebody(language)
    await sent(person, f"rd:{short(listed.id)}:{short(listed.schedules[0].id)}:")
    await sent(person, "rg:mp")
    heard = []
    for day, hour in ((23, 18), (24, 8), (25, 10), (29, 17)):
        await reminding.at(2026, 11, day, hour, 0)
        heard.append(await reminded(person))
    english = ("Tomorrow", "Today", "Did you go", "this week")
    for message, word in zip(heard, english, strict=True):
        assert (word in message.text) is (language == "en")
