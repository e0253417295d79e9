"""Can somebody with 500 reminders read them, stop them and have them back? Page by page, and at once."""

from bot.reminders.tables import Subscription
from tests.botapi import Heard
from tests.botapi.person import Person
from tests.listings.builders import a_listing
from tests.reminding import Reminding, read
from tests.whole import answer, data_of, sent, tapped

MANY = 500
LONG = "of everybody who likes to sing & <play> in the evening after work with friends" * 2
DAYS = ("MO", "TU", "WE", "TH", "FR")


async def reminded_of_many(reminding: Reminding) -> Person:
    """Somebody with 500 reminders of as many listings, all with long names; those on Tuesdays come first."""
    person = await reminding.somebody()
    async with reminding.database.writing() as session:
        for number in range(MANY):
            name = f"Choir {number:03} {LONG}"
            listed = await a_listing(session, name, weekly=DAYS[number % 5])
            wish = Subscription(
                chat_id=person.id,
                schedule_id=listed.schedules[0].id,
                listing_id=listed.id,
                title=name,
                since=reminding.clock.now,
                plan_at=reminding.clock.now,
            )
            session.add(wish)
    return person


def entries(heard: Heard) -> list[str]:
    """The names of the events of a page."""
    return [line[2:11] for line in read(heard.text).splitlines() if line.startswith("• ")]


async def test_every_one_stands_on_one_page_and_each_page_is_a_message_that_telegram_takes(
    reminding: Reminding,
) -> None:
    person = await reminded_of_many(reminding)
    page = await answer(person, "/reminders")
    assert [int(name[6:]) % 5 for name in entries(page)] == [0] * 8  # today's Mondays
    found = []
    while True:
        found += entries(page)
        assert len(page.text) <= 4096
        assert len(page.labels) <= 100
        if "➕ Show more" not in page.labels:
            break
        page = await tapped(person, "➕ Show more")
    assert sorted(found) == [f"Choir {number:03}" for number in range(MANY)]


async def test_a_page_that_is_gone_is_the_first_one(reminding: Reminding) -> None:
    person = await reminded_of_many(reminding)
    first = await answer(person, "/reminders")
    beyond = await sent(person, "rm:9999")
    assert entries(beyond) == entries(first)
    assert "rm:8" in data_of(beyond)


async def test_all_are_stopped_and_had_back_and_sent_as_ever(reminding: Reminding) -> None:
    person = await reminded_of_many(reminding)
    await reminding.ticker.look_ahead()
    stopped = await answer(person, "/stop")
    assert "I will not write to you on my own." in stopped.text
    await reminding.ticker.look_ahead()
    assert {state for _, state in await reminding.states()} == {"cancelled"}
    await tapped(person, "↩️ Undo")
    await reminding.ticker.look_ahead()
    due = [kind for kind, state in await reminding.states() if state == "due"]
    # The Tuesdays are in view; for the Mondays it is too late.
    assert (due.count("day_before"), due.count("hours_before")) == (100, 100)
