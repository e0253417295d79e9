"""Somebody asks to be reminded, changes it, stops it, takes it back: what do they read, and what comes?"""

from tests.reminding import Reminding, choose, read, reminded, short
from tests.whole import answer, sent, tapped


async def test_a_card_with_dates_offers_to_remind(reminding: Reminding) -> None:
    listed = await reminding.lists()
    person = await reminding.somebody()
    card = await sent(person, f"c:{short(listed.id)}:card")
    assert "🔔 Remind me" in card.labels
    question = await tapped(person, "🔔 Remind me")
    assert [read(label) for label in question.labels[:4]] == [
        "🔁 Every time",
        "Tomorrow, Tuesday 24 November, 10:00",
        "Tuesday 1 December, 10:00",
        "Tuesday 8 December, 10:00",
    ]


async def test_a_card_without_dates_does_not(reminding: Reminding) -> None:
    listed = await reminding.lists(schedule=None)
    person = await reminding.somebody()
    card = await sent(person, f"c:{short(listed.id)}:card")
    assert "🔔 Remind me" not in card.labels
    refused = await sent(person, f"r:{short(listed.id)}")
    assert "I know no coming date of it" in refused.text


async def test_the_answer_says_when_the_person_will_be_reminded(reminding: Reminding) -> None:
    listed = await reminding.lists()
    person = await reminding.somebody()
    text = await choose(person, listed, "Tomorrow, Tuesday 24 November, 10:00")
    assert text.splitlines() == [
        "🔔 Conversation café",
        "🕒 Tomorrow, Tuesday 24 November, 10:00-12:00",
        "I will remind you: Today, Monday 23 November, 18:00 and Tomorrow, Tuesday 24 November, 08:00",
    ]


async def test_one_date_is_reminded_of_twice_and_never_again(reminding: Reminding) -> None:
    listed = await reminding.lists()
    person = await reminding.somebody()
    await choose(person, listed, "Tomorrow, Tuesday 24 November, 10:00")
    await reminding.at(2026, 11, 23, 17, 59)
    await person.hears_nothing(0.1)
    await reminding.at(2026, 11, 23, 18, 0)
    assert "Tomorrow, Tuesday 24 November" in (await reminded(person)).text
    await reminding.at(2026, 11, 24, 8, 0)
    assert "Today, Tuesday 24 November" in (await reminded(person)).text
    await reminding.at(2026, 11, 24, 9, 0)
    await reminding.at(2026, 11, 30, 18, 0)
    await person.hears_nothing(0.1)


async def test_every_date_is_reminded_of_week_after_week(reminding: Reminding) -> None:
    listed = await reminding.lists()
    person = await reminding.somebody()
    text = await choose(person, listed, "🔁 Every time")
    assert "And again every time it is on." in text
    for day, month in ((23, 11), (30, 11), (7, 12)):
        await reminding.at(2026, month, day, 18, 0)
        assert "Tomorrow, Tuesday" in (await reminded(person)).text
        await person.hears_nothing(0.05)


async def test_asking_twice_changes_nothing(reminding: Reminding) -> None:
    listed = await reminding.lists()
    person = await reminding.somebody()
    await choose(person, listed, "🔁 Every time")
    await choose(person, listed, "🔁 Every time")
    await choose(person, listed, "Tomorrow, Tuesday 24 November, 10:00")
    await reminding.at(2026, 11, 23, 18, 0)
    await reminded(person)
    await person.hears_nothing(0.1)


async def test_each_time_before_can_be_switched_off(reminding: Reminding) -> None:
    listed = await reminding.lists()
    person = await reminding.somebody()
    await choose(person, listed, "Tomorrow, Tuesday 24 November, 10:00")
    changed = await tapped(person, "✅ The day before at 18:00")
    assert "I will remind you: Tomorrow, Tuesday 24 November, 08:00" in read(changed.text)
    none = await tapped(person, "✅ 2 hours before")
    assert "No time is chosen, so I will not remind you." in none.text
    await tapped(person, "▫️ 2 hours before")
    await reminding.at(2026, 11, 23, 18, 0)
    await person.hears_nothing(0.1)
    await reminding.at(2026, 11, 24, 8, 0)
    assert "Conversation café" in (await reminded(person)).text


