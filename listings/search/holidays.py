"""When is there no school in the areas that some schedules pause for? Not asked unless one does."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from listings.events.holidays import SchoolHolidays, areas
from listings.events.rule import DaysOff
from listings.schema.schedules import SchoolHoliday


async def read_school_holidays(
    session: AsyncSession, pauses: Iterable[str | None]
) -> SchoolHolidays:
    """The school holidays of all areas that the `pauses` of schedules name."""
    wanted = {area for text in set(pauses) if text for area in areas(text.split(","))}
    if not wanted:
        return {}
    area = func.lower(SchoolHoliday.area)
    found = await session.execute(
        select(area, SchoolHoliday.first_on, SchoolHoliday.last_on).where(area.in_(wanted))
    )
    by_area: defaultdict[str, list[DaysOff]] = defaultdict(list)
    for name, first, last in found:
        by_area[name].append((first, last))
    return by_area
