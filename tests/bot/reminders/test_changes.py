"""A date is cancelled or moved, a listing withdrawn: who hears of it, when, and how often?"""

from datetime import date, time

from sqlalchemy import delete, update

from listings.schema import Schedule, ScheduleException, Service
from tests.listings.builders import Listed
from tests.reminding import Reminding, choose, read, reminded
from tests.whole import tapped

TUESDAY = date(2026, 11, 24)


async def cancel(reminding: Reminding, listed: Listed, on_date: date = TUESDAY) -> None:
    """As staff do, with a reason."""
    await reminding.change(
        lambda session: session.add(
            ScheduleException(
                schedule_id=listed.schedules[0].id,
                on_date=on_date,
                kind="cancelled",
                reason="The boiler is broken",
            )
        )
    )


async def move(
    reminding: Reminding, listed: Listed, on_date: date = TUESDAY, **new: object
) -> None:
    """To other times, another day or another place."""
    await reminding.change(
        lambda session: session.add(
            ScheduleException(
                schedule_id=listed.schedules[0].id, on_date=on_date, kind="moved", **new
            )
        )
    )


async def test_a_date_cancelled_within_two_days_is_told_at_once_and_once(
    reminding: Reminding,
) -> None:
    listed = await reminding.lists()
    person = await reminding.somebody()
    await choose(person, listed, "🔁 Every time")
    await cancel(reminding, listed)
    await reminding.at(2026, 11, 23, 9, 0)
    assert (await reminded(person)).text.splitlines() == [
        "❗️ Conversation café",
        "This date is cancelled.",
        "✖️ It was: Tomorrow, Tuesday 24 November, 10:00",
        "The boiler is broken",
        "🕒 The next time: Tuesday 1 December, 10:00-12:00",
    ]
    await reminding.at(2026, 11, 23, 18, 0)
    await reminding.at(2026, 11, 24, 8, 0)
    await person.hears_nothing(0.1)
    await reminding.at(2026, 11, 30, 18, 0)
    assert "Tomorrow, Tuesday 1 December" in (await reminded(person)).text


async def test_a_date_cancelled_long_before_is_told_in_place_of_its_reminder(
    reminding: Reminding,
) -> None:
    listed = await reminding.lists()
    person = await reminding.somebody()
    await choose(person, listed, "🔁 Every time")
    await cancel(reminding, listed, date(2026, 12, 1))
    for hour in (9, 18):
        await reminding.at(2026, 11, 23, hour, 0)
    await reminding.at(2026, 11, 24, 8, 0)
    assert len(await person.hears(2)) == 2
    await reminding.at(2026, 11, 29, 12, 0)
    await person.hears_nothing(0.1)
    await reminding.at(2026, 11, 30, 18, 0)
    assert "This date is cancelled." in (await reminded(person)).text
    await reminding.at(2026, 12, 1, 8, 0)
    await person.hears_nothing(0.1)


async def test_a_change_after_the_reminder_went_out_is_corrected(reminding: Reminding) -> None:
    listed = await reminding.lists()
    person = await reminding.somebody()
    await choose(person, listed, "🔁 Every time")
    await reminding.at(2026, 11, 24, 8, 0)
    await reminded(person)
    await cancel(reminding, listed)
    await reminding.at(2026, 11, 24, 8, 5)
    assert "This date is cancelled." in (await reminded(person)).text


async def test_other_times_are_told_and_reminded_of(reminding: Reminding) -> None:
    listed = await reminding.lists()
    person = await reminding.somebody()
    await choose(person, listed, "🔁 Every time")
    await move(reminding, listed, new_opens_at=time(14))
    await reminding.at(2026, 11, 23, 9, 0)
    lines = (await reminded(person)).text.splitlines()
    assert lines[1:4] == [
        "This date has changed.",
        "✖️ It was: Tomorrow, Tuesday 24 November, 10:00",
        "🕒 Changed: Tomorrow, Tuesday 24 November, 14:00-16:00",
    ]
    await reminding.at(2026, 11, 24, 8, 0)
    assert "14:00-16:00" in (await reminded(person)).text
    await reminding.at(2026, 11, 24, 12, 0)
    assert "14:00-16:00" in (await reminded(person)).text


async def test_another_place_is_told_and_the_old_one_is_not_shown(reminding: Reminding) -> None:
    listed = await reminding.lists(bus="Bus 49 to School Lane")
    person = await reminding.somebody()
    await choose(person, listed, "🔁 Every time")
    await move(reminding, listed, new_location="Mill Hall, 2 Mill Street")
    await reminding.at(2026, 11, 23, 9, 0)
    notice = await reminded(person)
    assert "📍 New place: Mill Hall, 2 Mill Street" in notice.text
    assert "School Lane" not in notice.text
    assert "🗺 Map" not in notice.labels


