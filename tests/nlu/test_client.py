"""The bot asks the language server, which is well, ill, slow or gone."""

import asyncio
import json
from collections.abc import Awaitable, Callable

import httpx
import pytest

from nlu.client import NluClient, harmless
from nlu.errors import NluUnavailable

Handler = Callable[[httpx.Request], Awaitable[httpx.Response]]
ANSWER = {"intent": {"name": "food", "confidence": 0.9}}


def a_client(handler: Handler, timeout: float = 2.0, token: str | None = None) -> NluClient:
    http = httpx.AsyncClient(transport=httpx.MockTransport(handler))
    return NluClient(http, "http://nlu.test/", token, timeout)


def answering(status: int = 200, **content: object) -> Handler:
    async def handler(request: httpx.Request) -> httpx.Response:
        return httpx.Response(status, **content)  # type: ignore[arg-type]

    return handler


async def test_the_text_goes_out_with_the_token_and_the_meaning_comes_back() -> None:
    asked: list[httpx.Request] = []

    async def handler(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, json=ANSWER)

    parse = await a_client(handler, token="secret").parse("أنا جوعان")

    assert parse.intent == "food"
    assert parse.text == "أنا جوعان"
    assert asked[0].url == "http://nlu.test/model/parse?token=secret"
    assert json.loads(asked[0].content) == {"text": "أنا جوعان"}


@pytest.mark.parametrize("status", [204, 400, 401, 404, 409, 500, 503])
async def test_any_status_but_200_is_no_answer(status: int) -> None:
    with pytest.raises(NluUnavailable, match=str(status)):
        await a_client(answering(status, json=ANSWER)).parse("food")


@pytest.mark.parametrize("body", [b"", b"<html>", b"\xff\xfe\x00", b"null", b'{"intent": 5}'])
async def test_rubbish_is_no_answer(body: bytes) -> None:
    with pytest.raises(NluUnavailable):
        await a_client(answering(content=body)).parse("food")


async def test_a_server_that_is_gone_is_no_answer() -> None:
    async def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    with pytest.raises(NluUnavailable):
        await a_client(refuse).parse("food")
    assert not await a_client(refuse).ready()


async def test_a_server_that_hangs_is_given_up_after_the_wait() -> None:
    async def hang(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(60)
        return httpx.Response(200, json=ANSWER)

    begun = asyncio.get_running_loop().time()
    with pytest.raises(NluUnavailable):
        await a_client(hang, timeout=0.1).parse("food")
    assert asyncio.get_running_loop().time() - begun < 1


async def test_a_server_that_dribbles_is_given_up_after_the_wait() -> None:
    async def dribble(request: httpx.Request) -> httpx.Response:
        async def body():  # type: ignore[no-untyped-def]
            for _ in range(100):
                yield b" "
                await asyncio.sleep(0.05)

        return httpx.Response(200, content=body())

    begun = asyncio.get_running_loop().time()
    with pytest.raises(NluUnavailable):
        await a_client(dribble, timeout=0.2).parse("food")
    assert asyncio.get_running_loop().time() - begun < 1


async def test_a_cancelled_question_stays_cancelled() -> None:
    async def hang(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(60)
        return httpx.Response(200, json=ANSWER)

    question = asyncio.create_task(a_client(hang).parse("food"))
    await asyncio.sleep(0.01)
    question.cancel()
    with pytest.raises(asyncio.CancelledError):
        await question


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("food", ("food", 0)),
        ('/greet{"a": 1}', ('greet{"a": 1}', 1)),
        ("  //start", ("start", 4)),
        ("/", ("", 1)),
        ("and/or", ("and/or", 0)),
        ("half \ud83d of a pair", ("half ? of a pair", 0)),
        ("", ("", 0)),
    ],
)
def test_what_is_sent_holds_no_command_and_says_how_much_was_skipped(
    text: str, sent: tuple[str, int]
) -> None:
    assert harmless(text) == sent


async def test_ready_means_that_the_status_is_answered() -> None:
    assert await a_client(answering(200, json={"model_id": "1"})).ready()
    assert not await a_client(answering(409)).ready()
