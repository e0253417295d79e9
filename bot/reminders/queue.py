"""Whose turn is it, and what became of it? The rows of `reminder` as a queue that no killed process can lose from.

    due ──claim──► claimed ──begin──► sending ──settle──► sent, failed, uncertain, or due again
     └─► expired, cancelled     └─release: due      └─release: due once more, then uncertain

Every step is a short transaction of its own; none is open while Telegram is talked to. The clock is read inside the
transaction, so that a wait for a lock does not shorten the lease. `fence` grows with every claim: who has lost a claim
can neither begin nor settle it.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from sqlalchemy import Select, delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.owner import is_gone
from bot.reminders.rows import NOT_BEGUN
from bot.reminders.tables import Reminder, Subscription, ToldDate
from bot.reminders.wishes import Kind
from bot.tables import Person
from listings.database import Database
from listings.schema.schedules import ScheduleChange

# Longer than any send takes: a call is given up after 15 s.
LEASE = timedelta(seconds=90)
# Settled messages and ended wishes are kept this long: to take a stop back, to answer "did you go?".
KEPT = timedelta(days=8)


@dataclass(frozen=True, slots=True)
class Claim:
    """A message that is ours to send until `fence` is outdone."""

    id: int
    fence: int
    subscription_id: int
    chat_id: int
    kind: Kind
    on_date: date
    revision: int
    starts_at: datetime
    useful_until: datetime
    doubtful: bool


async def claim(
    database: Database, owner: str, clock: Callable[[], datetime], busy: Collection[int] = ()
) -> Claim | None:
    """The message that has been due longest, or None. Chats in `busy` got one a moment ago and can wait."""
    due = _due(clock())
    if busy:
        due = due.where(Reminder.chat_id.not_in(busy))
    async with database.reading() as session:
        if await session.scalar(due) is None:
            return None
    async with database.writing() as session:
        id = await session.scalar(due.with_for_update(skip_locked=True, of=Reminder))
        row = await session.get(Reminder, id) if id is not None else None
        if row is None:
            return None
        row.state, row.claimed_by, row.fence = "claimed", owner, row.fence + 1
        row.leased_until = clock() + LEASE
        return _claim_of(row)


def _claim_of(row: Reminder) -> Claim:
    return Claim(
        row.id,
        row.fence,
        row.subscription_id,
        row.chat_id,
        cast(Kind, row.kind),
        row.on_date,
        row.revision,
        row.starts_at,
        row.useful_until,
        row.doubtful,
    )


async def last_begun(session: AsyncSession, subscription_id: int, on_date: date) -> Claim | None:
    """The newest message about a date that has arrived, or may have."""
    begun = Reminder.state.in_(("sending", "sent", "uncertain")) | Reminder.doubtful
    row = await session.scalar(
        select(Reminder)
        .where(Reminder.subscription_id == subscription_id, Reminder.on_date == on_date, begun)
        .order_by(Reminder.due_at.desc(), Reminder.id.desc())
        .limit(1)
    )
    return _claim_of(row) if row else None


async def is_another_asked(session: AsyncSession, claim: Claim, since: date) -> bool:
    """Whether another question how it was has gone out, or is about to, of a date since then."""
    another = (Reminder.chat_id == claim.chat_id) & (Reminder.id != claim.id)
    begun = Reminder.state.in_(("claimed", "sending", "sent", "uncertain")) | Reminder.doubtful
    asked = another & begun & (Reminder.kind == claim.kind) & (Reminder.on_date >= since)
    return await session.scalar(select(Reminder.id).where(asked).limit(1)) is not None


def _due(now: datetime) -> Select[int]:
    """The id of what has been due longest and can be sent."""
    return (
        select(Reminder.id)
        .join(Person, Person.chat_id == Reminder.chat_id)
        .where(Reminder.state == "due", Reminder.due_at <= now, Person.active)
        .order_by(Reminder.due_at, Reminder.id)
        .limit(1)
    )


async def is_due(session: AsyncSession, now: datetime) -> bool:
    """Whether anything can be sent."""
    return await session.scalar(_due(now)) is not None


async def begin(database: Database, claim: Claim, clock: Callable[[], datetime]) -> bool:
    """From now on it may have arrived; False when the claim was lost or taken back, and nothing may be sent."""
    async with database.writing() as session:
        ours = (Reminder.id == claim.id) & (Reminder.fence == claim.fence)
        begun = await session.execute(
            update(Reminder)
            .where(ours, Reminder.state == "claimed", Reminder.useful_until > clock())
            .values(state="sending", leased_until=clock() + LEASE)
        )
        return bool(begun.rowcount)  # type: ignore[attr-defined]


async def settle(
    session: AsyncSession,
    claim: Claim,
    state: str,
    now: datetime,
    *,
    due_at: datetime | None = None,
    doubtful: bool = False,
) -> None:
    """Write down what became of it: for good, or due again at an instant."""
    values: dict[str, object] = {
        "state": state,
        "claimed_by": None,
        "leased_until": None,
        "doubtful": claim.doubtful or doubtful,
    }
    if due_at is not None:
        values["due_at"] = due_at
    else:
        values["settled_at"] = now
    ours = (Reminder.id == claim.id) & (Reminder.fence == claim.fence)
    await session.execute(
        update(Reminder).where(ours, Reminder.state.in_(("claimed", "sending"))).values(values)
    )


async def release(database: Database, now: datetime) -> int:
    """Take back what processes hold that are gone, or silent for longer than their lease; how many."""
    held = select(Reminder).where(Reminder.state.in_(("claimed", "sending")))
    async with database.reading() as session:
        rows = list(await session.scalars(held))
    lost = [row.id for row in rows if _is_lost(row, now)]
    if not lost:
        return 0
    async with database.writing() as session:
        still = held.where(Reminder.id.in_(lost)).with_for_update(skip_locked=True)
        for row in [row for row in await session.scalars(still) if _is_lost(row, now)]:
            begun, row.fence = row.state == "sending", row.fence + 1
            row.claimed_by = row.leased_until = None
            if begun and row.doubtful:
                row.state, row.settled_at = "uncertain", now
            else:
                row.state, row.doubtful = "due", row.doubtful or begun
    return len(lost)


def _is_lost(row: Reminder, now: datetime) -> bool:
    ended = row.leased_until is None or row.leased_until <= now
    return ended or row.claimed_by is None or is_gone(row.claimed_by)


async def expire(database: Database, now: datetime) -> int:
    """End what is of no use any more; how many."""
    over = (Reminder.state == "due") & (Reminder.due_at <= now) & (Reminder.useful_until <= now)
    async with database.reading() as session:
        if await session.scalar(select(Reminder.id).where(over).limit(1)) is None:
            return 0
    async with database.writing() as session:
        ended = await session.execute(
            update(Reminder).where(over).values(state="expired", settled_at=now)
        )
        return int(ended.rowcount)  # type: ignore[attr-defined]


async def figures(session: AsyncSession, now: datetime) -> dict[str, int]:
    """How many are due and not sent yet, and of how many nobody knows whether they arrived."""
    due = (Reminder.state == "due") & (Reminder.due_at <= now)
    counted = select(func.count()).select_from(Reminder)
    row = await session.execute(
        select(
            counted.where(due).scalar_subquery(),
            counted.where(Reminder.state == "uncertain").scalar_subquery(),
        )
    )
    number_due, uncertain = row.one()
    return {"due": number_due, "uncertain": uncertain}


async def is_anything_to_do(database: Database, now: datetime) -> bool:
    """Whether there is something to plan, to take back or to end: one question, for ticks are many."""
    to_plan = Subscription.ended_at.is_(None) & (Subscription.plan_at <= now)
    over = (Reminder.state == "due") & (Reminder.due_at <= now) & (Reminder.useful_until <= now)
    async with database.reading() as session:
        found = await session.scalar(
            select(
                exists(select(ScheduleChange.id))
                | exists(select(Subscription.id).where(to_plan))
                | exists(select(Reminder.id).where(Reminder.state == "claimed"))
                | exists(select(Reminder.id).where(Reminder.state == "sending"))
                | exists(select(Reminder.id).where(over))
            )
        )
    return bool(found)


async def tidy(session: AsyncSession, now: datetime) -> None:
    """Delete what was settled and what ended, once nobody can ask about it; the caller commits."""
    before = now - KEPT
    settled = Reminder.state.not_in((*NOT_BEGUN, "sending"))
    await session.execute(delete(Reminder).where(settled, Reminder.settled_at < before))
    await session.execute(delete(ToldDate).where(ToldDate.starts_at < before))
    await session.execute(delete(Subscription).where(Subscription.ended_at < before))
