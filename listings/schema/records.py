"""What do staff learn from use, without anything about a person?"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from listings.schema.base import Base, Identified


class UnmetNeed(Base):
    """How often on one day something was asked for that is not there."""

    __tablename__ = "unmet_need"

    topic: Mapped[str] = mapped_column(String(40), primary_key=True)
    area: Mapped[str] = mapped_column(String(80), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(default=1)


class WrongInfoReport(Identified, Base):
    """Somebody said that a listing is wrong; who it was is not kept."""

    __tablename__ = "wrong_info_report"

    service_id: Mapped[UUID] = mapped_column(
        ForeignKey("service.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
