"""Is a schedule that somebody asked about still there, and when is it? For those who remind people."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from listings.events.occurrences import Timetable
from listings.freshness import oldest_shown
from listings.schema.locations import ServiceAtLocation
from listings.schema.schedules import Schedule, ScheduleException
from listings.schema.services import Service
from listings.search.dates import EXCEPTION, RULE, pauses, timetable
from listings.search.holidays import read_school_holidays
from listings.search.rows import AnyRow
from listings.search.statements import shown

# Listing, then the rule and its exceptions, as `listings.search.dates.timetable` reads them.
_SCHEDULES: Final = (
    select(Schedule.id.label("key"), *RULE, *EXCEPTION)
    .outerjoin(ServiceAtLocation, ServiceAtLocation.id == Schedule.service_at_location_id)
    .join(Service, Service.id == func.coalesce(Schedule.service_id, ServiceAtLocation.service_id))
    .outerjoin(ScheduleException, ScheduleException.schedule_id == Schedule.id)
    .where(Schedule.id.in_(bindparam("ids", expanding=True)), shown())
)


async def read_schedules(
    session: AsyncSession, ids: Sequence[UUID], today: date
) -> Mapping[UUID, Timetable | None]:
    """Timetables by id: None for one that cannot be read, nothing for one that is gone or no longer shown."""
    rows = await session.execute(_SCHEDULES, {"ids": ids, "oldest": oldest_shown(today)})
    groups: defaultdict[UUID, list[AnyRow]] = defaultdict(list)
    for row in rows:
        groups[row[0]].append(row)
    school_holidays = await read_school_holidays(session, pauses(groups.values()))
    return {id: timetable(group, school_holidays) for id, group in groups.items()}
