"""What is kept of reminders? What somebody asked for, what they were told of each date, and each message to send.

Everything hangs on the person's row and goes with it (`/forget`).
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from listings.schema.base import Base

OF_SUBSCRIPTION = "subscription.id"


class Subscription(Base):
    """A wish to be reminded: of a schedule, of one date of it (`on_date`), or of the week's `topics`.

    `title` is the listing's English name, for the day when the listing is gone. `since` is when the wish, or its lead
    times, were last changed: what was due before that is not made up for. `plan_at` is when it has to be looked
    at next. One that ended is kept a while, so that it can be taken back.
    """

    __tablename__ = "subscription"
    __table_args__ = (
        Index(
            "ix_subscription_to_plan",
            "plan_at",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    chat_id: Mapped[int] = mapped_column(
        BigInteger,
        ForeignKey("person.chat_id", ondelete="CASCADE", onupdate="CASCADE"),
        index=True,
    )
    schedule_id: Mapped[UUID | None] = mapped_column(index=True)
    listing_id: Mapped[UUID | None]
    title: Mapped[str | None] = mapped_column(String(200))
    on_date: Mapped[date | None]
    day_before: Mapped[bool] = mapped_column(default=True)
    hours_before: Mapped[bool] = mapped_column(default=True)
    topics: Mapped[str | None] = mapped_column(String(100))
    since: Mapped[datetime]
    plan_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class ToldDate(Base):
    """What the person believes of one date, because they were, or are about to be, told so.

    `revision` counts how often that changed; `skipped` is theirs: "I cannot go".
    """

    __tablename__ = "told_date"

    subscription_id: Mapped[int] = mapped_column(
        ForeignKey(OF_SUBSCRIPTION, ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    on_date: Mapped[date] = mapped_column(primary_key=True)
    starts_at: Mapped[datetime]
    cancelled: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str | None]
    skipped: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(default=0)


class Reminder(Base):
    """One message to be sent once. `starts_at` is the event's start when this was planned (of a notice: before it).

    `state`: due, claimed, sending, then sent, failed, expired, cancelled or uncertain. `doubtful` marks one whose
    answer was lost once: it may have arrived, and is tried once more, never twice.
    """

    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint("subscription_id", "on_date", "kind", "revision"),
        Index("ix_reminder_state_due_at", "state", "due_at", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    subscription_id: Mapped[int] = mapped_column(ForeignKey(OF_SUBSCRIPTION, ondelete="CASCADE"))
    chat_id: Mapped[int] = mapped_column(
        BigInteger,
        ForeignKey("person.chat_id", ondelete="CASCADE", onupdate="CASCADE"),
        index=True,
    )
    on_date: Mapped[date]
    kind: Mapped[str] = mapped_column(String(20))
    revision: Mapped[int] = mapped_column(default=0)
    starts_at: Mapped[datetime]
    due_at: Mapped[datetime]
    useful_until: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(12), default="due")
    doubtful: Mapped[bool] = mapped_column(default=False)
    claimed_by: Mapped[str | None] = mapped_column(String(80))
    leased_until: Mapped[datetime | None]
    fence: Mapped[int] = mapped_column(default=0)
    settled_at: Mapped[datetime | None]
