"""What does the bot keep? People (as little as can be), handled updates, leases, heartbeats."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from listings.schema.base import Base
from listings.schema.types import UtcDateTime


class Person(Base):
    """Somebody who wrote to the bot. Never a name, a user name, a number, or a text.

    A place is kept as its key and name and, when shared, rounded to about 1 km. `questions` is False for who does
    not want to be asked how it was; `asked_on` is the last day on which they were.
    """

    __tablename__ = "person"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    language: Mapped[str | None] = mapped_column(String(8))
    place_key: Mapped[str | None] = mapped_column(String(12))
    place_name: Mapped[str | None] = mapped_column(String(80))
    place_area: Mapped[str | None] = mapped_column(String(80))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    partner: Mapped[str | None] = mapped_column(String(64))
    created_on: Mapped[date]
    seen_on: Mapped[date]
    active: Mapped[bool] = mapped_column(default=True)
    discreet: Mapped[bool] = mapped_column(default=False)
    draft_notice: Mapped[bool] = mapped_column(default=False)
    questions: Mapped[bool] = mapped_column(default=True)
    asked_on: Mapped[date | None]


class HandledUpdate(Base):
    """The id of an update that was handled, kept 25 h: Telegram repeats one for 24 h at most."""

    __tablename__ = "handled_update"
    __table_args__ = (Index("ix_handled_update_handled_at", "handled_at"),)

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    handled_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Lease(Base):
    """Who alone may do something for now. `fence` grows each time that it changes hands."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    owner: Mapped[str] = mapped_column(String(80))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    fence: Mapped[int]


class Heartbeat(Base):
    """When a part of a running Waypost last said how it is."""

    __tablename__ = "heartbeat"

    part: Mapped[str] = mapped_column(String(20), primary_key=True)
    owner: Mapped[str] = mapped_column(String(80), primary_key=True)
    state: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    detail: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
