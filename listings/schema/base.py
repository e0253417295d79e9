"""What do all tables share: names of constraints, types, ids, where a row came from?"""

from datetime import datetime
from typing import Any, ClassVar, Final
from uuid import UUID, uuid4

from sqlalchemy import JSON, MetaData, String, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from listings.schema.types import UtcDateTime

# Parts that go with their owner. The database deletes them; nothing is ever loaded by touching it.
OWNED: Final[dict[str, Any]] = {
    "cascade": "all, delete-orphan",
    "passive_deletes": True,
    "lazy": "raise",
}


class Base(DeclarativeBase):
    """Every table of Waypost, the bot's own included, so that one migration history serves all."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        UUID: Uuid(),
        str: String(),
        dict[str, Any]: JSON(),
    }


class Identified:
    """An HSDS id. An importer gives the feed's own; everything else gets a new one."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)


class Sourced:
    """Where a row came from, so that an import finds it again and an export loses nothing.

    `source` names the feed, `external_id` is the id there if it is no UUID, `extra` holds fields that we do not use.
    """

    demo: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str | None] = mapped_column(String(200))
    external_id: Mapped[str | None] = mapped_column(String(200))
    extra: Mapped[dict[str, Any] | None]
