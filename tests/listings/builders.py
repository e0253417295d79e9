"""What does a listing look like, but for what the test is about?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from listings.events import DateException, ScheduleRule, Timetable
from listings.model import Place, Point
from listings.schema import (
    Address,
    CostOption,
    Language,
    Location,
    Organization,
    Phone,
    Schedule,
    ScheduleException,
    Service,
    ServiceAtLocation,
    ServiceAudience,
    ServiceTopic,
)

# A Monday in winter, when London's clock shows UTC.
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ZONE = "Europe/London"
LEEDS = Place("g2644688", "Leeds", Point(53.79648, -1.54785), "town", "Leeds")
BARNSLEY = Place("g2656284", "Barnsley", Point(53.55, -1.48333), "town", "Barnsley")


def north_of(place: Place, km: float) -> Point:
    """A point so far to the north of a place."""
    return Point(place.point.latitude + km / 111.19, place.point.longitude)


def a_timetable(*exceptions: DateException, **changes: Any) -> Timetable:
    """Every Tuesday from ten to twelve, from 2026-11-03 on, but for `changes`."""
    rule: dict[str, Any] = {
        "dtstart": date(2026, 11, 3),
        "freq": "WEEKLY",
        "byday": ("TU",),
        "opens_at": time(10),
        "closes_at": time(12),
        **changes,
    }
    return Timetable(UUID(int=1), ScheduleRule(**rule), exceptions)


@dataclass
class Listed:
    """What a test may need of what it put into the database."""

    id: UUID
    service: Service
    location: Location
    schedules: list[Schedule] = field(default_factory=list)


async def a_listing(
    session: AsyncSession,
    name: str = "Conversation café",
    *,
    topics: Sequence[str] = ("meet_people",),
    at: Point | None = LEEDS.point,
    online: bool = False,
    audiences: Sequence[str] = (),
    languages: Sequence[str] = (),
    cost: Decimal | int | None = None,
    phones: Sequence[str] = (),
    step_free: bool = False,
    bus: str | None = None,
    weekly: str | None = None,
    schedule: dict[str, Any] | None = None,
    exceptions: Sequence[dict[str, Any]] = (),
    **service: Any,
) -> Listed:
    """One service at one location, assured three weeks ago; `weekly="TU"` is a schedule from ten to twelve."""
    columns = {"assured_date": date(2026, 11, 2), "added_on": date(2026, 11, 2), **service}
    offered = Service(
        id=uuid4(),
        name=name,
        topics=[ServiceTopic(topic=topic, position=i) for i, topic in enumerate(topics)],
        audiences=[ServiceAudience(audience=audience) for audience in audiences],
        languages=[Language(code=code, position=i) for i, code in enumerate(languages)],
        phones=[Phone(number=number, position=i) for i, number in enumerate(phones)],
        cost_options=[] if cost is None else [CostOption(amount=Decimal(cost), currency="GBP")],
        organization=Organization(name="Good Neighbours", email="hello@example.org"),
        **columns,
    )
    where = Location(
        id=uuid4(),
        location_type="virtual" if online else "physical",
        name=None if online else "The Old School",
        latitude=None if online or at is None else at.latitude,
        longitude=None if online or at is None else at.longitude,
        step_free=step_free,
        transportation=bus,
        addresses=[] if online else [Address(address_1="1 School Lane", city="Leeds")],
    )
    if weekly is not None:
        schedule = {"freq": "WEEKLY", "byday": weekly, "dtstart": date(2026, 11, 2)}
    rows = [] if schedule is None else [_schedule(schedule, exceptions)]
    listing = ServiceAtLocation(id=uuid4(), service=offered, location=where, schedules=rows)
    session.add(listing)
    await session.flush()
    return Listed(listing.id, offered, where, rows)


def _schedule(columns: dict[str, Any], exceptions: Sequence[dict[str, Any]]) -> Schedule:
    return Schedule(
        **{"id": uuid4(), "opens_at": time(10), "closes_at": time(12), "timezone": ZONE, **columns},
        exceptions=[ScheduleException(**exception) for exception in exceptions],
    )
