"""What becomes of the others when one reminder cannot be planned, or made up? They go out; that one is logged by id."""

from datetime import date, time

import pytest
from sqlalchemy import select, text, update

from bot.reminders.tables import Reminder, Subscription
from listings.schema import Schedule, ScheduleException
from tests.botapi.person import Person
from tests.listings.builders import Listed
from tests.reminding import Reminding, choose, read, reminded
from tests.whole import answer

# Readable when it was entered, and so on its way into what staff never typed here.
FAR_AWAY = {"kind": "moved", "new_date": date(9999, 12, 31), "new_opens_at": time(22)}


async def reminded_of_two(reminding: Reminding) -> tuple[Person, Listed, Listed]:
    """Somebody who is reminded of two cafés, both on Tuesday."""
    broken, whole = await reminding.lists("Broken"), await reminding.lists("Whole")
    person = await reminding.somebody()
    await choose(person, broken, "🔁 Every time")
    await choose(person, whole, "🔁 Every time")
    return person, broken, whole


async def breaks(reminding: Reminding, listed: Listed, byday: str = "ZZ") -> None:
    """As nobody can through the program."""
    mine = Schedule.id == listed.schedules[0].id
    await reminding.change(
        lambda session: session.execute(update(Schedule).where(mine).values(byday=byday))
    )


async def the_reminder_of(reminding: Reminding, listed: Listed) -> Reminder:
    """The one of the day before."""
    async with reminding.database.reading() as session:
        found = await session.scalar(
            select(Reminder)
            .join(Subscription, Subscription.id == Reminder.subscription_id)
            .where(Subscription.listing_id == listed.id, Reminder.kind == "day_before")
        )
    assert found is not None
    return found


async def test_what_broke_after_it_was_planned_is_put_off_by_id_and_the_others_are_sent(
    reminding: Reminding, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    person, broken, _ = await reminded_of_two(reminding)
    await breaks(reminding, broken)
    reminding.clock.set(2026, 11, 23, 18, 0)
    await reminding.ticker.sender.send_due()
    assert read((await reminded(person)).text).splitlines()[0] == "🔔 Whole"
    put_off = await the_reminder_of(reminding, broken)
    assert put_off.state == "due"
    assert f"reminder_id={put_off.id}" in capsys.readouterr().out
    assert str(broken.schedules[0].id) in caplog.text


async def test_what_cannot_be_made_up_is_tried_every_five_minutes_and_not_at_every_tick(
    reminding: Reminding, caplog: pytest.LogCaptureFixture
) -> None:
    person, broken, _ = await reminded_of_two(reminding)
    await breaks(reminding, broken)
    await reminding.at(2026, 11, 23, 18, 0)
    await reminded(person)
    caplog.clear()
    for minute in (1, 2, 3, 4):
        await reminding.at(2026, 11, 23, 18, minute)
    assert caplog.text == ""
    await breaks(reminding, broken, "TU")
    await reminding.at(2026, 11, 23, 18, 5)
    assert read((await reminded(person)).text).splitlines()[0] == "🔔 Broken"


async def test_a_date_that_no_clock_reaches_holds_up_neither_plan_nor_list(
    reminding: Reminding, caplog: pytest.LogCaptureFixture
) -> None:
    person, broken, _ = await reminded_of_two(reminding)
    moved = ScheduleException(
        schedule_id=broken.schedules[0].id, on_date=date(2026, 12, 1), **FAR_AWAY
    )
    await reminding.change(lambda session: session.add(moved))
    await reminding.at(2026, 11, 23, 18, 0)
    assert read((await reminded(person)).text).splitlines()[0] == "🔔 Whole"
    assert str(broken.schedules[0].id) in caplog.text
    assert "• Broken" in (await answer(person, "/reminders")).text
    await reminding.at(2026, 11, 30, 18, 0)
    assert read((await reminded(person)).text).splitlines()[0] == "🔔 Whole"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_row_that_cannot_even_be_read_is_logged_by_id_and_the_others_are_planned(
    reminding: Reminding, capsys: pytest.CaptureFixture[str]
) -> None:
    """SQLite takes any text for a time: the driver fails, where PostgreSQL would have refused it."""
    person, broken, _ = await reminded_of_two(reminding)
    torn = text("UPDATE schedule SET opens_at = 'ten' WHERE id = :id")
    await reminding.change(
        lambda session: session.execute(torn, {"id": broken.schedules[0].id.hex})
    )
    await reminding.at(2026, 11, 23, 18, 0)
    assert read((await reminded(person)).text).splitlines()[0] == "🔔 Whole"
    logged = capsys.readouterr().out
    put_off = await the_reminder_of(reminding, broken)
    assert f"reminder_id={put_off.id}" in logged
    assert f"subscription_id={put_off.subscription_id}" in logged
    await reminding.at(2026, 11, 30, 18, 0)
    assert read((await reminded(person)).text).splitlines()[0] == "🔔 Whole"
