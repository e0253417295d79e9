"""Does a reply arrive, and is each way in which it may not arrive told by its name?"""

import asyncio
import time

import pytest

from bot.replies.reply import Button, Reply
from bot.sending.delivery import Delivery
from bot.sending.limits import Limits, Urgency
from bot.sending.outcomes import Blocked, Moved, Refused, RetryAt, Sent, Uncertain
from bot.sending.pacing import Pace
from bot.sending.transport import WaypostBot
from tests.botapi import BotApi

BUTTONS = (
    (Button("One", data="1"), Button("Two", data="2")),
    (Button("Map", url="https://a.org"),),
)


@pytest.fixture
def delivery(bot: WaypostBot) -> Delivery:
    return Delivery(bot, Pace(Limits()))


async def test_a_reply_arrives_with_its_buttons_and_no_preview(
    api: BotApi, delivery: Delivery
) -> None:
    person = api.person(7)
    outcome = await delivery.send(7, Reply("<b>Hello</b>", BUTTONS), urgency=Urgency.ANSWER)
    [message] = await person.hears()
    assert outcome == Sent(message.message_id)
    assert (message.text, message.labels) == ("Hello", ["One", "Two", "Map"])
    [call] = api.made("sendMessage")
    assert call.parameters["link_preview_options"] == {"is_disabled": True}


async def test_a_pin_and_a_document_follow_the_text(api: BotApi, delivery: Delivery) -> None:
    person = api.person(7)
    reply = Reply("Here", BUTTONS, pin=(53.8, -1.55), document=("pack.pdf", b"%PDF"))
    outcome = await delivery.send(7, reply, urgency=Urgency.ANSWER)
    text, pin, document = await person.hears(3)
    assert outcome == Sent(text.message_id)
    assert pin.location == (53.8, -1.55)
    assert document.document == ("pack.pdf", b"%PDF")


async def test_a_pin_or_a_document_may_come_alone(api: BotApi, delivery: Delivery) -> None:
    person = api.person(7)
    await delivery.send(7, Reply("", pin=(53.8, -1.55)), urgency=Urgency.ANSWER)
    await delivery.send(7, Reply("", document=("a.ics", b"x")), urgency=Urgency.ANSWER)
    assert [message.text for message in await person.hears(2)] == ["", ""]


async def test_the_location_key_comes_with_the_text_or_below_the_buttons(
    api: BotApi, delivery: Delivery
) -> None:
    person = api.person(7)
    await delivery.send(7, Reply("Where?", ask_location="Share"), urgency=Urgency.ANSWER)
    [alone] = await person.hears()
    assert alone.keyboard == [{"text": "Share", "request_location": True}]
    await delivery.send(7, Reply("Where?", BUTTONS, ask_location="Share"), urgency=Urgency.ANSWER)
    text, key = await person.hears(2)
    assert (text.labels, text.keyboard) == (["One", "Two", "Map"], [])
    assert (key.text, key.keyboard) == ("Share", [{"text": "Share", "request_location": True}])


async def test_a_forced_reply_opens_the_answer_field(api: BotApi, delivery: Delivery) -> None:
    person = api.person(7)
    await delivery.send(7, Reply("Which town?", force_reply=True), urgency=Urgency.ANSWER)
    [message] = await person.hears()
    assert message.wants_reply


async def test_blocked_moved_and_refused_are_told_apart(api: BotApi, delivery: Delivery) -> None:
    for chat_id in (1, 2, 3):
        api.person(chat_id)
    api.faults.blocked(1)
    api.faults.moved(2, -1009)
    api.faults.refuse("Bad Request: TOPIC_CLOSED", chat_id=3)
    reply = Reply("Hello")
    assert await delivery.send(1, reply, urgency=Urgency.REMINDER) == Blocked()
    assert await delivery.send(2, reply, urgency=Urgency.REMINDER) == Moved(-1009)
    assert await delivery.send(3, reply, urgency=Urgency.REMINDER) == Refused("Topic_closed")


async def test_a_chat_that_never_was_counts_as_blocked(api: BotApi, delivery: Delivery) -> None:
    outcome = await delivery.send(404, Reply("Hello"), urgency=Urgency.REMINDER)
    assert outcome == Blocked()
    assert api.violations.pop() == "sendMessage: Bad Request: chat not found"


