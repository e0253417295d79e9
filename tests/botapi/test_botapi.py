"""Does the tests' own Bot API notice what Telegram would refuse?"""

import asyncio
from typing import Any

import httpx
import pytest
from telegram import ForceReply
from telegram.error import BadRequest, Conflict, InvalidToken, TelegramError

from bot.sending.transport import WaypostBot, make_bot
from tests.botapi import BotApi
from tests.botapi.html_text import MarkupError, read
from tests.botapi.published_spec import published_spec

KEYS = {"inline_keyboard": [[{"text": "One", "callback_data": "1"}]]}


async def call(api: BotApi, method: str, **parameters: Any) -> tuple[int, list[str]]:
    """Call a method with JSON; the status, and what the server complains of."""
    async with httpx.AsyncClient() as client:
        response = await client.post(f"{api.url}/bot{api.token}/{method}", json=parameters)
    found = list(api.violations)
    api.violations.clear()
    return response.status_code, found


@pytest.mark.parametrize(
    ("method", "parameters", "complaint"),
    [
        ("sendMesage", {}, "there is no method sendMesage"),
        ("sendMessage", {"chat_id": 7}, "text is missing"),
        ("sendMessage", {"chat_id": 7, "text": "a", "colour": "red"}, "there is no colour"),
        ("sendMessage", {"chat_id": 7, "text": 5}, "text is no String"),
        ("sendMessage", {"chat_id": 7, "text": "a", "protect_content": 1}, "is no Boolean"),
        ("sendMessage", {"chat_id": 7, "text": "a", "reply_markup": {"x": 1}}, "is no "),
        ("sendMessage", {"chat_id": 404, "text": "a"}, "chat not found"),
        ("sendMessage", {"chat_id": 7, "text": " \n"}, "message text is empty"),
        ("sendMessage", {"chat_id": 7, "text": "x" * 4097}, "message is too long"),
        ("sendMessage", {"chat_id": 7, "text": "🙂" * 2049}, "message is too long"),
        ("sendMessage", {"chat_id": 7, "text": "<b>x", "parse_mode": "HTML"}, "parse entities"),
        ("sendLocation", {"chat_id": 7, "latitude": 100.0, "longitude": 0.0}, "wrong location"),
        ("sendLocation", {"chat_id": 7, "latitude": "x", "longitude": 0.0}, "is no Float"),
        ("answerCallbackQuery", {"callback_query_id": "never asked"}, "query ID is invalid"),
        ("setMyCommands", {"commands": [{"command": "a"}]}, "commands is no"),
    ],
)
async def test_a_wrong_call_is_a_violation(
    api: BotApi, method: str, parameters: dict[str, Any], complaint: str
) -> None:
    api.person(7)
    status, complaints = await call(api, method, **parameters)
    assert status == 400
    assert len(complaints) == 1
    assert complaint in complaints[0]


@pytest.mark.parametrize(
    "button",
    [
        {"text": "One"},
        {"text": "One", "callback_data": ""},
        {"text": "One", "callback_data": "x" * 65},
        {"text": " ", "callback_data": "1"},
        {"text": "One", "callback_data": "1", "url": "https://a.org"},
        {"text": "One", "url": "javascript:alert(1)"},
        {"text": "One", "callback_data": "1", "shape": "round"},
        "One",
    ],
)
async def test_a_wrong_button_is_a_violation(api: BotApi, button: Any) -> None:
    api.person(7)
    for rows in ([[button]], [[], KEYS["inline_keyboard"][0]], [[button] * 9]):
        markup = {"inline_keyboard": rows}
        status, complaints = await call(
            api, "sendMessage", chat_id=7, text="a", reply_markup=markup
        )
        assert status == 400
        assert complaints


