"""When are these listings on? Their schedules as timetables, and the first date that fits a question."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, and_, bindparam, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from listings.distance import Box
from listings.events.holidays import SchoolHolidays
from listings.events.occurrences import Timetable, soonest
from listings.events.read import ScheduleFacts, readable
from listings.events.times import Window
from listings.model import Occurrence, Query
from listings.schema.locations import ServiceAtLocation
from listings.schema.schedules import Schedule, ScheduleException
from listings.search.holidays import read_school_holidays
from listings.search.rows import AnyRow
from listings.search.statements import Shape, candidate_ids, parameters, shape_of

SHOWN_DATES = 3
LOOK_AHEAD = timedelta(days=366)

Timetables = Mapping[UUID, Sequence[Timetable]]

RULE = (
    Schedule.id,
    Schedule.dtstart,
    Schedule.valid_from,
    Schedule.valid_to,
    Schedule.timezone,
    Schedule.until,
    Schedule.count,
    Schedule.wkst,
    Schedule.freq,
    Schedule.interval,
    Schedule.byday,
    Schedule.byweekno,
    Schedule.bymonthday,
    Schedule.byyearday,
    Schedule.opens_at,
    Schedule.closes_at,
    Schedule.pauses,
)
EXCEPTION = (
    ScheduleException.on_date,
    ScheduleException.kind,
    ScheduleException.new_date,
    ScheduleException.new_opens_at,
    ScheduleException.new_closes_at,
    ScheduleException.new_location,
    ScheduleException.reason,
)


def _statement(which: ColumnElement[bool]) -> CompoundSelect[*tuple[Any, ...]]:
    """Schedules at the location, and those of the service that are at no location.

    Put together, not joined by "or": PostgreSQL would compare every schedule with every listing.
    """
    of_service = and_(
        Schedule.service_id == ServiceAtLocation.service_id,
        Schedule.service_at_location_id.is_(None),
    )
    here = Schedule.service_at_location_id == ServiceAtLocation.id
    columns = (ServiceAtLocation.id.label("listing_id"), *RULE, *EXCEPTION)
    return union_all(
        *(
            select(*columns)
            .join(Schedule, belongs)
            .outerjoin(ScheduleException, ScheduleException.schedule_id == Schedule.id)
            .where(which)
            for belongs in (here, of_service)
        )
    )


_OF_LISTINGS: Final = _statement(ServiceAtLocation.id.in_(bindparam("ids", expanding=True)))


@lru_cache(maxsize=256)
def _of_candidates(shape: Shape) -> CompoundSelect[*tuple[Any, ...]]:
    candidates = candidate_ids(shape).cte("candidates")
    return _statement(ServiceAtLocation.id.in_(select(candidates.c.id)))


async def read_timetables(session: AsyncSession, ids: Sequence[UUID]) -> Timetables:
    """The schedules of listings, by listing id."""
    rows = await session.execute(_OF_LISTINGS, {"ids": ids})
    return await _by_listing(session, rows)


async def read_candidate_timetables(
    session: AsyncSession, query: Query, today: date, box: Box | None
) -> Timetables:
    """The schedules of all candidates of a query, by listing id."""
    statement = _of_candidates(shape_of(query, box))
    rows = await session.execute(statement, parameters(query, today, box))
    return await _by_listing(session, rows)


async def _by_listing(session: AsyncSession, rows: Iterable[AnyRow]) -> Timetables:
    """A schedule comes in as many rows as it has differing dates, and in one if it has none."""
    groups: defaultdict[tuple[UUID, UUID], list[AnyRow]] = defaultdict(list)
    for row in rows:
        groups[row[0], row[1]].append(row)
    school_holidays = await read_school_holidays(session, pauses(groups.values()))
    found: defaultdict[UUID, list[Timetable]] = defaultdict(list)
    for (listing_id, _), group in groups.items():
        readable_one = timetable(group, school_holidays)
        if readable_one is not None:
            found[listing_id].append(readable_one)
    return found


def first_fitting(timetables: Iterable[Timetable], windows: Sequence[Window]) -> Occurrence | None:
    """The first date in one of the windows that is not cancelled."""
    if not windows:
        return None
    start, end = windows[0].start, windows[-1].end
    for occurrence in soonest(timetables, start, end):
        if occurrence.state != "cancelled" and any(one.holds(occurrence) for one in windows):
            return occurrence
    return None


def next_dates(
    timetables: Iterable[Timetable], now: datetime, first: Occurrence | None
) -> tuple[Occurrence, ...]:
    """The coming three dates, cancelled ones included, from `first` on if there is one."""
    coming = soonest(timetables, now, now + LOOK_AHEAD)
    if first is not None:
        earliest = first.starts_at
        coming = (one for one in coming if one == first or one.starts_at > earliest)
    return tuple(islice(coming, SHOWN_DATES))


def pauses(schedules: Iterable[Sequence[AnyRow]]) -> Iterator[str | None]:
    """What schedules, each given as its rows, pause for."""
    return (rows[0].pauses for rows in schedules)


def timetable(rows: Sequence[AnyRow], school_holidays: SchoolHolidays) -> Timetable | None:
    """A schedule from its rows (a key, RULE, EXCEPTION): one for each differing date; None if unreadable."""
    schedule = ScheduleFacts(*rows[0][1 : 1 + len(RULE)])
    differing = [row for row in rows if row.on_date is not None]
    return readable(schedule, differing, school_holidays)