async def test_what_begins_too_soon_is_said_so(reminding: Reminding) -> None:
    listed = await reminding.lists()
    person = await reminding.somebody()
    reminding.clock.set(2026, 11, 24, 9, 30)
    text = await choose(person, listed, "Today, Tuesday 24 November, 10:00")
    assert "It begins too soon for a reminder." in text
    await reminding.at(2026, 11, 24, 9, 45)
    await person.hears_nothing(0.1)


async def test_a_date_that_one_cannot_go_to_is_left_out_and_can_be_had_back(
    reminding: Reminding,
) -> None:
    listed = await reminding.lists()
    person = await reminding.somebody()
    await choose(person, listed, "🔁 Every time")
    await reminding.at(2026, 11, 23, 18, 0)
    await reminded(person)
    skipped = await tapped(person, "✖️ I cannot go")
    assert "I will not write to you about this date." in skipped.text
    await reminding.at(2026, 11, 24, 8, 0)
    await person.hears_nothing(0.1)
    reminding.clock.set(2026, 11, 24, 7, 0)
    await tapped(person, "↩️ I can go after all")
    await reminding.at(2026, 11, 24, 8, 0)
    assert "Today, Tuesday 24 November" in (await reminded(person)).text


async def test_a_stop_can_be_taken_back(reminding: Reminding) -> None:
    listed = await reminding.lists()
    person = await reminding.somebody()
    await choose(person, listed, "🔁 Every time")
    stopped = await tapped(person, "🔕 Stop these reminders")
    assert "Stopped. I will not remind you of this." in stopped.text
    await reminding.at(2026, 11, 23, 18, 0)
    await person.hears_nothing(0.1)
    await tapped(person, "↩️ Undo")
    await reminding.at(2026, 11, 24, 8, 0)
    await reminded(person)


async def test_stop_ends_all_and_can_be_taken_back(reminding: Reminding) -> None:
    first, second = await reminding.lists("Café"), await reminding.lists("Choir")
    person = await reminding.somebody()
    await choose(person, first, "🔁 Every time")
    await choose(person, second, "🔁 Every time")
    stopped = await answer(person, "/stop")
    assert "I will not write to you on my own." in stopped.text
    await reminding.at(2026, 11, 23, 18, 0)
    await person.hears_nothing(0.1)
    back = await tapped(person, "↩️ Undo")
    assert "• Café" in back.text
    assert "• Choir" in back.text
    await reminding.at(2026, 11, 24, 8, 0)
    assert {heard.text.splitlines()[0] for heard in await person.hears(2)} == {
        "🔔 Café",
        "🔔 Choir",
    }


async def test_the_list_shows_each_with_its_next_date_soonest_first(reminding: Reminding) -> None:
    friday = await reminding.lists("Choir", weekly="FR")
    tuesday = await reminding.lists("Café")
    person = await reminding.somebody()
    empty = await answer(person, "/reminders")
    assert "You have none yet." in empty.text
    await choose(person, friday, "🔁 Every time")
    await choose(person, tuesday, "🔁 Every time")
    listed = await answer(person, "/reminders")
    assert [line for line in read(listed.text).splitlines() if line] == [
        "Your reminders",
        "• Café",
        "🕒 Tomorrow, Tuesday 24 November, 10:00-12:00",
        "• Choir",
        "🕒 Friday 27 November, 10:00-12:00",
    ]


async def test_nobody_can_change_somebody_elses(reminding: Reminding) -> None:
    listed = await reminding.lists()
    owner, stranger = await reminding.somebody(), await reminding.somebody("fr", name="Eve")
    await choose(owner, listed, "🔁 Every time")
    for data in ("rx:1:", "ro:1", "rl:1::", "rk:1:261124:", "rv:1:261124", "rw:1:261124:gone"):
        refused = await sent(stranger, data)
        assert "Conversation café" not in refused.text
    await reminding.at(2026, 11, 24, 8, 0)
    await reminded(owner)


async def test_forget_takes_the_reminders_along(reminding: Reminding) -> None:
    listed = await reminding.lists()
    person = await reminding.somebody()
    await choose(person, listed, "🔁 Every time")
    assert await reminding.states() != []
    await sent(person, "x:y")
    assert await reminding.states() == []
    await reminding.at(2026, 11, 23, 18, 0)
    await person.hears_nothing(0.1)
