"""How is a wish to be reminded kept, changed, ended, and taken back? Within the caller's transaction.

Every function takes the chat that asks: a number in a button is no proof of whose it is.
"""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.reminder_buttons import TOPIC_CODES
from bot.reminders.planning import plan_one
from bot.reminders.rows import NOT_BEGUN, wish_of
from bot.reminders.tables import Reminder, Subscription, ToldDate
from bot.reminders.wishes import TELLING, Leads, Wish
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
    await _begin_anew(session, row, now, zone)
    return wish_of(row)


async def set_leads(
    session: AsyncSession, chat_id: int, id: int, leads: Leads, now: datetime, zone: ZoneInfo
) -> Wish | None:
    """Remind at other times."""
    row = await _row(session, chat_id, id)
    if row is None:
        return None
    row.day_before, row.hours_before = leads.day_before, leads.hours_before
    await _begin_anew(session, row, now, zone)
    return wish_of(row)


async def stop(session: AsyncSession, chat_id: int, id: int, now: datetime) -> Wish | None:
    """End one."""
    row = await _row(session, chat_id, id)
    if row is None:
        return None
    await _end(session, [row.id], now)
    await session.refresh(row)
    return wish_of(row)


async def resume(
    session: AsyncSession, chat_id: int, id: int, now: datetime, zone: ZoneInfo
) -> Wish | None:
    """Take back an end."""
    row = await _row(session, chat_id, id)
    if row is None:
        return None
    await _begin_anew(session, row, now, zone)
    return wish_of(row)


async def stop_all(session: AsyncSession, chat_id: int, now: datetime) -> datetime | None:
    """End all; the moment that takes it back, or None if there was nothing to end."""
    moment = now.replace(microsecond=0)
    running = [wish.id for wish in await wishes_of(session, chat_id)]
    if not running:
        return None
    await _end(session, running, moment)
    return moment


async def resume_all(
    session: AsyncSession, chat_id: int, moment: datetime, now: datetime, zone: ZoneInfo
) -> int:
    """Take back the end of all; how many begin anew."""
    ended = (Subscription.chat_id == chat_id) & (Subscription.ended_at == moment)
    rows = list(await session.scalars(select(Subscription).where(ended)))
    for row in rows:
        await _begin_anew(session, row, now, zone)
    return len(rows)


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
        await _begin_anew(session, row, now, zone, only=on_date)
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
            await _end(session, [row.id], now)
        return None
    if row is None:
        row = Subscription(chat_id=chat_id, since=now, day_before=False, hours_before=False)
        session.add(row)
    row.topics = " ".join(TOPIC_CODES[topic] for topic in topics)
    await session.flush()
    if row.plan_at is None or row.ended_at is not None:
        await _begin_anew(session, row, now, zone)
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
    await _end(session, list(single), now)


async def _end(session: AsyncSession, ids: list[int], now: datetime) -> None:
    await session.execute(
        update(Subscription).where(Subscription.id.in_(ids)).values(ended_at=now, plan_at=None)
    )
    await session.execute(
        update(Reminder)
        .where(Reminder.subscription_id.in_(ids), Reminder.state.in_(NOT_BEGUN))
        .values(state="cancelled", settled_at=now)
    )


async def _begin_anew(
    session: AsyncSession,
    row: Subscription,
    now: datetime,
    zone: ZoneInfo,
    *,
    only: date | None = None,
) -> None:
    """Plan a wish, or one date of it, as if it were asked for now. What was sent already is not sent again."""
    row.since, row.ended_at, row.plan_at = now, None, now
    news = Reminder.kind.in_(TELLING) & (Reminder.state == "sent")
    unsent = (Reminder.subscription_id == row.id) & (
        Reminder.state.not_in(("sent", "sending")) | news
    )
    told = (ToldDate.subscription_id == row.id) & (ToldDate.starts_at > now)
    if only is not None:
        unsent, told = unsent & (Reminder.on_date == only), told & (ToldDate.on_date == only)
    await session.execute(delete(Reminder).where(unsent))
    await session.execute(delete(ToldDate).where(told))
    await session.flush()
    await plan_one(session, wish_of(row), now, zone)
    await session.refresh(row)