async def test_a_date_moved_to_a_later_day_is_told_before_the_old_one(
    reminding: Reminding,
) -> None:
    """Nobody must stand there on the usual day, even if it was moved long before."""
    listed = await reminding.lists()
    person = await reminding.somebody()
    await choose(person, listed, "🔁 Every time")
    await move(reminding, listed, date(2026, 12, 1), new_date=date(2026, 12, 4))
    await reminding.at(2026, 11, 24, 8, 0)
    await reminded(person)
    await reminding.at(2026, 11, 30, 18, 0)
    assert "This date has changed." in (await reminded(person)).text
    await reminding.at(2026, 12, 1, 8, 0)
    await person.hears_nothing(0.1)
    await reminding.at(2026, 12, 3, 18, 0)
    assert "Tomorrow, Friday 4 December" in (await reminded(person)).text


async def test_what_is_on_after_all_is_told_and_reminded_of(reminding: Reminding) -> None:
    listed = await reminding.lists()
    person = await reminding.somebody()
    await choose(person, listed, "🔁 Every time")
    await cancel(reminding, listed)
    await reminding.at(2026, 11, 23, 9, 0)
    await reminded(person)
    await reminding.change(lambda session: session.execute(delete(ScheduleException)))
    await reminding.at(2026, 11, 23, 10, 0)
    assert "This date is on after all." in (await reminded(person)).text
    await reminding.at(2026, 11, 24, 8, 0)
    assert "Today, Tuesday 24 November, 10:00-12:00" in (await reminded(person)).text


async def test_a_changed_rule_is_a_cancelled_date_and_a_new_one(reminding: Reminding) -> None:
    listed = await reminding.lists()
    person = await reminding.somebody()
    await choose(person, listed, "🔁 Every time")
    await reminding.change(lambda session: session.execute(update(Schedule).values(byday="WE")))
    await reminding.at(2026, 11, 23, 9, 0)
    notice = await reminded(person)
    assert "This date is cancelled." in notice.text
    assert "🕒 The next time: Wednesday 25 November, 10:00-12:00" in notice.text
    await reminding.at(2026, 11, 24, 18, 0)
    assert "Tomorrow, Wednesday 25 November" in (await reminded(person)).text


async def test_a_withdrawn_listing_is_told_once_by_the_name_it_had(reminding: Reminding) -> None:
    listed = await reminding.lists()
    person = await reminding.somebody()
    await choose(person, listed, "🔁 Every time")
    await reminding.change(
        lambda session: session.execute(update(Service).values(status="inactive"))
    )
    await reminding.at(2026, 11, 23, 9, 0)
    notice = await reminded(person)
    assert notice.text.splitlines()[:2] == [
        "❗️ Conversation café",
        "This place is not on my list any more.",
    ]
    await reminding.at(2026, 11, 24, 8, 0)
    await person.hears_nothing(0.1)


async def test_a_deleted_listing_is_told_too(reminding: Reminding) -> None:
    listed = await reminding.lists()
    person = await reminding.somebody()
    await choose(person, listed, "Tomorrow, Tuesday 24 November, 10:00")
    await reminding.change(lambda session: session.execute(delete(Service)))
    await reminding.at(2026, 11, 23, 9, 0)
    assert "This place is not on my list any more." in (await reminded(person)).text


async def test_who_cannot_go_is_not_told_of_changes(reminding: Reminding) -> None:
    listed = await reminding.lists()
    person = await reminding.somebody()
    await choose(person, listed, "🔁 Every time")
    await reminding.at(2026, 11, 23, 18, 0)
    await reminded(person)
    await tapped(person, "✖️ I cannot go")
    await cancel(reminding, listed)
    await reminding.at(2026, 11, 23, 19, 0)
    await person.hears_nothing(0.1)


async def test_a_schedule_that_cannot_be_read_stops_nobody_else(reminding: Reminding) -> None:
    broken, whole = await reminding.lists("Broken"), await reminding.lists("Whole")
    person = await reminding.somebody()
    await choose(person, broken, "🔁 Every time")
    await choose(person, whole, "🔁 Every time")
    mine = Schedule.id == broken.schedules[0].id
    await reminding.change(
        lambda session: session.execute(update(Schedule).where(mine).values(byday="ZZ"))
    )
    await reminding.at(2026, 11, 23, 18, 0)
    assert read((await reminded(person)).text).splitlines()[0] == "🔔 Whole"
    await person.hears_nothing(0.1)
    await reminding.change(
        lambda session: session.execute(update(Schedule).where(mine).values(byday="TU"))
    )
    await reminding.at(2026, 11, 24, 8, 0)
    names = {read(heard.text).splitlines()[0] for heard in await person.hears(2)}
    assert names == {"🔔 Broken", "🔔 Whole"}
