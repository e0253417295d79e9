"""How does a database get to the newest schema? Alembic, on a connection that is already open."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).parent
# Any number that no one else in this database locks.
_UPGRADE_LOCK = 0x57_61_79_70


def to_head(connection: Connection) -> None:
    """Upgrade in one transaction; a second process that does the same waits, then finds it done."""
    if _revision(connection) != _newest():
        to_revision(connection, "head")


def _newest() -> str:
    return max(path.name for path in (FOLDER / "versions").glob("[0-9]*.py")).partition("_")[0]


def _revision(connection: Connection) -> str | None:
    """Read by hand: importing Alembic would cost every start a fifth of a second."""
    known = None
    if inspect(connection).has_table("alembic_version"):
        known = connection.scalar(text("SELECT version_num FROM alembic_version"))
    connection.rollback()
    return known


def to_revision(connection: Connection, revision: str) -> None:
    """Upgrade, or downgrade if `revision` is "base", and commit."""
    from alembic import command

    if connection.dialect.name == "sqlite":
        connection.execute(text("BEGIN IMMEDIATE"))
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
    move = command.downgrade if revision == "base" else command.upgrade
    move(config(connection), revision)
    connection.commit()


def config(connection: Connection) -> "Config":
    """Alembic's settings, without a file."""
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings
