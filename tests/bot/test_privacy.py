"""Does anything that names a person, or that they wrote, stay behind in the database or the log?"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import MetaData, select

from listings.database import Database
from tests.botapi import TOKEN, BotApi, Person
from tests.whole import ON_SQLITE, Whole, answer, sent, tapped

CHAT = 7_123_456_789
NAME, USER_NAME, PHONE = "Zarathustrina", "zara_of_nowhere", "+447700900123"
SECRETS = (
    "my neighbour Gwendolyn shouts at the quokka every night",
    "Xyzzybury-under-Wold",
    "ich brauche Butterbrot",
    "أختي اسمها نورهان",
)
PHOTO = [{"file_id": "AgACFILEID", "file_unique_id": "unique", "width": 9, "height": 9}]
KEPT_OF_PEOPLE = {
    *("person", "handled_update", "lease", "heartbeat", "unmet_need", "wrong_info_report"),
}


async def test_no_table_holds_a_name_a_number_a_text_or_a_search(whole: Whole) -> None:
    before = await _dump(whole.database)
    await _somebody_who_talks_long(whole.api)
    await whole.api.all_confirmed()
    after = await _dump(whole.database)

    for secret in (NAME, USER_NAME, PHONE, *SECRETS, "quokka", "AgACFILEID", "housing", "lgbt"):
        assert _rows_with(after, secret) == _rows_with(before, secret), secret
    changed = {table for table, rows in after.items() if rows != before[table]}
    assert changed <= KEPT_OF_PEOPLE
    assert _tables_with(after, str(CHAT)) == {"person"}


async def test_an_unmet_need_is_counted_without_the_person(whole: Whole) -> None:
    person = await whole.neighbour()
    await sent(person, "q:ho|||lgdi|y|cy|")
    [row] = (await _dump(whole.database))["unmet_need"]
    assert row == "('housing', 'Leeds', 'en', datetime.date(2026, 11, 23), 1)"


async def test_what_was_forgotten_is_in_no_table(whole: Whole) -> None:
    person = await _somebody_who_talks_long(whole.api)
    await sent(person, "x:y")
    await whole.api.all_confirmed()
    assert _tables_with(await _dump(whole.database), str(CHAT)) == set()


@ON_SQLITE
async def test_the_log_of_a_whole_process_quotes_nobody(api: BotApi, listed_url: str) -> None:
    async with _process(api, listed_url) as process:
        person = await _somebody_who_talks_long(api)
        await person.sends({"message": {"text": SECRETS[0], "poll": "such as nobody can read"}})
        await person.hears(timeout=20)
        api.faults.rubbish(502, SECRETS[0].encode(), method="sendMessage")
        await person.says(SECRETS[0])
        await api.all_confirmed(20)
        process.terminate()
        _, log = await process.communicate()

    written = log.decode()
    assert "serving" in written
    assert "update cannot be read" in written
    for secret in (NAME, USER_NAME, PHONE, *SECRETS, "quokka", "Xyzzybury", TOKEN[7:], str(CHAT)):
        assert secret not in written, secret


@asynccontextmanager
async def _process(api: BotApi, database_url: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot as an operator starts it; its log is its standard error."""
    environment = {
        "PATH": os.environ["PATH"],
        "WAYPOST_TELEGRAM_TOKEN": TOKEN,
        "WAYPOST_TELEGRAM_API": api.url,
        "WAYPOST_DATABASE_URL": database_url,
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "bot"), env=environment, stderr=asyncio.subprocess.PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def _somebody_who_talks_long(api: BotApi) -> Person:
    person = api.person(CHAT, "ar", NAME)
    user = {**person.user, "last_name": "Smith", "username": USER_NAME}
    await person.says("/start leeds-library")
    await person.hears(timeout=20)
    await tapped(person, "Leeds")
    for text in SECRETS:
        await person.sends({"message": {"text": text, "from": user}})
        await person.hears()
    contact = {"phone_number": PHONE, "first_name": NAME}
    await person.sends({"message": {"contact": contact, "from": user}})
    await person.sends({"message": {"photo": PHOTO, "caption": SECRETS[0], "from": user}})
    await person.sends({"edited_message": {"text": SECRETS[1], "from": user, "edit_date": 1}})
    await person.hears(3)
    await sent(person, "q:ho|||lgdi|y|cy|")
    await sent(person, "q:mp||||||")
    await sent(person, "o:mp||||||")
    await answer(person, SECRETS[1])
    await answer(person, "/mydata")
    return person


async def _dump(database: Database) -> dict[str, list[str]]:
    """Every row of every table, as text."""
    tables = MetaData()
    async with database.engine.connect() as connection:
        await connection.run_sync(tables.reflect)
        return {
            name: sorted(str(row) for row in await connection.execute(select(table)))
            for name, table in tables.tables.items()
        }


def _rows_with(dump: dict[str, list[str]], secret: str) -> int:
    personal = {name: rows for name, rows in dump.items() if name != "unmet_need"}
    return sum(secret.lower() in row.lower() for rows in personal.values() for row in rows)


def _tables_with(dump: dict[str, list[str]], text: str) -> set[str]:
    return {name for name, rows in dump.items() if any(text in row for row in rows)}
