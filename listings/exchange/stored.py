"""What do we have to give? The services of the database as the records that imports are made of."""

from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from listings.events.holidays import areas
from listings.exchange.records import Record, Row
from listings.exchange.tables import MODELS, OWNERS, SHARED, columns, owner_of
from listings.exchange.values import derived_id
from listings.schema import Schedule, SchoolHoliday, Service, ServiceAudience, ServiceTopic

_AT_ONCE: Final = 200


async def only_demo(session: AsyncSession) -> bool:
    """Is there nothing but demo listings?"""
    return not await session.scalar(select(exists().where(Service.demo.is_(False))))


async def stored(session: AsyncSession, *, demo: bool) -> AsyncIterator[Record]:
    """All services that are demo, or all that are not, by name and id."""
    query = select(Service.id).where(Service.demo.is_(demo)).order_by(Service.name, Service.id)
    ids = list(await session.scalars(query))
    for start in range(0, len(ids), _AT_ONCE):
        for record in await _records(session, ids[start : start + _AT_ONCE]):
            yield record


async def _records(session: AsyncSession, ids: Sequence[UUID]) -> list[Record]:
    found: dict[str, dict[UUID, Any]] = {table: {} for table in MODELS}
    found["service"] = await _by_id(session, Service.id.in_(ids), "service")
    # Who owns is read before what is owned, and what is shared as soon as its id is known.
    for table in (*_PARTS_OF_SERVICE, *SHARED, *_PARTS_OF_PARTS):
        found[table] = await _by_id(session, _wanted(table, found), table)
    topics = await _words(session, ServiceTopic, "topic", ids)
    audiences = await _words(session, ServiceAudience, "audience", ids)
    owned = _by_owner(found)
    days_off = await _days_off(session, found["schedule"].values())
    return [
        Record(
            id=id,
            name=found["service"][id].name,
            rows=(*_rows(id, found, owned), *days_off),
            topics=tuple(topics.get(id, ())),
            audiences=tuple(sorted(audiences.get(id, ()))),
        )
        for id in ids
        if id in found["service"]
    ]


async def _days_off(session: AsyncSession, schedules: Iterable[Schedule]) -> list[Row]:
    """School holidays travel with what pauses for them: a calendar has no other way to know."""
    pauses = {schedule.pauses for schedule in schedules if schedule.pauses}
    wanted = {area for text in pauses for area in areas(text.split(","))}
    if not wanted:
        return []
    found = select(SchoolHoliday).where(func.lower(SchoolHoliday.area).in_(wanted))
    return [
        Row(
            "school_holiday",
            derived_id("school_holiday", row.area, row.first_on),
            {"area": row.area, "first_on": row.first_on, "last_on": row.last_on},
        )
        for row in await session.scalars(found)
    ]


_PARTS_OF_SERVICE: Final = ("service_at_location", "language", "cost_option")
_PARTS_OF_PARTS: Final = ("address", "accessibility", "schedule", "schedule_exception", "phone")


def _wanted(table: str, found: dict[str, dict[UUID, Any]]) -> Any:
    model = MODELS[table]
    if table == "organization":
        return model.id.in_({row.organization_id for row in found["service"].values()})
    if table == "location":
        return model.id.in_({row.location_id for row in found["service_at_location"].values()})
    owners = OWNERS[table].items()
    return or_(*(getattr(model, column).in_(list(found[owner])) for column, owner in owners))


async def _by_id(session: AsyncSession, condition: Any, table: str) -> dict[UUID, Any]:
    model = MODELS[table]
    order = [model.position, model.id] if hasattr(model, "position") else [model.id]
    return {
        row.id: row
        for row in await session.scalars(select(model).where(condition).order_by(*order))
    }


async def _words(
    session: AsyncSession, model: Any, column: str, ids: Sequence[UUID]
) -> dict[UUID, list[str]]:
    words: dict[UUID, list[str]] = {}
    order = [model.position] if column == "topic" else [model.audience]
    query = select(model).where(model.service_id.in_(ids)).order_by(model.service_id, *order)
    for row in await session.scalars(query):
        words.setdefault(row.service_id, []).append(getattr(row, column))
    return words


def _by_owner(found: dict[str, dict[UUID, Any]]) -> dict[tuple[str, UUID | None], list[Any]]:
    owned: dict[tuple[str, UUID | None], list[Any]] = {}
    for table in OWNERS:
        for row in found[table].values():
            owned.setdefault((table, owner_of(table, row)), []).append(row)
    return owned


def _rows(
    id: UUID,
    found: dict[str, dict[UUID, Any]],
    owned: dict[tuple[str, UUID | None], list[Any]],
) -> list[Row]:
    """Everything that hangs on one service, owners first."""
    service = found["service"][id]
    organization = found["organization"][service.organization_id]
    rows = [("organization", organization), ("service", service)]
    rows += [("phone", phone) for phone in owned.get(("phone", organization.id), ())]
    for listing in owned.get(("service_at_location", id), ()):
        location = found["location"][listing.location_id]
        rows.append(("location", location))
        for table in ("address", "accessibility"):
            rows += [(table, part) for part in owned.get((table, location.id), ())]
        rows.append(("service_at_location", listing))
        rows += _schedules(owned, listing.id)
    rows += _schedules(owned, id)
    for table in ("phone", "language", "cost_option"):
        rows += [(table, part) for part in owned.get((table, id), ())]
    unique = {(table, row.id): _row(table, row) for table, row in rows}
    return list(unique.values())


def _schedules(
    owned: dict[tuple[str, UUID | None], list[Any]], owner: UUID
) -> list[tuple[str, Any]]:
    rows: list[tuple[str, Any]] = []
    for schedule in owned.get(("schedule", owner), ()):
        rows.append(("schedule", schedule))
        exceptions = owned.get(("schedule_exception", schedule.id), ())
        rows += [("schedule_exception", one) for one in exceptions]
    return rows


def _row(table: str, row: Any) -> Row:
    return Row(
        table,
        row.id,
        {name: getattr(row, name) for name in columns(table)},
        extra=getattr(row, "extra", None),
        external_id=getattr(row, "external_id", None),
    )
