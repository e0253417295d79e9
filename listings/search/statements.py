"""Which SQL finds candidates? One statement for each shape of a query, built once; the values come as parameters."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Double,
    String,
    and_,
    bindparam,
    exists,
    false,
    literal,
    or_,
    select,
    true,
    union,
)

from listings.distance import Box
from listings.freshness import oldest_shown
from listings.model import Query
from listings.schema.locations import Location, ServiceAtLocation
from listings.schema.schedules import Schedule, ScheduleException
from listings.schema.services import CostOption, Language, Service, ServiceAudience, ServiceTopic
from listings.search.rows import AnySelect

EVENTS: Final = "find_events"

_TODAY: Final = bindparam("today", type_=Date())
_OLDEST: Final = bindparam("oldest", type_=Date())
_TOPIC: Final = bindparam("topic", type_=String())
_SPOKEN: Final = bindparam("spoken", type_=String())
_EDGES: Final[dict[str, BindParameter[float]]] = {
    edge: bindparam(edge, type_=Double()) for edge in ("south", "north", "west", "east")
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What decides how the statement reads."""

    events: bool
    boxed: bool
    audiences: tuple[str, ...]
    free: bool
    spoken: bool


def shape_of(query: Query, box: Box | None) -> Shape:
    """The shape of a query within a box."""
    return Shape(
        events=query.topic == EVENTS,
        boxed=box is not None,
        audiences=tuple(sorted(set(query.audiences))),
        free=query.free,
        spoken=query.spoken is not None,
    )


def parameters(query: Query, today: date, box: Box | None) -> dict[str, Any]:
    """The values for a statement of that shape."""
    edges = {edge: getattr(box, edge) for edge in _EDGES} if box is not None else {}
    spoken = {"spoken": query.spoken} if query.spoken is not None else {}
    topic = {"topic": query.topic} if query.topic != EVENTS else {}
    return {"today": today, "oldest": oldest_shown(today), **topic, **spoken, **edges}


@lru_cache(maxsize=256)
def candidate_statement(shape: Shape) -> AnySelect:
    """All that match topic and audience, are shown, not over, and in the box if they are anywhere."""
    return _joined(
        select(
            ServiceAtLocation.id,
            Service.name,
            Location.latitude,
            Location.longitude,
            Location.location_type,
            Service.national,
            Service.assured_date,
            Service.review_after,
            Service.added_on,
            (literal(0) if shape.events else ServiceTopic.position).label("position"),
            (_is_free() if shape.free else true()).label("free"),
            (_speaks() if shape.spoken else true()).label("speaks"),
            (false() if shape.audiences else _for_a_group()).label("for_a_group"),
        ),
        shape,
    )


@lru_cache(maxsize=256)
def candidate_ids(shape: Shape) -> AnySelect:
    """The ids of the same, for use inside another statement."""
    return _joined(select(ServiceAtLocation.id), shape)


def shown() -> ColumnElement[bool]:
    """What a newcomer may see: active, and assured (or at least added) since the parameter `oldest`."""
    never_assured = and_(Service.assured_date.is_(None), Service.added_on >= _OLDEST)
    return and_(Service.status == "active", or_(Service.assured_date >= _OLDEST, never_assured))


def _joined(statement: AnySelect, shape: Shape) -> AnySelect:
    joined = (
        statement.select_from(ServiceAtLocation)
        .join(Service, Service.id == ServiceAtLocation.service_id)
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .where(*_conditions(shape))
    )
    if shape.events:
        return joined
    mine = and_(ServiceTopic.service_id == Service.id, ServiceTopic.topic == _TOPIC)
    return joined.join(ServiceTopic, mine)


def _conditions(shape: Shape) -> list[ColumnElement[bool]]:
    coming = _has_schedule(_not_over())
    conditions = [shown(), coming if shape.events else or_(~_has_schedule(), coming)]
    if shape.boxed:
        conditions.append(_in_box())
    conditions.extend(_for(audience) for audience in shape.audiences)
    if "men" in shape.audiences:
        conditions.append(~Service.women_only)
    return conditions


def _for_a_group() -> ColumnElement[bool]:
    """Meant for some people only; who asks without naming a group may not be one of them."""
    return or_(Service.women_only, exists().where(ServiceAudience.service_id == Service.id))


def _in_box() -> ColumnElement[bool]:
    """As a list of ids, which both databases find by index and start from."""
    inside = select(Location.id).where(
        Location.latitude.between(_EDGES["south"], _EDGES["north"]),
        Location.longitude.between(_EDGES["west"], _EDGES["east"]),
    )
    nowhere = select(Location.id).where(Location.latitude.is_(None))
    virtual = select(Location.id).where(Location.location_type == "virtual")
    national = (
        select(ServiceAtLocation.location_id)
        .join(Service, Service.id == ServiceAtLocation.service_id)
        .where(Service.national)
    )
    return ServiceAtLocation.location_id.in_(union(inside, nowhere, virtual, national))


def _for(audience: str) -> ColumnElement[bool]:
    """A listing is for an audience only if it says so; two facts say so in other words."""
    stated = exists().where(
        ServiceAudience.service_id == Service.id, ServiceAudience.audience == audience
    )
    if audience == "women":
        return or_(stated, Service.women_only)
    if audience == "disabled":
        return or_(stated, Location.step_free)
    return stated


def _is_free() -> ColumnElement[bool]:
    mine = CostOption.service_id == Service.id
    priced = exists().where(mine, CostOption.amount > 0)
    return and_(exists().where(mine, CostOption.amount == 0), ~priced)


def _speaks() -> ColumnElement[bool]:
    return exists().where(Language.service_id == Service.id, Language.code == _SPOKEN)


def _has_schedule(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    here = exists().where(Schedule.service_at_location_id == ServiceAtLocation.id, *conditions)
    of_service = exists().where(
        Schedule.service_id == Service.id, Schedule.service_at_location_id.is_(None), *conditions
    )
    return or_(here, of_service)


def _not_over() -> ColumnElement[bool]:
    moved_later = exists().where(
        ScheduleException.schedule_id == Schedule.id, ScheduleException.new_date >= _TODAY
    )
    return or_(Schedule.last_on.is_(None), Schedule.last_on >= _TODAY, moved_later)
