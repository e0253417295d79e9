"""Which messages are to be sent in the coming days? Wishes that have to be looked at become rows; run at each tick.

Any number of processes may do this at once: a wish is locked while it is looked at, and a message can be there only
once (UNIQUE). Everything of one wish is committed together, so a killed process leaves nothing half done.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import delete, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.error_place import place_of
from bot.reminders import due
from bot.reminders.reconciling import Plan, reconcile, withdrawn
from bot.reminders.rows import NOT_BEGUN, insert_of, told_of, wish_of
from bot.reminders.tables import Reminder, Subscription, ToldDate
from bot.reminders.wishes import Told, Wish
from listings.database import Database
from listings.events import Timetable
from listings.schema.schedules import ScheduleChange
from listings.search.schedules import read_schedules

AT_ONCE = 100
CHANGES_AT_ONCE = 500
# How soon a schedule that cannot be read is looked at again; its mending is seen at once.
UNREADABLE = timedelta(hours=6)
log = structlog.get_logger()

Schedules = Mapping[UUID, Timetable | None]


async def plan(database: Database, now: datetime, zone: ZoneInfo) -> int:
    """Look at every wish that has to be looked at; how many there were."""
    await notice_changes(database, now)
    looked_at = 0
    while number := await _plan_some(database, now, zone):
        looked_at += number
    return looked_at


async def notice_changes(database: Database, now: datetime) -> None:
    """Wishes for a schedule that was edited have to be looked at now."""
    while True:
        async with database.reading() as session:
            rows = list(
                await session.execute(
                    select(ScheduleChange.id, ScheduleChange.schedule_id).limit(CHANGES_AT_ONCE)
                )
            )
        if not rows:
            return
        schedules = {schedule_id for _, schedule_id in rows}
        concerned = Subscription.schedule_id.in_(schedules) & Subscription.ended_at.is_(None)
        async with database.writing() as session:
            await session.execute(update(Subscription).where(concerned).values(plan_at=now))
            ids = [id for id, _ in rows]
            await session.execute(delete(ScheduleChange).where(ScheduleChange.id.in_(ids)))


async def _plan_some(database: Database, now: datetime, zone: ZoneInfo) -> int:
    waiting = (
        select(Subscription)
        .where(Subscription.ended_at.is_(None), Subscription.plan_at <= now)
        .order_by(Subscription.plan_at)
        .limit(AT_ONCE)
    )
    async with database.reading() as session:
        if await session.scalar(waiting.with_only_columns(Subscription.id).limit(1)) is None:
            return 0
    async with database.writing() as session:
        rows = list(await session.scalars(waiting.with_for_update(skip_locked=True)))
        wishes = [wish_of(row) for row in rows]
        for wish, plan_of in await _plans(session, wishes, now, zone):
            await carry_out(session, wish, plan_of, now)
    return len(rows)


async def plan_one(session: AsyncSession, wish: Wish, now: datetime, zone: ZoneInfo) -> None:
    """Look at one wish within a transaction, so that what it promises is there when the person reads it."""
    for _, plan_of in await _plans(session, [wish], now, zone):
        await carry_out(session, wish, plan_of, now)


async def _plans(
    session: AsyncSession, wishes: Sequence[Wish], now: datetime, zone: ZoneInfo
) -> list[tuple[Wish, Plan]]:
    """What has to be done for each; one whose facts break us is put off, and stops none of the others."""
    try:
        schedules = await _schedules(session, wishes, now, zone)
        told = await _told(session, wishes)
        return [
            (wish, _plan_of(wish, schedules, told.get(wish.id, {}), now, zone)) for wish in wishes
        ]
    except (SQLAlchemyError, OSError):
        raise
    except Exception as error:
        if len(wishes) == 1:
            log.error(
                "wish not planned",
                subscription_id=wishes[0].id,
                schedule_id=str(wishes[0].schedule_id),
                error=type(error).__name__,
                where=place_of(error),
            )
            return [(wishes[0], Plan(plan_at=now + UNREADABLE))]
    return [each for wish in wishes for each in await _plans(session, [wish], now, zone)]


def _plan_of(
    wish: Wish, schedules: Schedules, told: Mapping[date, Told], now: datetime, zone: ZoneInfo
) -> Plan:
    if wish.schedule_id is None:
        message = due.digest(now, zone)
        return Plan(plan_at=message.due_at + timedelta(seconds=1), messages=[message])
    if wish.schedule_id not in schedules:
        return withdrawn(wish, told.values(), now, zone)
    timetable = schedules[wish.schedule_id]
    if timetable is None:
        return Plan(plan_at=now + UNREADABLE)
    return reconcile(wish, timetable, told, now, zone)


async def carry_out(session: AsyncSession, wish: Wish, plan_of: Plan, now: datetime) -> None:
    """Write a plan down; what is there already stays as it is."""
    mine = Reminder.subscription_id == wish.id
    if plan_of.void:
        await session.execute(
            update(Reminder)
            .where(mine, Reminder.on_date.in_(plan_of.void), Reminder.state.in_(NOT_BEGUN))
            .values(state="cancelled", settled_at=now)
        )
    for told in plan_of.told:
        await session.merge(
            ToldDate(
                subscription_id=wish.id,
                on_date=told.on_date,
                starts_at=told.starts_at,
                cancelled=told.cancelled,
                place=told.place,
                skipped=told.skipped,
                revision=told.revision,
            )
        )
    if plan_of.messages:
        await session.execute(insert_of(session, wish, plan_of.messages))
    values: dict[str, datetime | None] = {"plan_at": plan_of.plan_at}
    if plan_of.ends:
        values["ended_at"] = now
    await session.execute(update(Subscription).where(Subscription.id == wish.id).values(values))


async def _schedules(
    session: AsyncSession, wishes: Sequence[Wish], now: datetime, zone: ZoneInfo
) -> Schedules:
    ids = {wish.schedule_id for wish in wishes if wish.schedule_id}
    return await read_schedules(session, list(ids), now.astimezone(zone).date()) if ids else {}


async def _told(session: AsyncSession, wishes: Sequence[Wish]) -> Mapping[int, Mapping[date, Told]]:
    rows = await session.scalars(
        select(ToldDate).where(ToldDate.subscription_id.in_([wish.id for wish in wishes]))
    )
    found: dict[int, dict[date, Told]] = {}
    for row in rows:
        found.setdefault(row.subscription_id, {})[row.on_date] = told_of(row)
    return found
