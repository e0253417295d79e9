"""What does somebody want to know of a wish of theirs? Its listing now, its next date, when they will be reminded."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot.person import Turn
from bot.reminders import due
from bot.reminders.wishes import Leads, Wish
from bot.replies.subscriptions import Shown
from bot.sources import Sources
from listings.events import Timetable, occurrences
from listings.model import Listing, Occurrence
from listings.search import listing as read_listing
from listings.search.schedules import read_schedules

AHEAD: Final = timedelta(days=366)


async def shown_of(session: AsyncSession, turn: Turn, wish: Wish) -> Shown:
    """A wish with its name now, its next date, and the times of its next reminders."""
    if wish.is_digest:
        at = due.digest(turn.now, turn.zone).due_at
        sunday = Occurrence(UUID(int=0), at.astimezone(turn.zone).date(), at, None)
        return Shown(wish, "", sunday)
    listing = None
    if wish.listing_id:
        listing = await read_listing(
            session, wish.listing_id, now=turn.now, language=turn.language, zone=turn.zone.key
        )
    name = listing.name.value if listing else wish.title
    timetable = await timetable_of(session, turn, wish)
    if timetable is None:
        return Shown(wish, name, None)
    coming = next_date(timetable, wish.on_date, turn.now)
    return Shown(wish, name, coming, _times(turn, wish, timetable, coming))


async def soonest_first(session: AsyncSession, turn: Turn, wishes: Sequence[Wish]) -> list[Wish]:
    """By their next dates, those without one last: with one question to the database, however many they are."""
    ids = {wish.schedule_id for wish in wishes if wish.schedule_id}
    today = turn.now.astimezone(turn.zone).date()
    timetables = await read_schedules(session, list(ids), today) if ids else {}

    def begins(wish: Wish) -> datetime:
        if wish.is_digest:
            return due.digest(turn.now, turn.zone).due_at
        timetable = timetables.get(wish.schedule_id) if wish.schedule_id else None
        coming = next_date(timetable, wish.on_date, turn.now) if timetable else None
        return coming.starts_at if coming else turn.now + AHEAD

    return sorted(wishes, key=begins)


def _times(
    turn: Turn, wish: Wish, timetable: Timetable, coming: Occurrence | None
) -> tuple[datetime, ...]:
    """When they will be reminded next: of the next date, or if that is too soon of the one after it."""
    while coming is not None:
        messages = due.reminders(coming, wish.leads, turn.zone)
        times = tuple(message.due_at for message in messages if message.due_at > turn.now)
        if times or wish.on_date is not None or wish.leads == Leads(False, False):
            return times
        coming = next_date(timetable, None, coming.starts_at)
    return ()


def next_date(timetable: Timetable, on_date: object, after: datetime) -> Occurrence | None:
    """The first date after an instant that is on; only `on_date` if that is given."""
    coming = occurrences(timetable, after, after + AHEAD)
    return next(
        (
            one
            for one in coming
            if one.starts_at > after and one.state != "cancelled" and on_date in (None, one.on_date)
        ),
        None,
    )


async def timetable_of(session: AsyncSession, turn: Turn, wish: Wish) -> Timetable | None:
    """The schedule of a wish; None where it is gone or cannot be read."""
    if wish.schedule_id is None:
        return None
    today = turn.now.astimezone(turn.zone).date()
    return (await read_schedules(session, [wish.schedule_id], today)).get(wish.schedule_id)


async def listing_of(turn: Turn, sources: Sources, id: UUID | None) -> Listing | None:
    """A listing as the person is told about it; None where it is gone."""
    if id is None:
        return None
    async with sources.database.reading() as session:
        return await read_listing(
            session,
            id,
            now=turn.now,
            language=turn.language,
            zone=turn.zone.key,
            place=turn.person.place,
        )
