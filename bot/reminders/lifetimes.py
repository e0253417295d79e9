"""How does a wish begin anew, and end, with the messages that hang on it? Within the caller's transaction."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.reminders.planning import plan_one
from bot.reminders.rows import NOT_BEGUN, wish_of
from bot.reminders.tables import Reminder, Subscription, ToldDate
from bot.reminders.wishes import TELLING


async def end(session: AsyncSession, ids: list[int], now: datetime) -> None:
    """No more of these; what is not on its way yet stays here."""
    await session.execute(
        update(Subscription).where(Subscription.id.in_(ids)).values(ended_at=now, plan_at=None)
    )
    await session.execute(
        update(Reminder)
        .where(Reminder.subscription_id.in_(ids), Reminder.state.in_(NOT_BEGUN))
        .values(state="cancelled", settled_at=now)
    )


async def begin_anew(
    session: AsyncSession,
    row: Subscription,
    now: datetime,
    zone: ZoneInfo,
    *,
    only: date | None = None,
) -> None:
    """Plan a wish, or one date of it, as if it were asked for now. What was sent already is not sent again."""
    row.since, row.ended_at, row.plan_at = now, None, now
    await _forget_plans(session, [row.id], now, only)
    await session.flush()
    await plan_one(session, wish_of(row), now, zone)
    await session.refresh(row)


async def all_begin_anew(session: AsyncSession, ids: list[int], now: datetime) -> None:
    """The same of many, which the next tick plans: somebody may have hundreds."""
    await _forget_plans(session, ids, now)
    again = {"since": now, "ended_at": None, "plan_at": now}
    await session.execute(update(Subscription).where(Subscription.id.in_(ids)).values(again))


async def _forget_plans(
    session: AsyncSession, ids: list[int], now: datetime, only: date | None = None
) -> None:
    news = Reminder.kind.in_(TELLING) & (Reminder.state == "sent")
    unsent = Reminder.subscription_id.in_(ids) & (Reminder.state.not_in(("sent", "sending")) | news)
    told = ToldDate.subscription_id.in_(ids) & (ToldDate.starts_at > now)
    if only is not None:
        unsent, told = unsent & (Reminder.on_date == only), told & (ToldDate.on_date == only)
    await session.execute(delete(Reminder).where(unsent))
    await session.execute(delete(ToldDate).where(told))
