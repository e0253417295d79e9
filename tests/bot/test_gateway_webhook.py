"""Does the webhook let nobody else in, and lose nothing?"""

import asyncio
import json
import socket
from datetime import UTC, datetime

import httpx
import pytest
from telegram import Update

from bot.gateway import CannotListenError, Webhook, WebhookRefusedError
from bot.gateway.handled import Handled
from bot.gateway.webhook_app import HEADER, MAX_BODY
from listings.database import Database
from tests.bot.gateways import serving
from tests.botapi import BotApi
from tests.botapi.ports import a_free_port
from tests.botapi.waiting import until

SECRET = "a-secret_of-ours"


def a_webhook() -> Webhook:
    port = a_free_port()
    return Webhook(f"http://127.0.0.1:{port}/updates", SECRET, "127.0.0.1", port)


async def is_up(api: BotApi) -> None:
    assert await until(lambda: api.pusher.url)


async def test_what_is_pushed_is_answered_and_then_confirmed(
    api: BotApi, database: Database
) -> None:
    person = api.person(7)
    update_id = await person.says("hello")
    async with serving(api, database, a_webhook()):
        [message] = await person.hears()
        assert message.text == "hello"
        await api.all_confirmed()
    assert api.updates.confirmed == [update_id]
    [call] = api.made("setWebhook")
    assert call.parameters["drop_pending_updates"] is False
    assert call.parameters["secret_token"] == SECRET


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET[:-1], "\xfc\xff"])
async def test_without_the_secret_nobody_gets_in(
    api: BotApi, database: Database, secret: str | None
) -> None:
    person, webhook = api.person(7), a_webhook()
    headers = {} if secret is None else {HEADER.encode(): secret.encode("latin-1")}
    update = {"update_id": 5, "message": {"text": "let me in", "chat": person.chat}}
    async with serving(api, database, webhook), httpx.AsyncClient() as client:
        await is_up(api)
        response = await client.post(webhook.url, json=update, headers=headers)
        assert response.status_code == 403
        await person.hears_nothing(0.2)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"no JSON", 400),
        (b"[]", 400),
        (b"{}", 400),
        (b'{"update_id": true}', 400),
        (b"[" * 100_000, 400),
        (b'{"update_id": 5, "message": {"chat": 5}}', 200),
        (b'{"update_id": 6, "message": {"chat": {"id": 1}, "text": 5}}', 200),
        (b" " * (MAX_BODY + 1), 413),
    ],
)
async def test_a_body_that_is_no_update_does_no_harm(
    api: BotApi, database: Database, body: bytes, status: int
) -> None:
    api.person(1)
    webhook = a_webhook()
    async with serving(api, database, webhook), httpx.AsyncClient() as client:
        await is_up(api)
        response = await client.post(webhook.url, content=body, headers={HEADER: SECRET})
        assert response.status_code == status
        assert (await client.get(webhook.url)).status_code == 405


async def test_200_comes_only_after_handling_and_a_repeat_waits_for_the_same(
    api: BotApi, database: Database
) -> None:
    person, webhook, finish = api.person(7), a_webhook(), asyncio.Event()

    async def before(update: Update) -> None:
        await finish.wait()

    about = {"message_id": 1, "date": 0, "chat": person.chat, "from": person.user}
    update = {"update_id": 5, "message": {**about, "text": "hello"}}
    async with serving(api, database, webhook, before) as echo, httpx.AsyncClient() as client:
        await is_up(api)
        posts = [
            asyncio.create_task(
                client.post(webhook.url, content=json.dumps(update), headers={HEADER: SECRET})
            )
            for _ in range(2)
        ]
        await asyncio.sleep(0.3)
        assert not any(post.done() for post in posts)
        finish.set()
        assert [(await post).status_code for post in posts] == [200, 200]
        again = await client.post(webhook.url, json=update, headers={HEADER: SECRET})
        assert again.status_code == 200
        assert echo.texts == ["hello"]


async def test_an_update_that_was_handled_before_does_nothing(
    api: BotApi, database: Database
) -> None:
    person = api.person(7)
    await Handled(database, lambda: datetime.now(UTC)).record(1000)
    await person.says("again")
    async with serving(api, database, a_webhook()):
        await api.all_confirmed()
        await person.hears_nothing()


async def test_updates_of_a_chat_keep_their_order_and_a_slow_chat_delays_nobody(
    api: BotApi, database: Database
) -> None:
    stuck, other = api.person(1), api.person(2)

    async def before(update: Update) -> None:
        if update.effective_chat and update.effective_chat.id == 1:
            await asyncio.sleep(60)

    await stuck.says("stuck")
    async with serving(api, database, a_webhook(), before):
        for number in range(10):
            await other.says(str(number))
        messages = await other.hears(10)
        assert [message.text for message in messages] == [str(number) for number in range(10)]


async def test_what_is_not_handled_when_it_stops_is_sent_again_to_the_next(
    api: BotApi, database: Database
) -> None:
    person, begun = api.person(7), asyncio.Event()

    async def before(update: Update) -> None:
        begun.set()
        await asyncio.sleep(0.3)

    webhook = a_webhook()
    async with serving(api, database, webhook, before):
        await person.says("first")
        await person.says("second")
        await begun.wait()
    async with serving(api, database, webhook):
        assert [message.text for message in await person.hears(2)] == ["first", "second"]
        await api.all_confirmed()
    await person.hears_nothing(0.2)


async def test_an_address_that_telegram_refuses_is_one_line_that_names_the_variable(
    api: BotApi, database: Database
) -> None:
    api.faults.refuse("Bad Request: bad webhook: HTTPS url must be provided", method="setWebhook")
    with pytest.raises(WebhookRefusedError, match=r"WAYPOST_WEBHOOK_URL: [^\n]+$"):
        await serve_shortly(api, database, a_webhook())


async def test_a_port_that_is_taken_is_one_line_that_names_the_variable(
    api: BotApi, database: Database
) -> None:
    webhook = a_webhook()
    with (
        socket.create_server(("127.0.0.1", webhook.port)),
        pytest.raises(CannotListenError, match=r"WAYPOST_WEB_BIND: [^\n]+$"),
    ):
        await serve_shortly(api, database, webhook)


async def serve_shortly(api: BotApi, database: Database, webhook: Webhook) -> None:
    async with serving(api, database, webhook):
        await asyncio.sleep(0.5)
