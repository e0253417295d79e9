"""How does a free text read in another language, and can it still be trusted?"""

from typing import Final
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from listings.schema.base import Base

TRANSLATED: Final[dict[str, tuple[str, ...]]] = {
    "organization": ("name", "description"),
    "service": ("name", "description", "first_visit", "welcome", "bring"),
    "location": ("name", "transportation"),
}


class Translation(Base):
    """`entity` names a table of TRANSLATED; `state` is human, machine or outdated (its source has changed)."""

    __tablename__ = "translation"
    __table_args__ = (Index(None, "entity_id", "language"),)

    entity: Mapped[str] = mapped_column(String(40), primary_key=True)
    entity_id: Mapped[UUID] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(String(40), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    text: Mapped[str]
    state: Mapped[str] = mapped_column(String(10))
