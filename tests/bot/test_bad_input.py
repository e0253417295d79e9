"""Whatever somebody sends, they get one answer: no silence, no apology, nothing that Telegram refuses."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text

from bot.sending.transport import WaypostBot
from listings.database import Database, open_database
from nlu.client import NluClient
from tests.botapi import BotApi
from tests.whole import ON_SQLITE, Whole, answer, data_of, running, sent

TEXTS = Path(__file__).parents[3] / "shared/data/text"
LONGEST = 4096
HAND_MADE = (
    "x" * LONGEST,
    "😀" * (LONGEST // 2),
    "👨‍👩‍👧",
    " ",
    "\u202eevil\u202c",
    "\u2067\u2067\u2067",
    "<b>bold</b> & <script>",
    "{place}",
    "%s%n",
    "‏" * 50,
    "q:le||||||",
)
APOLOGY = "Sorry, something went wrong on my side."


def hazards() -> list[str]:
    """Every string of the two collections."""
    blns = json.loads((TEXTS / "blns.json").read_text(encoding="utf-8"))
    groups = json.loads((TEXTS / "unicode-hazards.json").read_text(encoding="utf-8"))
    found = [*blns, *(each for group in groups.values() for each in _strings(group))]
    return [each for each in dict.fromkeys(found) if each]


def _strings(group: object) -> list[str]:
    if isinstance(group, str):
        return [group]
    if isinstance(group, dict):
        group = list(group.values())
    return [each for part in group for each in _strings(part)] if isinstance(group, list) else []


NEEDS_TEXTS = pytest.mark.skipif(
    not TEXTS.is_dir(), reason="the collections in ../shared/data/text are not here"
)


@pytest.mark.parametrize("written", HAND_MADE, ids=range(len(HAND_MADE)))
async def test_odd_messages_get_one_answer(whole: Whole, written: str) -> None:
    person = await whole.neighbour()
    heard = await answer(person, written)
    assert heard.text
    assert APOLOGY not in heard.text
    await person.hears_nothing(0.05)


@NEEDS_TEXTS
@ON_SQLITE
@pytest.mark.parametrize("form", ["{}", "/place {}", "/start {}"])
async def test_every_hazard_gets_one_answer_as_message_command_and_link(
    whole: Whole, form: str
) -> None:
    person = await whole.neighbour()
    for hazard in hazards():
        heard = await answer(person, form.format(hazard)[:LONGEST])
        assert heard.text
        assert APOLOGY not in heard.text, hazard


@NEEDS_TEXTS
@ON_SQLITE
async def test_every_hazard_as_a_button_is_an_old_button(whole: Whole) -> None:
    person = await whole.neighbour()
    for hazard in hazards():
        heard = await sent(person, hazard.encode()[:64].decode("utf-8", "ignore") or "?")
        assert heard.text.startswith("This button is old.")


@NEEDS_TEXTS
@ON_SQLITE
async def test_every_hazard_may_be_somebodys_name(whole: Whole) -> None:
    for hazard in hazards()[::7]:
        heard = await answer(whole.newcomer(first_name=hazard[:64]), "/start")
        assert heard.text.startswith("Welcome. I am Waypost.")


@NEEDS_TEXTS
@ON_SQLITE
async def test_every_hazard_may_be_written_where_a_place_was_asked_for(whole: Whole) -> None:
    person = await whole.neighbour()
    for hazard in hazards()[::5]:
        asked = await sent(person, "o:fo||||||")
        assert asked.wants_reply
        heard = await answer(person, hazard[:LONGEST])
        assert APOLOGY not in heard.text, hazard


@asynccontextmanager
async def a_broken_server(behaviour: str) -> AsyncIterator[str]:
    """A language server that hangs, answers 500, or answers rubbish."""

    over = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1000)
        if behaviour == "hangs":
            await over.wait()
        body = b'{"intent": 7}' if behaviour == "rubbish" else b"oops"
        status = b"200 OK" if behaviour == "rubbish" else b"500 Internal Server Error"
        writer.write(b"HTTP/1.1 %b\r\nContent-Length: %d\r\n\r\n%b" % (status, len(body), body))
        with suppress(ConnectionError):
            await writer.drain()
            writer.close()
            await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        over.set()
        server.close()
        await asyncio.sleep(0.05)


@ON_SQLITE
@pytest.mark.parametrize("behaviour", ["hangs", "fails", "rubbish", "dead"])
async def test_with_a_broken_language_server_there_is_the_menu_within_three_seconds(
    api: BotApi, bot: WaypostBot, listed: Database, behaviour: str
) -> None:
    async with a_broken_server(behaviour) as url, httpx.AsyncClient() as http:
        reached = "http://127.0.0.1:9" if behaviour == "dead" else url
        nlu = NluClient(http, reached, "token")
        async with running(api, bot, listed, nlu) as whole:
            person, other = await whole.neighbour(), await whole.neighbour()
            await person.says("where can i learn english please")
            tapping = await sent(other, "m:")
            assert "m:people" in data_of(tapping)
            [heard] = await person.hears(timeout=3)
            assert heard.text.startswith("I cannot read sentences at this moment")
            assert "m:people" in data_of(heard)


@ON_SQLITE
async def test_a_database_that_is_locked_for_two_seconds_delays_the_answer_and_no_more(
    whole: Whole,
) -> None:
    person = await whole.neighbour()
    rival = open_database(str(whole.database.engine.url.render_as_string(hide_password=False)))
    async with rival.engine.connect() as connection:
        await connection.execute(text("BEGIN EXCLUSIVE"))
        await person.taps_data("p:g2655603")
        await asyncio.sleep(2)
        await connection.rollback()
    await rival.close()
    [heard] = await person.hears(timeout=8)
    assert "Birmingham" in heard.text
