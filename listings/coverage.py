"""Where is most listed? So that the question "where are you?" can be answered by tapping."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from listings.schema import Address, ServiceAtLocation


async def busiest_towns(session: AsyncSession, limit: int) -> tuple[str, ...]:
    """The names of the towns with most listings, most first."""
    number = func.count()
    rows = await session.execute(
        select(Address.city)
        .join(ServiceAtLocation, ServiceAtLocation.location_id == Address.location_id)
        .where(Address.city.is_not(None))
        .group_by(Address.city)
        .order_by(number.desc(), Address.city)
        .limit(limit)
    )
    return tuple(city for (city,) in rows if city)
