"""How does a database get to the newest schema? Alembic, on a connection that is already open."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

FOLDER = Path(__file__).parent
# Any number that no one else in this database locks.
_UPGRADE_LOCK = 0x57_61_79_70


def to_head(connection: Connection) -> None:
    """Upgrade in one transaction; a second process that does the same waits, then finds it done."""
    to_revision(connection, "head")


def to_revision(connection: Connection, revision: str) -> None:
    """Upgrade, or downgrade if `revision` is "base", and commit."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("BEGIN IMMEDIATE"))
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
    move = command.downgrade if revision == "base" else command.upgrade
    move(config(connection), revision)
    connection.commit()


def config(connection: Connection) -> Config:
    """Alembic's settings, without a file."""
    settings = Config()
    settings.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings
