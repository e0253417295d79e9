"""What becomes of a message that is refused, comes too late, or whose answer is lost? Nothing lost, nothing twice."""

from datetime import timedelta

import pytest

from bot.reminders import queue
from bot.reminders.sending import Sender
from tests.botapi.person import Person
from tests.listings.builders import Listed
from tests.reminding import ZONE, Reminding, choose, reminded
from tests.whole import answer, sent


async def to_be_reminded(reminding: Reminding) -> tuple[Person, Listed]:
    """Somebody who is reminded of every Tuesday."""
    listed = await reminding.lists()
    person = await reminding.somebody()
    await choose(person, listed, "🔁 Every time")
    return person, listed


async def states(reminding: Reminding) -> dict[str, str]:
    return dict(await reminding.states())


async def test_too_many_requests_is_waited_for(reminding: Reminding) -> None:
    person, _ = await to_be_reminded(reminding)
    reminding.whole.api.faults.too_many(30, chat_id=person.id)
    await reminding.at(2026, 11, 23, 18, 0)
    await person.hears_nothing(0.1)
    reminding.clock.now += timedelta(seconds=29)
    assert await queue.claim(reminding.database, "other", reminding.clock) is None
    reminding.clock.now += timedelta(seconds=2)
    assert await queue.claim(reminding.database, "other", reminding.clock) is not None


async def test_who_blocked_the_bot_is_switched_off_until_they_write_again(
    reminding: Reminding,
) -> None:
    person, _ = await to_be_reminded(reminding)
    reminding.whole.api.faults.blocked(person.id, times=1)
    await reminding.at(2026, 11, 23, 18, 0)
    assert (await states(reminding))["day_before"] == "failed"
    await reminding.at(2026, 11, 24, 8, 0)
    await person.hears_nothing(0.1)
    assert (await states(reminding))["hours_before"] == "due"
    await answer(person, "/menu")
    await reminding.at(2026, 11, 24, 8, 1)
    await reminded(person)


async def test_what_telegram_will_never_take_fails_for_good(reminding: Reminding) -> None:
    person, _ = await to_be_reminded(reminding)
    reminding.whole.api.faults.refuse("Bad Request: something is wrong", chat_id=person.id)
    await reminding.at(2026, 11, 23, 18, 0)
    assert (await states(reminding))["day_before"] == "failed"
    await reminding.at(2026, 11, 24, 8, 0)
    await reminded(person)


async def test_a_lost_answer_is_tried_once_more_and_then_left_uncertain(
    reminding: Reminding,
) -> None:
    person, _ = await to_be_reminded(reminding)
    reminding.whole.api.faults.lose_answer(chat_id=person.id)
    reminding.whole.api.faults.lose_answer(chat_id=person.id)
    await reminding.at(2026, 11, 23, 18, 0)
    assert len(await person.hears(1)) == 1
    await reminding.at(2026, 11, 23, 18, 1)
    assert len(await person.hears(1)) == 1
    assert (await states(reminding))["day_before"] == "uncertain"
    await reminding.at(2026, 11, 23, 18, 2)
    await person.hears_nothing(0.1)


async def test_a_chat_that_moved_is_followed_once(reminding: Reminding) -> None:
    person, _ = await to_be_reminded(reminding)
    moved = reminding.whole.newcomer("en", first_name="Amal again")
    reminding.whole.api.faults.moved(person.id, moved.id)
    await reminding.at(2026, 11, 23, 18, 0)
    assert "Conversation café" in (await reminded(moved)).text
    await reminding.at(2026, 11, 24, 8, 0)
    assert "Conversation café" in (await reminded(moved)).text
    await person.hears_nothing(0.1)


async def test_three_hours_down_late_ones_go_out_before_the_start_others_expire(
    reminding: Reminding,
) -> None:
    early = await reminding.lists("Early", schedule=_at(9), weekly=None)
    late = await reminding.lists("Late", schedule=_at(11), weekly=None)
    person = await reminding.somebody()
    for listed in (early, late):
        await choose(person, listed, "🔁 Every time")
    await reminding.at(2026, 11, 23, 18, 0)
    await person.hears(2)
    await reminding.at(2026, 11, 24, 10, 0)  # silent since before 7:00
    assert "🔔 Late" in (await reminded(person)).text
    await person.hears_nothing(0.1)
    ended = [state for kind, state in await reminding.states() if kind == "hours_before"]
    assert ended == ["expired", "sent"]


