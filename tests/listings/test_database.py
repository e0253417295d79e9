"""Does a database open, upgrade and say what is wrong with it?"""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

import bot.reminders.tables
import bot.tables
from listings.database import Database, open_database
from listings.errors import DatabaseError
from listings.migrations import to_head, to_revision
from listings.schema import Base


async def test_an_upgrade_builds_exactly_the_tables_that_the_code_declares(
    empty_database_url: str,
) -> None:
    assert bot.tables  # registers the bot's own tables
    database = open_database(empty_database_url)
    async with database.engine.connect() as connection:
        await connection.run_sync(to_head)
        differences = await connection.run_sync(
            lambda sync: compare_metadata(
                MigrationContext.configure(sync, opts={"compare_type": True}), Base.metadata
            )
        )
    await database.close()
    assert differences == []


async def test_a_downgrade_to_the_start_leaves_nothing(empty_database_url: str) -> None:
    database = open_database(empty_database_url)
    async with database.engine.connect() as connection:
        await connection.run_sync(to_head)
        await connection.run_sync(lambda sync: to_revision(sync, "base"))
        tables = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    await database.close()
    assert tables == ["alembic_version"]


async def test_upgrading_again_changes_nothing(database: Database) -> None:
    await database.upgrade()
    async with database.reading() as session:
        places = await session.scalar(text("SELECT count(*) FROM place"))
    assert places is not None
    assert 6_000 < places < 6_200


async def test_two_processes_may_upgrade_at_once(empty_database_url: str) -> None:
    databases = [open_database(empty_database_url) for _ in range(2)]
    await asyncio.gather(*(database.upgrade() for database in databases))
    for database in databases:
        await database.close()


async def test_a_new_sqlite_file_that_many_open_at_once_writes_ahead(tmp_path: Path) -> None:
    databases = [open_database(f"sqlite:///{tmp_path / 'new.db'}") for _ in range(6)]
    await asyncio.gather(*(database.check() for database in databases))
    for database in databases:
        await database.close()
    with closing(sqlite3.connect(tmp_path / "new.db")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


async def test_a_database_in_memory_works() -> None:
    database = open_database("sqlite://")
    await database.upgrade()
    async with database.reading() as session:
        assert await session.scalar(text("SELECT count(*) FROM service")) == 0
    await database.close()


async def test_what_is_written_is_kept_and_an_error_undoes_it(database: Database) -> None:
    async with database.writing() as session:
        await session.execute(text("INSERT INTO outcode VALUES ('S70', 53.5, -1.4)"))
    with pytest.raises(ZeroDivisionError):
        await _write_and_fail(database)
    async with database.reading() as session:
        codes = (await session.scalars(text("SELECT code FROM outcode"))).all()
    assert codes == ["S70"]


async def test_a_writer_waits_for_a_sqlite_file_that_is_locked(tmp_path: Path) -> None:
    path = tmp_path / "waypost.db"
    database = open_database(f"sqlite:///{path}")
    await database.upgrade()
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    asyncio.get_running_loop().call_later(0.5, other.execute, "ROLLBACK")
    async with database.writing() as session:
        await session.execute(text("INSERT INTO outcode VALUES ('S70', 53.5, -1.4)"))
    other.close()
    await database.close()


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("", "is not an address"),
        ("nonsense", "is not an address"),
        ("mysql://localhost/waypost", "is neither sqlite nor postgresql"),
        ("postgresql://localhost:notaport/waypost", "is not an address"),
    ],
)
def test_a_wrong_address_is_refused_by_the_name_of_the_setting(address: str, reason: str) -> None:
    with pytest.raises(DatabaseError, match=f"WAYPOST_DATABASE_URL: .*{reason}"):
        open_database(address)


async def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    database = open_database("postgres://waypost:hunter2@127.0.0.1:1/waypost")
    with pytest.raises(DatabaseError) as caught:
        await database.upgrade()
    await database.close()
    assert str(caught.value).startswith("WAYPOST_DATABASE_URL: cannot use postgresql")
    assert "127.0.0.1:1" in str(caught.value)
    assert "hunter2" not in str(caught.value)


async def test_a_file_in_a_folder_that_does_not_exist_is_named() -> None:
    database = open_database("sqlite:////nowhere/at/all/waypost.db")
    with pytest.raises(DatabaseError, match=r"WAYPOST_DATABASE_URL: cannot use .*nowhere"):
        await database.check()
    await database.close()


async def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir or Madam, this is long enough to be looked at as a header." * 20)
    database = open_database(f"sqlite:///{path}")
    with pytest.raises(DatabaseError, match=r"letter\.txt \(file is not a database\)"):
        await database.upgrade()
    await database.close()


async def _write_and_fail(database: Database) -> None:
    async with database.writing() as session:
        await session.execute(text("INSERT INTO outcode VALUES ('S71', 53.5, -1.4)"))
        raise ZeroDivisionError
