"""Does polling lose nothing, keep order, and let nobody wait for somebody else?"""

import asyncio
import logging
import time
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from telegram import Update

from bot.gateway import Gateway, TokenRefusedError, TryAgainError
from bot.gateway.handled import Handled
from bot.sending.transport import make_bot
from bot.tables import HandledUpdate
from listings.database import Database
from tests.bot.gateways import polling
from tests.botapi import BotApi
from tests.botapi.waiting import until


async def test_a_message_is_answered_and_then_confirmed(api: BotApi, database: Database) -> None:
    person = api.person(7)
    update_id = await person.says("hello")
    async with polling(api, database):
        [message] = await person.hears()
        assert message.text == "hello"
        await api.all_confirmed()
    assert api.updates.confirmed == [update_id]


async def test_nothing_is_confirmed_before_it_is_handled(api: BotApi, database: Database) -> None:
    finish = asyncio.Event()
    slow, quick = api.person(1), api.person(2)
    await slow.says("slow")

    async def before(update: Update) -> None:
        if update.effective_chat and update.effective_chat.id == 1:
            await finish.wait()

    async with polling(api, database, before):
        await quick.says("quick")
        await quick.hears()
        await asyncio.sleep(0.5)
        assert api.updates.confirmed == []
        finish.set()
        await slow.hears()
        await api.all_confirmed()


async def test_a_chat_that_takes_a_minute_does_not_delay_others(
    api: BotApi, database: Database
) -> None:
    stuck, other = api.person(1), api.person(2)
    await stuck.says("stuck")

    async def before(update: Update) -> None:
        if update.effective_chat and update.effective_chat.id == 1:
            await asyncio.sleep(60)

    async with polling(api, database, before):
        for number in range(20):
            began = time.monotonic()
            await other.says(str(number))
            [message] = await other.hears()
            assert message.text == str(number)
            assert time.monotonic() - began < 1.0


async def test_updates_of_one_chat_are_handled_in_order_and_chats_side_by_side(
    api: BotApi, database: Database
) -> None:
    people = [api.person(number) for number in range(1, 11)]

    async def before(update: Update) -> None:
        await asyncio.sleep(0.05)

    for number in range(10):
        for person in people:
            await person.says(str(number))
    began = time.monotonic()
    async with polling(api, database, before):
        for person in people:
            messages = await person.hears(10, timeout=20)
            assert [message.text for message in messages] == [str(number) for number in range(10)]
        # One after the other, 100 updates of 50 ms would take 5 seconds.
        assert time.monotonic() - began < 4.0


async def test_an_update_that_was_handled_before_does_nothing(
    api: BotApi, database: Database
) -> None:
    person = api.person(7)
    await Handled(database, lambda: datetime.now(UTC)).record(1000)
    assert await person.says("again") == 1000
    async with polling(api, database):
        await api.all_confirmed()
        await person.hears_nothing()


async def test_ids_are_kept_for_25_hours(database: Database) -> None:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    clock = [now]
    handled = Handled(database, lambda: clock[0])
    await handled.record(1)
    clock[0] = now + timedelta(hours=24, minutes=59)
    await handled.record(2)
    assert await handled.among([1, 2, 3]) == {1, 2}
    clock[0] = now + timedelta(hours=26)
    await handled.record(3)
    assert await handled.among([1, 2, 3]) == {2, 3}
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(HandledUpdate)) == 2


async def test_an_update_that_fails_gets_one_apology_and_does_not_block_the_chat(
    api: BotApi, database: Database
) -> None:
    person = api.person(7)

    async def before(update: Update) -> None:
        if update.effective_message and update.effective_message.text == "poison":
            raise ValueError(update.effective_message.text)

    await person.says("poison")
    await person.says("after it")
    async with polling(api, database, before):
        apology, answer = await person.hears(2)
        assert (apology.text, answer.text) == ("sorry", "after it")
        await api.all_confirmed()
        await person.hears_nothing()


@pytest.mark.parametrize(
    "broken",
    [
        {"message": {"chat": "not a chat"}},
        {"message": {"message_id": 1, "date": "yesterday", "chat": {"id": 7, "type": "private"}}},
        {"callback_query": {"id": 5}},
        {"message": 3},
        {"nobody_knows_this": {"id": 1}},
    ],
)
async def test_a_malformed_update_is_passed_over(
    api: BotApi, database: Database, broken: dict[str, object]
) -> None:
    person = api.person(7)
    api.updates.add(broken)
    await person.says("after it")
    async with polling(api, database):
        messages = await person.hears()
        if messages[0].text in ("sorry", "no text"):
            messages = await person.hears()
        assert messages[0].text == "after it"
        await api.all_confirmed()


