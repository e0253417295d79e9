"""What does a person get while the database is locked or gone? Numbers in danger, and an answer as soon as can be."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import psycopg
from psycopg import sql
from sqlalchemy import text
from sqlalchemy.engine import make_url

from listings.database import Database, open_database
from tests.whole import ON_POSTGRESQL, Whole, answer, data_of, sent

DANGER = "my husband hits me"


async def test_a_newcomer_in_danger_gets_numbers_while_the_database_is_locked(whole: Whole) -> None:
    person = whole.newcomer()
    async with _locked(whole.database):
        began = time.monotonic()
        await person.says(DANGER)
        [heard] = await person.hears(timeout=8)
        assert "0808 2000 247" in heard.text
        assert time.monotonic() - began < 5


async def test_help_now_is_there_while_the_database_is_locked(whole: Whole) -> None:
    person = await whole.neighbour()
    async with _locked(whole.database):
        await person.taps_data("h:")
        [heard] = await person.hears(timeout=8)
        assert "116 123" in heard.text


async def test_a_lock_of_two_seconds_delays_the_answer_and_no_more(whole: Whole) -> None:
    person = await whole.neighbour("fr")
    async with _locked(whole.database):
        await person.taps_data("p:g2655603")
        await asyncio.sleep(2)
    [heard] = await person.hears(timeout=8)
    assert "Birmingham" in heard.text
    kept = await whole.kept(person)
    assert kept is not None
    assert kept.place_name == "Birmingham"


async def test_an_update_is_handled_once_although_it_could_not_be_written_down_at_first(
    whole: Whole,
) -> None:
    person = await whole.neighbour()
    async with _locked(whole.database):
        await person.taps_data("h:")
        await person.hears(timeout=8)
        await asyncio.sleep(1)
    assert "m:people" in data_of(await answer(person, "/menu"))
    await whole.api.all_confirmed()
    await person.hears_nothing(0.2)


@ON_POSTGRESQL
async def test_danger_is_answered_while_the_database_cannot_be_reached(
    whole: Whole, listed_url: str
) -> None:
    person, newcomer = await whole.neighbour(), whole.newcomer()
    with _unreachable(listed_url):
        assert "0808 2000 247" in (await answer(person, DANGER)).text
        assert "0808 2000 247" in (await answer(newcomer, DANGER)).text
        await asyncio.sleep(0.5)
    assert "near Leeds" in (await sent(person, "q:fo||||||")).text


@ON_POSTGRESQL
async def test_other_questions_get_an_apology_while_the_database_cannot_be_reached(
    whole: Whole, listed_url: str
) -> None:
    person = await whole.neighbour()
    with _unreachable(listed_url):
        heard = await sent(person, "q:fo||||||")
        assert heard.text.startswith("Sorry, something went wrong on my side.")
    await whole.api.all_confirmed(10)
    assert [type(each).__name__ for each in whole.failures] == ["OperationalError"]
    whole.failures.clear()


@asynccontextmanager
async def _locked(database: Database) -> AsyncIterator[None]:
    """Another connection has the database to itself for as long as the block runs."""
    rival = open_database(database.engine.url.render_as_string(hide_password=False))
    async with rival.engine.connect() as connection:
        if database.dialect == "sqlite":
            await connection.execute(text("BEGIN EXCLUSIVE"))
        else:
            await connection.execute(
                text("LOCK TABLE person, handled_update IN ACCESS EXCLUSIVE MODE")
            )
        yield
        await connection.rollback()
    await rival.close()


@contextmanager
def _unreachable(address: str) -> Iterator[None]:
    """PostgreSQL takes no connection to this database, and those that were open are cut."""
    url = make_url(address)
    name = sql.Identifier(str(url.database))
    server = url.set(database="postgres").render_as_string(hide_password=False)
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(name))
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [url.database],
        )
        try:
            yield
        finally:
            admin.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(name))
