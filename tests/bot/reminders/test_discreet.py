"""Does nothing that the bot sends on its own tell what it is about, to somebody who wants that? Until they tap."""

from sqlalchemy import update

from listings.schema import Service
from tests.bot.reminders.test_changes import cancel
from tests.botapi.person import Person
from tests.listings.builders import Listed
from tests.reminding import Reminding, choose, read, reminded
from tests.whole import answer, sent, tapped

DISCREET = "🔔 You asked me to remind you of something. Tap to see it."


async def discreetly_reminded(reminding: Reminding) -> tuple[Person, Listed]:
    """Somebody who shares a telephone."""
    listed = await reminding.lists()
    person = await reminding.somebody()
    await choose(person, listed, "🔁 Every time")
    await answer(person, "/reminders")
    await tapped(person, "▫️ Do not show what it is about")
    return person, listed


async def shown(person: Person) -> str:
    """The message that came says nothing; what it says when it is tapped."""
    heard = await reminded(person)
    assert heard.text == DISCREET
    assert [label for label in heard.labels if "Show" in label] == ["Show it"]
    return read((await tapped(person, "Show it")).text)


async def test_a_reminder_says_nothing_until_it_is_tapped(reminding: Reminding) -> None:
    person, _ = await discreetly_reminded(reminding)
    await reminding.at(2026, 11, 23, 18, 0)
    assert (await shown(person)).splitlines()[:2] == [
        "🔔 Conversation café",
        "🕒 Tomorrow, Tuesday 24 November, 10:00-12:00",
    ]


async def test_a_cancelled_date_says_nothing_until_it_is_tapped(reminding: Reminding) -> None:
    person, listed = await discreetly_reminded(reminding)
    await cancel(reminding, listed)
    await reminding.at(2026, 11, 23, 9, 0)
    assert (await shown(person)).splitlines()[:4] == [
        "❗️ Conversation café",
        "This date is cancelled.",
        "✖️ It was: Tomorrow, Tuesday 24 November, 10:00",
        "The boiler is broken",
    ]


async def test_a_withdrawn_listing_says_nothing_until_it_is_tapped(reminding: Reminding) -> None:
    person, _ = await discreetly_reminded(reminding)
    await reminding.change(
        lambda session: session.execute(update(Service).values(status="inactive"))
    )
    await reminding.at(2026, 11, 23, 9, 0)
    assert "This place is not on my list any more." in await shown(person)


async def test_the_question_how_it_was_says_nothing_until_it_is_tapped(
    reminding: Reminding,
) -> None:
    person, _ = await discreetly_reminded(reminding)
    await reminding.at(2026, 11, 24, 8, 0)
    await reminded(person)
    await reminding.at(2026, 11, 25, 10, 0)
    assert "Did you go?" in await shown(person)
    assert "I am glad." in (await tapped(person, "Yes")).text


async def test_the_sunday_list_says_nothing_until_it_is_tapped(reminding: Reminding) -> None:
    person = await reminding.somebody()
    await reminding.lists()
    await sent(person, "rz:y")
    await sent(person, "rg:mp")
    await reminding.at(2026, 11, 29, 17, 0)
    assert "Tuesday 1 December, 10:00 · Conversation café, Leeds" in await shown(person)


async def test_a_change_since_is_told_by_the_tap(reminding: Reminding) -> None:
    person, listed = await discreetly_reminded(reminding)
    await reminding.at(2026, 11, 23, 18, 0)
    await cancel(reminding, listed)
    assert "Cancelled: Tomorrow, Tuesday 24 November" in await shown(person)


async def test_whoever_is_late_still_sees_where_and_after_the_end_it_is_over(
    reminding: Reminding,
) -> None:
    person, _ = await discreetly_reminded(reminding)
    await reminding.at(2026, 11, 24, 8, 0)
    reminding.clock.set(2026, 11, 24, 11, 0)
    assert "The Old School, 1 School Lane, Leeds" in await shown(person)
    reminding.clock.set(2026, 11, 24, 12, 1)
    assert "This reminder is over." in (await sent(person, "rv:1:261124")).text


async def test_nobody_sees_what_another_one_was_reminded_of(reminding: Reminding) -> None:
    person, _ = await discreetly_reminded(reminding)
    await reminding.at(2026, 11, 23, 18, 0)
    await reminded(person)
    stranger = await reminding.somebody(name="Eve")
    assert "This reminder is over." in (await sent(stranger, "rv:1:261124")).text