@pytest.mark.parametrize(
    "html",
    [
        *(
            "<b>",
            "</b>",
            "<b></i>",
            "<b><i></b></i>",
            "<p>a</p>",
            "a < b",
            "<br>",
            "<b",
            "<a>x</a>",
        ),
        *("<span>x</span>", "<code><b>x</b></code>", "<img src='x'>", "<!-- x -->"),
        "<blockquote><blockquote>x</blockquote></blockquote>",
    ],
)
def test_broken_html_is_found(html: str) -> None:
    with pytest.raises(MarkupError):
        read(html)


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("a &lt;b&gt; &amp; &quot;c&quot; &#39; > &nbsp;", 'a <b> & "c" \' > &nbsp;', []),
        ("🙂<b>x</b>", "🙂x", [{"type": "bold", "offset": 2, "length": 1}]),
        ("<tg-spoiler>x</tg-spoiler>", "x", [{"type": "spoiler", "offset": 0, "length": 1}]),
        (
            '<a href="https://a.org/?x=1">y</a>',
            "y",
            [{"type": "text_link", "offset": 0, "length": 1, "url": "https://a.org/?x=1"}],
        ),
    ],
)
def test_good_html_is_read_as_telegram_reads_it(
    html: str, text: str, entities: list[dict[str, Any]]
) -> None:
    assert read(html) == (text, entities)


async def test_updates_are_repeated_until_an_offset_confirms_them(
    api: BotApi, bot: WaypostBot
) -> None:
    person = api.person(7)
    ids = [await person.says(str(number)) for number in range(3)]

    async def fetched(offset: int | None, limit: int = 100) -> list[int]:
        updates = await bot.raw_updates(
            offset=offset, seconds=0, limit=limit, allowed_updates=("message",)
        )
        return [update["update_id"] for update in updates]

    assert await fetched(None) == ids
    assert await fetched(None, limit=2) == ids[:2]
    assert await fetched(ids[1]) == ids[1:]
    assert await fetched(-1) == ids[2:]
    assert await fetched(ids[2] + 1) == []
    assert api.updates.confirmed == ids


async def test_a_second_poller_ends_the_first_with_a_conflict(api: BotApi, bot: WaypostBot) -> None:
    first = asyncio.create_task(bot.raw_updates(offset=None, seconds=5, allowed_updates=()))
    await asyncio.sleep(0.2)
    second = asyncio.create_task(bot.raw_updates(offset=None, seconds=1, allowed_updates=()))
    with pytest.raises(Conflict):
        await first
    assert await second == []


async def test_a_wrong_token_is_not_let_in(api: BotApi) -> None:
    stranger = make_bot("1:wrong", api.url)
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()


async def test_faults_strike_when_they_are_asked_to(api: BotApi, bot: WaypostBot) -> None:
    person = api.person(7)
    api.faults.refuse("Bad Request: NO", chat_id=7, times=2)
    for _ in range(2):
        with pytest.raises(BadRequest):
            await bot.send_message(7, "a")
    await bot.send_message(7, "b")
    api.faults.lose_answer(chat_id=7)
    with pytest.raises(TelegramError):
        await bot.send_message(7, "c")
    assert [message.text for message in person.heard] == ["b", "c"]
    assert [call.status for call in api.made("sendMessage")] == [400, 400, 200, None]


async def test_flood_limits_are_enforced_on_demand(api: BotApi, bot: WaypostBot) -> None:
    api.person(7)
    api.flood.is_enforced = True
    for _ in range(20):
        await bot.send_message(7, "a")
    with pytest.raises(TelegramError):
        await bot.send_message(7, "a")
    assert api.flood.refused == 1


async def test_a_file_goes_through_as_it_is(api: BotApi, bot: WaypostBot) -> None:
    person = api.person(7)
    content = bytes(range(256)) * 10
    await bot.send_document(7, content, filename="ключ.bin", caption="<b>x</b>", parse_mode="HTML")
    [message] = await person.hears()
    assert message.document == ("ключ.bin", content)


async def test_a_person_who_answers_a_forced_reply_quotes_it(api: BotApi, bot: WaypostBot) -> None:
    person = api.person(7)
    await bot.send_message(7, "Where?", reply_markup=ForceReply())
    update_id = await person.says("Leeds")
    update = api.updates.get(update_id)
    assert update
    assert update["message"]["reply_to_message"]["text"] == "Where?"


async def test_what_telegram_publishes_agrees_with_ptb(api: BotApi) -> None:
    published = published_spec()
    if published is None:
        pytest.skip("../shared/data/telegram-bot-api-10.1.json is not there")
    assert published.faults("sendMessage", {"chat_id": 7, "text": "a"}) == []
    assert published.faults("sendMessage", {"chat_id": 7.5, "text": "a"}) != []
