"""How is a wish to be reminded kept, changed, ended, and taken back? Within the caller's transaction.

Every function takes the chat that asks: a number in a button is no proof of whose it is.
"""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.reminder_buttons import TOPIC_CODES
from bot.reminders.lifetimes import all_begin_anew, begin_anew, end
from bot.reminders.rows import NOT_BEGUN, wish_of
from bot.reminders.tables import Reminder, Subscription, ToldDate
from bot.reminders.wishes import Leads, Wish
from listings.model import Listing

TITLE = 200


async def find(session: AsyncSession, chat_id: int, id: int) -> Wish | None:
    """A wish of this chat, ended or not; None for another's, or one that is forgotten."""
    row = await _row(session, chat_id, id)
    return wish_of(row) if row else None


async def wishes_of(session: AsyncSession, chat_id: int) -> list[Wish]:
    """All that somebody is reminded of, in the order in which they asked."""
    rows = await session.scalars(
        select(Subscription)
        .where(Subscription.chat_id == chat_id, Subscription.ended_at.is_(None))
        .order_by(Subscription.id)
    )
    return [wish_of(row) for row in rows]


async def subscribe(
    session: AsyncSession,
    chat_id: int,
    listing: Listing,
    schedule_id: UUID,
    on_date: date | None,
    now: datetime,
    zone: ZoneInfo,
) -> Wish:
    """Remind of one date or (None) of every one; asking twice changes nothing."""
    every = await _existing(session, chat_id, schedule_id, None)
    if on_date is not None and every is not None and every.ended_at is None:
        await set_skipped(session, chat_id, every.id, on_date, False, now, zone)
        return wish_of(every)
    row = every if on_date is None else await _existing(session, chat_id, schedule_id, on_date)
    if row is not None and row.ended_at is None:
        return wish_of(row)
    if row is None:
        row = Subscription(
            chat_id=chat_id,
            schedule_id=schedule_id,
            listing_id=listing.id,
            title=listing.name.value[:TITLE],
            on_date=on_date,
            day_before=True,
            hours_before=True,
            since=now,
            plan_at=now,
        )
        session.add(row)
        await session.flush()
    if on_date is None:
        await _end_single_dates(session, chat_id, schedule_id, now)
    await begin_anew(session, row, now, zone)
    return wish_of(row)


async def set_leads(
    session: AsyncSession, chat_id: int, id: int, leads: Leads, now: datetime, zone: ZoneInfo
) -> Wish | None:
    """Remind at other times."""
    row = await _row(session, chat_id, id)
    if row is None:
        return None
    row.day_before, row.hours_before = leads.day_before, leads.hours_before
    await begin_anew(session, row, now, zone)
    return wish_of(row)


async def stop(session: AsyncSession, chat_id: int, id: int, now: datetime) -> Wish | None:
    """End one."""
    row = await _row(session, chat_id, id)
    if row is None:
        return None
    await end(session, [row.id], now)
    await session.refresh(row)
    return wish_of(row)


async def resume(
    session: AsyncSession, chat_id: int, id: int, now: datetime, zone: ZoneInfo
) -> Wish | None:
    """Take back an end."""
    row = await _row(session, chat_id, id)
    if row is None:
        return None
    await begin_anew(session, row, now, zone)
    return wish_of(row)


async def stop_all(session: AsyncSession, chat_id: int, now: datetime) -> datetime | None:
    """End all; the moment that takes it back, or None if there was nothing to end."""
    moment = now.replace(microsecond=0)
    running = [wish.id for wish in await wishes_of(session, chat_id)]
    if not running:
        return None
    await end(session, running, moment)
    return moment


async def resume_all(session: AsyncSession, chat_id: int, moment: datetime, now: datetime) -> int:
    """Take back the end of all; how many begin anew."""
    ended = (Subscription.chat_id == chat_id) & (Subscription.ended_at == moment)
    ids = list(await session.scalars(select(Subscription.id).where(ended)))
    await all_begin_anew(session, ids, now)
    return len(ids)


async def set_skipped(
    session: AsyncSession,
    chat_id: int,
    id: int,
    on_date: date,
    skipped: bool,
    now: datetime,
    zone: ZoneInfo,
) -> Wish | None:
    """ "I cannot go" on this date, or "I can after all"."""
    row = await _row(session, chat_id, id)
    if row is None:
        return None
    mine = (Reminder.subscription_id == row.id) & (Reminder.on_date == on_date)
    date_told = await session.get(ToldDate, (row.id, on_date))
    if skipped:
        await session.execute(
            update(Reminder)
            .where(mine, Reminder.state.in_(NOT_BEGUN))
            .values(state="cancelled", settled_at=now)
        )
        if date_told is not None:
            date_told.skipped = True
    elif date_told is not None and date_told.skipped:
        await begin_anew(session, row, now, zone, only=on_date)
    return wish_of(row)


async def set_weekly_list(
    session: AsyncSession, chat_id: int, topics: tuple[str, ...], now: datetime, zone: ZoneInfo
) -> Wish | None:
    """The week's list for these topics; without any it ends."""
    row = await session.scalar(
        select(Subscription).where(
            Subscription.chat_id == chat_id, Subscription.schedule_id.is_(None)
        )
    )
    if not topics:
        if row is not None:
            await end(session, [row.id], now)
        return None
    if row is None:
        row = Subscription(chat_id=chat_id, since=now, day_before=False, hours_before=False)
        session.add(row)
    row.topics = " ".join(TOPIC_CODES[topic] for topic in topics)
    await session.flush()
    if row.plan_at is None or row.ended_at is not None:
        await begin_anew(session, row, now, zone)
    return wish_of(row)


async def _row(session: AsyncSession, chat_id: int, id: int) -> Subscription | None:
    row = await session.get(Subscription, id)
    return row if row is not None and row.chat_id == chat_id else None


async def _existing(
    session: AsyncSession, chat_id: int, schedule_id: UUID, on_date: date | None
) -> Subscription | None:
    found = await session.scalars(
        select(Subscription)
        .where(
            Subscription.chat_id == chat_id,
            Subscription.schedule_id == schedule_id,
            Subscription.on_date.is_(None) if on_date is None else Subscription.on_date == on_date,
        )
        .order_by(Subscription.id)
        .limit(1)
    )
    return found.first()


async def _end_single_dates(
    session: AsyncSession, chat_id: int, schedule_id: UUID, now: datetime
) -> None:
    """Who is reminded of every date is not reminded of one of them as well."""
    single = await session.scalars(
        select(Subscription.id).where(
            Subscription.chat_id == chat_id,
            Subscription.schedule_id == schedule_id,
            Subscription.on_date.is_not(None),
            Subscription.ended_at.is_(None),
        )
    )
    await end(session, list(single), now)
