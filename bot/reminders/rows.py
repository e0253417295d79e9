"""How do rows become values, and values rows?"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.dml import Insert

from bot.reminder_buttons import TOPIC_OF
from bot.reminders.tables import Reminder, Subscription, ToldDate
from bot.reminders.wishes import Leads, Message, Told, Wish

# Nobody is sending these: they can be taken back.
NOT_BEGUN = ("due", "claimed")


def wish_of(row: Subscription) -> Wish:
    """A subscription as a value."""
    return Wish(
        id=row.id,
        chat_id=row.chat_id,
        since=row.since,
        schedule_id=row.schedule_id,
        listing_id=row.listing_id,
        title=row.title or "",
        on_date=row.on_date,
        leads=Leads(row.day_before, row.hours_before),
        topics=tuple(TOPIC_OF[code] for code in (row.topics or "").split()),
        ended_at=row.ended_at,
    )


def told_of(row: ToldDate) -> Told:
    """What was told, as a value."""
    return Told(row.on_date, row.starts_at, row.cancelled, row.place, row.skipped, row.revision)


def insert_of(session: AsyncSession, wish: Wish, messages: Sequence[Message]) -> Insert:
    """New messages; one that is there already is left alone."""
    rows: list[dict[str, Any]] = [
        {**asdict(message), "subscription_id": wish.id, "chat_id": wish.chat_id}
        for message in messages
    ]
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(Reminder).values(rows).on_conflict_do_nothing()
    return postgresql.insert(Reminder).values(rows).on_conflict_do_nothing()
