"""Does nothing go out too fast, and does what is urgent overtake what is not?"""

import asyncio
import time

import pytest

from bot.replies.reply import Reply
from bot.sending.delivery import Delivery
from bot.sending.limits import UNPACED, Limits, Urgency
from bot.sending.outcomes import Sent
from bot.sending.pacing import Pace
from bot.sending.transport import WaypostBot
from bot.sending.windows import Windows
from tests.botapi import BotApi


def sent(windows: Windows, chat_id: int, now: float, took: float = 0.0) -> None:
    windows.end(windows.grant(chat_id, now), now + took)


def test_reminders_are_25_a_second_and_answers_have_four_more() -> None:
    windows = Windows(Limits())
    for chat_id in range(25):
        assert windows.wait(chat_id, Urgency.REMINDER, 0.0) == 0
        sent(windows, chat_id, 0.0)
    assert windows.wait(100, Urgency.REMINDER, 0.4) == 0.6
    for chat_id in range(200, 204):
        assert windows.wait(chat_id, Urgency.ANSWER, 0.4) == 0
        sent(windows, chat_id, 0.4)
    assert windows.wait(300, Urgency.SAFETY, 0.4) == 0.6
    assert windows.wait(300, Urgency.SAFETY, 1.0) == 0
    assert windows.wait(100, Urgency.REMINDER, 1.0) == 0


def test_a_message_counts_until_a_second_after_its_answer() -> None:
    windows = Windows(Limits(overall=1, reminders=1))
    turn = windows.grant(1, 0.0)
    assert windows.wait(2, Urgency.REMINDER, 1.5) == 4.5
    windows.end(turn, 2.0)
    assert windows.wait(2, Urgency.REMINDER, 2.0) == 1.0
    assert windows.wait(2, Urgency.REMINDER, 3.0) == 0


def test_a_call_that_hangs_does_not_hold_up_the_others_for_ever() -> None:
    windows = Windows(Limits(overall=1, reminders=1))
    turn = windows.grant(1, 0.0)
    assert windows.wait(2, Urgency.ANSWER, 6.0) == 0
    windows.end(turn, 60.0)
    assert windows.wait(2, Urgency.ANSWER, 60.0) == 0


def test_a_chat_gets_one_reminder_a_second_and_a_burst_of_20_answers() -> None:
    windows = Windows(Limits(overall=1000))
    sent(windows, 7, 0.0)
    assert windows.wait(7, Urgency.REMINDER, 0.25) == 0.75
    for _ in range(19):
        assert windows.wait(7, Urgency.ANSWER, 0.0) == 0
        sent(windows, 7, 0.0)
    assert windows.wait(7, Urgency.ANSWER, 0.0) == 1.0
    assert windows.wait(8, Urgency.ANSWER, 0.0) == 0
    assert windows.wait(7, Urgency.ANSWER, 1.0) == 0
    sent(windows, 7, 1.0)
    assert windows.wait(7, Urgency.ANSWER, 1.5) == 0.5


def test_a_429_holds_the_chat_and_all_reminders() -> None:
    windows = Windows(Limits())
    windows.hold(7, 5.0, 10.0)
    assert windows.wait(7, Urgency.SAFETY, 12.0) == 3.0
    assert windows.wait(8, Urgency.ANSWER, 12.0) == 0
    assert windows.wait(8, Urgency.REMINDER, 12.0) == 3.0
    assert windows.held_for(8, Urgency.REMINDER, 12.0) == 3.0
    assert windows.wait(8, Urgency.REMINDER, 15.0) == 0


def test_chats_that_are_quiet_are_forgotten() -> None:
    windows = Windows(Limits(overall=10**6))
    for chat_id in range(5000):
        sent(windows, chat_id, chat_id / 10)
    assert len(windows._chats) < 2300


async def test_safety_overtakes_answers_and_answers_overtake_reminders() -> None:
    pace, order = Pace(Limits(overall=1, reminders=1, window=0.05)), []

    async def send(name: str, chat_id: int, urgency: Urgency) -> None:
        async with pace.turn(chat_id, urgency):
            order.append(name)

    async with asyncio.TaskGroup() as group:
        for number, (name, urgency) in enumerate(
            [
                ("first", Urgency.REMINDER),
                ("reminder", Urgency.REMINDER),
                ("answer 1", Urgency.ANSWER),
                ("answer 2", Urgency.ANSWER),
                ("safety", Urgency.SAFETY),
            ]
        ):
            group.create_task(send(name, number, urgency))
            await asyncio.sleep(0)
    assert order == ["first", "safety", "answer 1", "answer 2", "reminder"]


async def test_a_chat_that_must_wait_does_not_hold_up_the_next() -> None:
    pace, order = Pace(Limits(window=0.2)), []

    async def remind(chat_id: int) -> None:
        async with pace.turn(chat_id, Urgency.REMINDER):
            order.append(chat_id)

    async with asyncio.TaskGroup() as group:
        for chat_id in (1, 1, 2):
            group.create_task(remind(chat_id))
    assert order == [1, 2, 1]


async def test_a_turn_that_nobody_waits_for_any_more_is_given_to_the_next() -> None:
    pace = Pace(Limits(overall=1, reminders=1, window=0.1))
    async with pace.turn(1, Urgency.ANSWER):
        given_up = asyncio.create_task(asyncio.wait_for(_take(pace, 2), 0.05))
        patient = asyncio.create_task(_take(pace, 3))
        await asyncio.sleep(0.1)
    with pytest.raises(TimeoutError):
        await given_up
    assert await asyncio.wait_for(patient, 1) == 3


async def _take(pace: Pace, chat_id: int) -> int:
    async with pace.turn(chat_id, Urgency.ANSWER):
        return chat_id


async def test_reminders_to_many_stay_within_telegrams_limits_and_an_answer_is_not_delayed(
    api: BotApi, bot: WaypostBot
) -> None:
    api.flood.is_enforced = True
    delivery, delays = Delivery(bot, Pace()), []
    for chat_id in range(1, 131):
        api.person(chat_id)

    async def answer() -> None:
        for _ in range(10):
            await asyncio.sleep(0.3)
            began = time.monotonic()
            await delivery.send(130, Reply("answer"), urgency=Urgency.ANSWER)
            delays.append(time.monotonic() - began)

    reminders = [
        delivery.send(chat_id, Reply("remember"), urgency=Urgency.REMINDER)
        for chat_id in range(1, 111)
    ]
    answering = asyncio.create_task(answer())
    outcomes = await asyncio.gather(*reminders)
    await answering
    assert all(isinstance(outcome, Sent) for outcome in outcomes)
    assert api.flood.refused == 0
    assert api.busiest_second() <= 29
    assert max(delays) < 1.0


async def test_reminders_to_one_chat_are_a_second_apart(api: BotApi, bot: WaypostBot) -> None:
    api.person(7)
    delivery = Delivery(bot, Pace())
    await asyncio.gather(
        *(delivery.send(7, Reply("remember"), urgency=Urgency.REMINDER) for _ in range(3))
    )
    assert api.least_gap() >= 1.0


async def test_a_benchmark_can_lift_the_limits() -> None:
    pace, began = Pace(UNPACED), time.monotonic()
    for _ in range(1000):
        async with pace.turn(7, Urgency.REMINDER):
            pass
    assert time.monotonic() - began < 1.0