async def test_a_reminder_is_tried_once_and_says_when_to_try_again(
    api: BotApi, delivery: Delivery
) -> None:
    api.person(7)
    api.faults.too_many(17, chat_id=7)
    assert await delivery.send(7, Reply("Hello"), urgency=Urgency.REMINDER) == RetryAt(17.0)
    later = await delivery.send(7, Reply("Hello"), urgency=Urgency.REMINDER)
    assert isinstance(later, RetryAt)
    assert 16 < later.seconds <= 17
    assert len(api.made("sendMessage")) == 1


async def test_an_answer_waits_out_a_short_429(api: BotApi, delivery: Delivery) -> None:
    person = api.person(7)
    api.faults.too_many(1, chat_id=7)
    began = time.monotonic()
    outcome = await delivery.send(7, Reply("Hello"), urgency=Urgency.ANSWER)
    assert isinstance(outcome, Sent)
    assert 1.0 <= time.monotonic() - began < 2.0
    assert len(await person.hears()) == 1


async def test_an_answer_does_not_wait_out_a_long_429(api: BotApi, delivery: Delivery) -> None:
    api.person(7)
    api.faults.too_many(60, chat_id=7)
    assert await delivery.send(7, Reply("Hello"), urgency=Urgency.ANSWER) == RetryAt(60.0)


async def test_a_lost_answer_is_uncertain_for_a_reminder(api: BotApi, delivery: Delivery) -> None:
    person = api.person(7)
    api.faults.lose_answer(chat_id=7)
    assert await delivery.send(7, Reply("Hello"), urgency=Urgency.REMINDER) == Uncertain()
    assert len(person.heard) == 1


async def test_an_answer_whose_arrival_is_uncertain_is_sent_once_more_and_never_twice(
    api: BotApi, delivery: Delivery
) -> None:
    person = api.person(7)
    api.faults.lose_answer(chat_id=7)
    assert isinstance(await delivery.send(7, Reply("a"), urgency=Urgency.ANSWER), Sent)
    api.faults.lose_answer(chat_id=7, times=5)
    assert await delivery.send(7, Reply("b"), urgency=Urgency.SAFETY) == Uncertain()
    assert [message.text for message in person.heard] == ["a", "a", "b", "b"]


async def test_a_refused_connection_means_that_nothing_was_sent(
    api: BotApi, delivery: Delivery
) -> None:
    person = api.person(7)
    await api.down()
    outcome = await delivery.send(7, Reply("Hello"), urgency=Urgency.REMINDER)
    assert outcome == RetryAt(2.0)
    began = time.monotonic()
    assert isinstance(await delivery.send(7, Reply("b"), urgency=Urgency.ANSWER), RetryAt)
    assert 6 < time.monotonic() - began < 12
    await api.up()
    assert person.heard == []


async def test_an_answer_outlives_a_short_outage(api: BotApi, delivery: Delivery) -> None:
    person = api.person(7)
    await api.down()
    sending = asyncio.create_task(delivery.send(7, Reply("Hello"), urgency=Urgency.ANSWER))
    await asyncio.sleep(1)
    await api.up()
    assert isinstance(await sending, Sent)
    assert len(await person.hears()) == 1


async def test_an_error_of_the_server_was_not_sent_but_a_proxys_page_says_nothing(
    api: BotApi, delivery: Delivery
) -> None:
    api.person(7)
    api.faults.refuse("Internal Server Error", 500, chat_id=7)
    assert await delivery.send(7, Reply("a"), urgency=Urgency.REMINDER) == RetryAt(5.0)
    api.faults.rubbish(502, b"<html>Bad Gateway</html>", chat_id=7)
    assert await delivery.send(7, Reply("b"), urgency=Urgency.REMINDER) == Uncertain()
    api.faults.rubbish(200, b"<html>OK</html>", chat_id=7)
    assert await delivery.send(7, Reply("c"), urgency=Urgency.REMINDER) == Uncertain()


async def test_trouble_with_the_token_leaves_a_reminder_due(
    api: BotApi, delivery: Delivery
) -> None:
    api.person(7)
    api.faults.refuse("Unauthorized", 401, chat_id=7)
    assert await delivery.send(7, Reply("a"), urgency=Urgency.REMINDER) == RetryAt(60.0)


