"""Which listings could answer a query? Read as little of each as ranking needs."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from listings.distance import Box
from listings.freshness import freshness
from listings.model import Point, Query
from listings.search.rows import AnyRow
from listings.search.statements import candidate_statement, parameters, shape_of


@dataclass(frozen=True, slots=True)
class Candidate:
    """A listing as far as ranking it goes. `point` is None for what is online, national or nowhere."""

    id: UUID
    name: str
    point: Point | None
    main: bool
    due: bool
    free: bool
    speaks: bool
    for_a_group: bool


async def read_candidates(
    session: AsyncSession, query: Query, today: date, box: Box | None
) -> list[Candidate]:
    """All that match topic and audience, are shown, not over, and in the box if they are anywhere.

    Cost and language are flags: they may be given up later without another look.
    """
    rows = await session.execute(
        candidate_statement(shape_of(query, box)), parameters(query, today, box)
    )
    return [_candidate(row, today) for row in rows]


def _candidate(row: AnyRow, today: date) -> Candidate:
    somewhere = row.latitude is not None and row.location_type != "virtual" and not row.national
    return Candidate(
        id=row.id,
        name=row.name,
        point=Point(row.latitude, row.longitude) if somewhere else None,
        main=row.position == 0,
        due=freshness(row.assured_date, row.review_after, row.added_on, today) != "fresh",
        free=bool(row.free),
        speaks=bool(row.speaks),
        for_a_group=bool(row.for_a_group),
    )
