"""Where is everything kept? One SQLite file or one PostgreSQL database, behind the same few calls."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from typing import Any, Literal, cast

from sqlalchemy import event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

from listings.errors import DatabaseError
from listings.migrations import to_head
from listings.places.load import load_places

Dialect = Literal["sqlite", "postgresql"]

_DRIVERS: dict[str, str] = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
_PRAGMAS = (
    "PRAGMA busy_timeout=5000",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA foreign_keys=ON",
)


class Database:
    """An open database. Whoever opened it closes it."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.dialect = cast(Dialect, engine.dialect.name)
        self.sessions = async_sessionmaker(engine, expire_on_commit=False)

    def reading(self) -> AsyncSession:
        """A session for a with-statement. What is written in it and not committed is dropped."""
        return self.sessions()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """One transaction: committed at the end, rolled back on an error.

        SQLite takes the write lock first: a transaction that reads and then writes would otherwise
        fail at once, without waiting, if another wrote in between.
        """
        async with self.sessions() as session:
            if self.dialect == "sqlite":
                await session.execute(text("BEGIN IMMEDIATE"))
            yield session
            await session.commit()

    async def check(self) -> None:
        """Raise DatabaseError if the database does not answer."""
        try:
            _probe_sqlite(self.engine.url)
            async with self.engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
        except (DBAPIError, sqlite3.Error, OSError) as error:
            raise DatabaseError(_unreachable(self.engine.url, error)) from error

    async def upgrade(self) -> None:
        """Bring the schema to the newest version and fill the table of places once. Safe to run side by side."""
        await self.check()
        async with self.engine.connect() as connection:
            await connection.run_sync(to_head)
        async with self.writing() as session:
            await load_places(session)

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


def open_database(address: str) -> Database:
    """A database for `sqlite:///file`, `sqlite://` (memory) or `postgresql://...`; connects at first use.

    Raises DatabaseError for an address that cannot be one.
    """
    url = _async_url(address)
    if url.get_backend_name() == "sqlite":
        engine = create_async_engine(url)
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    else:
        engine = create_async_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 5})
    return Database(engine)


def _async_url(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise DatabaseError("is not an address like sqlite:///waypost.db") from error
    driver = _DRIVERS.get(url.drivername)
    if driver is None:
        raise DatabaseError(f"{url.drivername!r} is neither sqlite nor postgresql")
    return url.set(drivername=driver)


def _probe_sqlite(url: URL) -> None:
    """Open a file without aiosqlite, whose thread would print a traceback of its own if it cannot."""
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        with closing(sqlite3.connect(str(url.database))) as connection:
            connection.execute("PRAGMA schema_version")


def _prepare_sqlite(connection: Any, record: Any) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    # Of several that open a new file at once all but one are refused, without waiting. One is enough: the
    # file remembers it.
    with suppress(sqlite3.OperationalError):
        cursor.execute("PRAGMA journal_mode=WAL")
    cursor.close()


def _unreachable(url: URL, error: BaseException) -> str:
    where = url.render_as_string(hide_password=True)
    reason = str(getattr(error, "orig", None) or error).strip().splitlines()
    return f"cannot use {where} ({reason[0] if reason else type(error).__name__})"