async def test_an_edit_changes_the_message_in_its_place(api: BotApi, delivery: Delivery) -> None:
    person = api.person(7)
    sent = await delivery.send(7, Reply("old", BUTTONS), urgency=Urgency.ANSWER)
    assert isinstance(sent, Sent)
    assert await delivery.edit(7, sent.message_id, Reply("new")) == sent
    _, edited = await person.hears(2)
    assert (edited.text, edited.labels, edited.edited) == ("new", [], True)


async def test_an_edit_that_changes_nothing_counts_as_sent(api: BotApi, delivery: Delivery) -> None:
    api.person(7)
    sent = await delivery.send(7, Reply("same", BUTTONS), urgency=Urgency.ANSWER)
    assert isinstance(sent, Sent)
    assert await delivery.edit(7, sent.message_id, Reply("same", BUTTONS)) == sent


async def test_an_edit_whose_answer_is_lost_is_simply_repeated(
    api: BotApi, delivery: Delivery
) -> None:
    api.person(7)
    sent = await delivery.send(7, Reply("old"), urgency=Urgency.ANSWER)
    assert isinstance(sent, Sent)
    api.faults.lose_answer(method="editMessageText", times=3)
    assert await delivery.edit(7, sent.message_id, Reply("new")) == sent


@pytest.mark.parametrize(
    "reply", [Reply("new", ask_location="Share"), Reply("new", force_reply=True), Reply("n" * 5000)]
)
async def test_what_an_edit_cannot_show_is_sent_anew(
    api: BotApi, delivery: Delivery, reply: Reply
) -> None:
    api.person(7)
    sent = await delivery.send(7, Reply("old"), urgency=Urgency.ANSWER)
    assert isinstance(sent, Sent)
    anew = await delivery.edit(7, sent.message_id, reply)
    assert isinstance(anew, Sent)
    assert anew.message_id > sent.message_id


async def test_a_message_that_is_gone_is_sent_anew(api: BotApi, delivery: Delivery) -> None:
    person = api.person(7)
    assert isinstance(await delivery.edit(7, 5, Reply("new", BUTTONS)), Sent)
    [message] = await person.hears()
    assert (message.text, message.edited, message.labels) == ("new", False, ["One", "Two", "Map"])


async def test_a_tap_is_answered_and_one_too_old_is_refused_without_harm(
    api: BotApi, delivery: Delivery
) -> None:
    person = api.person(7)
    await person.taps_data("x")
    assert await delivery.answer_callback("7-1", "🙂" * 300) == Sent(0)
    assert person.notices == ["🙂" * 100]
    assert isinstance(await delivery.answer_callback("7-1"), Refused)


@pytest.mark.parametrize("text", ["half \ud800 pair", "nul \x00 here", "\u202ertl", "a\u0300" * 9])
async def test_odd_text_is_sent_in_a_form_that_telegram_takes(
    api: BotApi, delivery: Delivery, text: str
) -> None:
    api.person(7)
    outcome = await delivery.send(7, Reply(text), urgency=Urgency.ANSWER)
    assert isinstance(outcome, Sent)
    assert isinstance(await delivery.edit(7, outcome.message_id, Reply(text + "!")), Sent)


async def test_a_text_of_nothing_is_refused_and_not_sent(api: BotApi, delivery: Delivery) -> None:
    api.person(7)
    outcome = await delivery.send(7, Reply("\x00"), urgency=Urgency.ANSWER)
    assert outcome == Refused("The text is empty.")
    assert api.made("sendMessage") == []


@pytest.mark.parametrize(
    "make",
    [
        lambda: Button("One"),
        lambda: Button("One", data="1", url="https://a.org"),
        lambda: Button("", data="1"),
        lambda: Button("One", data=""),
        lambda: Button("One", data="x" * 65),
        lambda: Button("One", data="ж" * 33),
        lambda: Button("x" * 65, data="1"),
        lambda: Button("One", url="javascript:alert(1)"),
        lambda: Reply(" "),
        lambda: Reply("a", ((),)),
        lambda: Reply("a", BUTTONS, force_reply=True),
        lambda: Reply("a", ask_location="Share", force_reply=True),
    ],
)
def test_a_reply_that_telegram_would_refuse_cannot_be_made(make: object) -> None:
    with pytest.raises(ValueError, match=r"button|reply|Reply|data|row|label|url"):
        make()  # type: ignore[operator]
