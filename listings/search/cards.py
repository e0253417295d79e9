"""What is told of a listing? Its rows, gathered for a page of listings at once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, cast
from uuid import UUID

from sqlalchemy import and_, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from listings.distance import distance_km
from listings.events.local import local_date
from listings.freshness import freshness
from listings.model import Listing, Occurrence, Place, Point, Setting, Text
from listings.schema.locations import Address, Location, ServiceAtLocation
from listings.schema.organizations import Organization
from listings.schema.services import Service
from listings.search.dates import next_dates, read_timetables
from listings.search.facts import Facts, read_facts
from listings.search.rows import AnyRow
from listings.search.texts import Texts, read_texts

_COLUMNS = (
    ServiceAtLocation.id,
    ServiceAtLocation.service_id,
    ServiceAtLocation.location_id,
    Organization.id.label("organization_id"),
    Organization.name.label("organization"),
    Organization.email.label("organization_email"),
    Organization.website,
    Service.name,
    Service.description,
    Service.email,
    Service.url,
    Service.assured_date,
    Service.review_after,
    Service.added_on,
    Service.travel_refunded,
    Service.childcare,
    Service.no_id_needed,
    Service.women_only,
    Service.waiting_list,
    Service.national,
    Service.setting,
    Service.level,
    Service.first_visit,
    Service.welcome,
    Service.bring,
    Service.demo,
    Location.name.label("location_name"),
    Location.location_type,
    Location.transportation,
    Location.latitude,
    Location.longitude,
    Location.step_free,
    Address.address_1,
    Address.city,
    Address.postal_code,
)
# Of several addresses the first by id counts: it is read last.
_ROWS: Final = (
    select(*_COLUMNS)
    .select_from(ServiceAtLocation)
    .join(Service, Service.id == ServiceAtLocation.service_id)
    .join(Organization, Organization.id == Service.organization_id)
    .join(Location, Location.id == ServiceAtLocation.location_id)
    .outerjoin(
        Address, and_(Address.location_id == Location.id, Address.address_type == "physical")
    )
    .where(ServiceAtLocation.id.in_(bindparam("ids", expanding=True)))
    .order_by(Address.id.desc())
)


async def read_cards(
    session: AsyncSession,
    ids: Sequence[UUID],
    *,
    now: datetime,
    language: str,
    zone: str,
    place: Place | None,
    first: Mapping[UUID, Occurrence | None],
) -> tuple[Listing, ...]:
    """Listings in the order of `ids`; `first` gives the date that one was found for."""
    rows = {row.id: row for row in await _read_rows(session, ids)}
    services = {row.service_id for row in rows.values()}
    organizations = {row.organization_id for row in rows.values()}
    facts = await read_facts(session, [*services, *rows, *organizations])
    timetables = await read_timetables(session, ids)
    places = {row.location_id for row in rows.values()}
    texts = await read_texts(session, language, services | places)
    return tuple(
        _listing(
            rows[id],
            facts,
            texts,
            place=place,
            dates=next_dates(timetables.get(id, ()), now, first.get(id)),
            now=now,
            zone=zone,
        )
        for id in ids
        if id in rows
    )


async def _read_rows(session: AsyncSession, ids: Sequence[UUID]) -> list[AnyRow]:
    return list(await session.execute(_ROWS, {"ids": ids}))


def _listing(
    row: AnyRow,
    facts: Facts,
    texts: Texts,
    *,
    place: Place | None,
    dates: tuple[Occurrence, ...],
    now: datetime,
    zone: str,
) -> Listing:
    def text(name: str) -> Text | None:
        return texts.text(row.service_id, name, getattr(row, name))

    online = row.location_type == "virtual"
    point = None if online or row.latitude is None else Point(row.latitude, row.longitude)
    today = local_date(now, zone)
    return Listing(
        id=row.id,
        service_id=row.service_id,
        name=text("name") or Text(row.name, "en", "original"),
        summary=text("description"),
        organization=row.organization,
        topics=facts.of(row.service_id, "topic"),
        location_name=row.location_name,
        address=row.address_1,
        town=row.city,
        postcode=row.postal_code,
        point=point,
        distance_km=distance_km(place.point, point) if place and point else None,
        online=online,
        national=row.national,
        next_dates=dates,
        cost=facts.cost(row.service_id),
        travel_refunded=row.travel_refunded,
        childcare=row.childcare,
        no_id_needed=row.no_id_needed,
        step_free=row.step_free,
        waiting_list=row.waiting_list,
        setting=cast(Setting | None, row.setting),
        audiences=facts.of(row.service_id, "audience"),
        women_only=row.women_only,
        languages=facts.of(row.service_id, "language"),
        level=row.level,
        first_visit=text("first_visit"),
        welcome=text("welcome"),
        bring=text("bring"),
        bus=texts.text(row.location_id, "transportation", row.transportation),
        phones=_phones(row, facts),
        email=row.email or row.organization_email,
        url=row.url or row.website,
        assured_on=row.assured_date,
        freshness=freshness(row.assured_date, row.review_after, row.added_on, today),
        demo=row.demo,
    )


def _phones(row: AnyRow, facts: Facts) -> tuple[str, ...]:
    """Those of this place, then of the service; the organization's only where there are none."""
    own = facts.of(row.id, "phone") + facts.of(row.service_id, "phone")
    return tuple(dict.fromkeys(own)) or facts.of(row.organization_id, "phone")
