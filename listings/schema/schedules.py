"""When is it? HSDS schedule, and the dates that differ."""

from datetime import date, time
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from listings.schema.base import OWNED, Base, Identified, Sourced

if TYPE_CHECKING:
    from listings.schema.locations import ServiceAtLocation


class Schedule(Identified, Sourced, Base):
    """A rule of RFC 5545 in HSDS fields; `listings.events` reads it.

    `last_on` is derived from the rule when it is written (listings.schema.derived): the last date it can have, or
    None if it has no end. It lets a search leave out in SQL what is over. `pauses` lists the holidays on which it is
    not on: "bank_holidays", and "school_holidays:<area>" for an area of school_holiday.
    """

    __tablename__ = "schedule"

    service_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("service.id", ondelete="CASCADE"), index=True
    )
    location_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("location.id", ondelete="CASCADE"), index=True
    )
    service_at_location_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("service_at_location.id", ondelete="CASCADE"), index=True
    )
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    dtstart: Mapped[date | None]
    timezone: Mapped[str] = mapped_column(String(64), default="Europe/London")
    until: Mapped[date | None]
    count: Mapped[int | None]
    wkst: Mapped[str | None] = mapped_column(String(2))
    freq: Mapped[str | None] = mapped_column(String(10))
    interval: Mapped[int | None]
    byday: Mapped[str | None] = mapped_column(String(100))
    byweekno: Mapped[str | None] = mapped_column(String(300))
    bymonthday: Mapped[str | None] = mapped_column(String(200))
    byyearday: Mapped[str | None] = mapped_column(String(1500))
    opens_at: Mapped[time | None]
    closes_at: Mapped[time | None]
    description: Mapped[str | None]
    schedule_link: Mapped[str | None]
    attending_type: Mapped[str | None]
    notes: Mapped[str | None]
    pauses: Mapped[str | None] = mapped_column(String(100))
    last_on: Mapped[date | None] = mapped_column(index=True)

    service_at_location: Mapped["ServiceAtLocation | None"] = relationship(
        back_populates="schedules", lazy="raise"
    )
    exceptions: Mapped[list["ScheduleException"]] = relationship(**OWNED)


class ScheduleException(Identified, Base):
    """One date of a schedule that is cancelled, or moved to other times or another place.

    `on_date` is the local date that the rule gives. For a moved date, what is None stays as it was.
    """

    __tablename__ = "schedule_exception"
    __table_args__ = (UniqueConstraint("schedule_id", "on_date"),)

    schedule_id: Mapped[UUID] = mapped_column(ForeignKey("schedule.id", ondelete="CASCADE"))
    on_date: Mapped[date]
    kind: Mapped[str] = mapped_column(String(10))
    new_date: Mapped[date | None]
    new_opens_at: Mapped[time | None]
    new_closes_at: Mapped[time | None]
    new_location: Mapped[str | None]
    reason: Mapped[str | None]


class ScheduleChange(Base):
    """A note that a schedule, its differing dates or its service changed, whoever changed it.

    Triggers of the database write it (migration 0007), so no way of editing can forget it; whoever reminds people
    reads it, looks at the dates again, and deletes it.
    """

    __tablename__ = "schedule_change"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    schedule_id: Mapped[UUID]


class SchoolHoliday(Base):
    """Days without school in an area, as its council publishes them."""

    __tablename__ = "school_holiday"

    area: Mapped[str] = mapped_column(String(80), primary_key=True)
    first_on: Mapped[date] = mapped_column(primary_key=True)
    last_on: Mapped[date]
    source: Mapped[str | None] = mapped_column(String(200))