def _at(hour: int) -> dict[str, object]:
    from datetime import date, time

    return {
        "freq": "WEEKLY",
        "byday": "TU",
        "dtstart": date(2026, 11, 3),
        "opens_at": time(hour),
        "closes_at": time(hour + 1),
    }


async def test_the_late_one_of_the_day_before_gives_way_to_the_one_of_the_day(
    reminding: Reminding,
) -> None:
    person, _ = await to_be_reminded(reminding)
    await reminding.at(2026, 11, 24, 8, 30)
    await reminded(person)
    await person.hears_nothing(0.1)
    assert await states(reminding) == {
        "day_before": "expired",
        "hours_before": "sent",
        "invitation": "due",
    }


async def test_what_a_dead_process_had_only_claimed_is_sent_as_new(reminding: Reminding) -> None:
    person, _ = await to_be_reminded(reminding)
    reminding.clock.set(2026, 11, 23, 18, 0)
    assert await queue.claim(reminding.database, "gone", reminding.clock) is not None
    await reminding.at(2026, 11, 23, 18, 1)
    await person.hears_nothing(0.1)
    await reminding.at(2026, 11, 23, 18, 3)
    await reminded(person)
    assert (await states(reminding))["day_before"] == "sent"


async def test_what_a_dead_process_was_sending_is_sent_once_more_never_twice(
    reminding: Reminding,
) -> None:
    person, _ = await to_be_reminded(reminding)
    for minute in (0, 2):
        reminding.clock.set(2026, 11, 23, 18, minute)
        await queue.release(reminding.database, reminding.clock.now)
        claim = await queue.claim(reminding.database, "gone", reminding.clock)
        assert claim is not None
        assert await queue.begin(reminding.database, claim, reminding.clock)
    await reminding.at(2026, 11, 23, 18, 4)
    await person.hears_nothing(0.1)
    assert (await states(reminding))["day_before"] == "uncertain"


async def test_who_lost_a_claim_can_neither_begin_nor_settle_it(reminding: Reminding) -> None:
    await to_be_reminded(reminding)
    reminding.clock.set(2026, 11, 23, 18, 0)
    lost = await queue.claim(reminding.database, "slow", reminding.clock)
    assert lost is not None
    reminding.clock.now += timedelta(minutes=2)
    await queue.release(reminding.database, reminding.clock.now)
    assert await queue.claim(reminding.database, "other", reminding.clock) is not None
    assert not await queue.begin(reminding.database, lost, reminding.clock)
    async with reminding.database.writing() as session:
        await queue.settle(session, lost, "sent", reminding.clock.now)
    assert (await states(reminding))["day_before"] == "claimed"


async def test_two_processes_share_the_work_and_nothing_is_sent_twice(
    reminding: Reminding,
) -> None:
    import asyncio

    listed = await reminding.lists()
    people = [await reminding.somebody(name=f"Amal {number}") for number in range(12)]
    for person in people:
        await choose(person, listed, "🔁 Every time")
    services = reminding.whole.assembly.services
    other = Sender(services.sources, services.delivery, "other-0-0", reminding.clock, ZONE)
    reminding.clock.set(2026, 11, 23, 18, 0)
    await asyncio.gather(reminding.ticker.tick(), other.send_due())
    for person in people:
        await reminded(person)
        await person.hears_nothing(0.01)


@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(hours=-1)])
async def test_a_clock_that_jumps_an_hour_loses_and_doubles_nothing(
    reminding: Reminding, jump: timedelta
) -> None:
    person, _ = await to_be_reminded(reminding)
    await reminding.at(2026, 11, 23, 17, 30)
    reminding.clock.now += jump
    await reminding.ticker.tick()
    await reminding.at(2026, 11, 23, 18, 0)
    await reminded(person)
    reminding.clock.now -= timedelta(hours=1)
    await reminding.ticker.tick()
    await reminding.at(2026, 11, 23, 18, 30)
    await person.hears_nothing(0.1)


async def test_nothing_is_sent_of_a_stop_that_comes_while_it_is_claimed(
    reminding: Reminding,
) -> None:
    person, _ = await to_be_reminded(reminding)
    reminding.clock.set(2026, 11, 23, 18, 0)
    claim = await queue.claim(reminding.database, "here", reminding.clock)
    assert claim is not None
    await sent(person, f"rx:{claim.subscription_id}:")
    assert not await queue.begin(reminding.database, claim, reminding.clock)