async def test_an_update_without_an_id_stops_nobody(api: BotApi, database: Database) -> None:
    person = api.person(7)
    async with polling(api, database):
        api.faults.rubbish(
            200,
            b'{"ok": true, "result": [{"message": {}}, 5, {"update_id": "x"}]}',
            method="getUpdates",
        )
        await person.says("hello")
        await person.hears()


async def test_an_answer_that_did_not_get_out_is_tried_again(
    api: BotApi, database: Database
) -> None:
    person, tries = api.person(7), []

    async def before(update: Update) -> None:
        tries.append(update.update_id)
        if len(tries) < 3:
            raise TryAgainError

    await person.says("hello")
    async with polling(api, database, before):
        [message] = await person.hears(timeout=10)
        assert message.text == "hello"
        assert tries == [1000, 1000, 1000]
        await api.all_confirmed()


async def test_an_outage_is_waited_out_and_logged_once(
    api: BotApi, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    person = api.person(7)
    async with polling(api, database):
        await person.says("before")
        await person.hears()
        await api.all_confirmed()
        await api.down()
        await asyncio.sleep(2)
        await person.says("meanwhile")
        await api.up()
        [message] = await person.hears(timeout=15)
        assert message.text == "meanwhile"
    logged = capsys.readouterr().out
    assert logged.count("is down, trying again") == 1
    assert logged.count("is back") == 1


async def test_flood_control_and_server_errors_on_fetching_are_waited_out(
    api: BotApi, database: Database
) -> None:
    person = api.person(7)
    api.faults.too_many(1, method="getUpdates")
    api.faults.refuse("Internal Server Error", 500, method="getUpdates")
    api.faults.rubbish(502, b"<html>Bad Gateway</html>", method="getUpdates")
    api.faults.rubbish(200, b"no JSON", method="getUpdates")
    async with polling(api, database):
        await person.says("hello")
        await person.hears(timeout=15)


@pytest.mark.parametrize("status", [401, 404])
async def test_a_wrong_token_is_one_line_that_names_the_variable(
    api: BotApi, database: Database, status: int
) -> None:
    api.faults.refuse("Unauthorized", status, method="getMe")

    async def nothing(update: object) -> None:
        return None

    bot = make_bot(api.token, api.url)
    with pytest.raises(TokenRefusedError) as error:
        await Gateway(bot, database, nothing, nothing).poll()
    await bot.shutdown()
    assert "WAYPOST_TELEGRAM_TOKEN" in str(error.value)
    assert api.token not in str(error.value)
    assert "\n" not in str(error.value)


async def test_pending_updates_are_never_dropped_and_a_webhook_is_removed(
    api: BotApi, database: Database
) -> None:
    person = api.person(7)
    await person.says("waiting")
    async with polling(api, database):
        await person.hears()
    [call] = api.made("deleteWebhook")
    assert call.parameters == {"drop_pending_updates": False}


async def test_neither_token_nor_text_is_logged(
    api: BotApi,
    database: Database,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    person = api.person(7, first_name="Zarifa")

    async def before(update: Update) -> None:
        raise ValueError(update.effective_message and update.effective_message.text)

    api.updates.add({"message": {"text": "secret words", "chat": {"id": 7}}})
    await person.says("secret words")
    async with polling(api, database, before) as echo:
        await person.hears()
        assert api.token not in repr(echo.bot)
        api.faults.rubbish(200, b'{"ok": true, "result": [secret words', method="getUpdates")
        await person.says("secret words")
        await person.hears(timeout=10)
    logged = capsys.readouterr().out + caplog.text
    assert "update failed" in logged
    for private in (api.token, "secret words", "Zarifa"):
        assert private not in logged


async def test_stopping_lets_what_has_begun_end_and_leaves_the_rest(
    api: BotApi, database: Database
) -> None:
    person, begun = api.person(7), asyncio.Event()

    async def before(update: Update) -> None:
        begun.set()
        await asyncio.sleep(0.5)

    async with polling(api, database, before):
        await person.says("first")
        await person.says("second")
        await begun.wait()
    assert [message.text for message in person.heard] == ["first"]
    assert api.updates.confirmed == [1000]
    assert api.updates.waiting == [1001]


async def test_a_second_poller_elsewhere_is_waited_for(api: BotApi, database: Database) -> None:
    person = api.person(7)
    api.faults.refuse("Conflict: terminated by other getUpdates request", 409, method="getUpdates")
    async with polling(api, database):
        await person.says("hello")
        assert await until(lambda: len(api.made("getUpdates")) > 1, 15)
        await person.hears(timeout=15)
