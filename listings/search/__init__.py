"""What is there for this question? Topic, place, time, audience, cost and language; ranked, and widened in steps."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from listings.events.local import local_date
from listings.events.times import Window, windows
from listings.freshness import oldest_shown
from listings.model import Found, Listing, Place, Query
from listings.schema.locations import ServiceAtLocation
from listings.schema.services import Service
from listings.search.cards import read_cards
from listings.search.pool import Pool
from listings.search.ranking import Match, by_date, by_fit
from listings.search.statements import EVENTS, shown
from listings.search.widening import Step, steps

__all__ = ["listing", "search"]

# Without a time an event is one of the coming weeks, not of next year.
EVENTS_AHEAD: Final = timedelta(days=92)
_SHOWN: Final = (
    select(ServiceAtLocation.id)
    .join(Service, Service.id == ServiceAtLocation.service_id)
    .where(ServiceAtLocation.id == bindparam("id"), shown())
)


async def search(
    session: AsyncSession, query: Query, *, now: datetime, language: str, zone: str
) -> Found:
    """The page of listings that a query asks for. `now` is aware, `zone` an IANA name.

    The first of `steps` that finds something near (or, without limit, anything) is the answer; with none it is empty.
    """
    pool = Pool(session, query, local_date(now, zone))
    events = query.topic == EVENTS
    asked = windows(query.times, now=now, zone=zone)
    matches: list[Match] = []
    step: Step | None = None
    for step in steps(query, timed=events or bool(query.times)):
        within = _windows(step, events, asked, now)
        matches = await pool.matches(step, within)
        if _is_answer(matches, step):
            break
    else:
        matches = []
    assert step is not None
    ranked = _ranked(matches, step, events)
    page = ranked[query.offset : query.offset + query.limit]
    cards = await read_cards(
        session,
        [match.candidate.id for match in page],
        now=now,
        language=language,
        zone=zone,
        place=query.place,
        first={match.candidate.id: match.first for match in page},
    )
    return Found(query, cards, len(ranked), step.radius_km, step.widened)


async def listing(
    session: AsyncSession,
    id: UUID,
    *,
    now: datetime,
    language: str,
    zone: str,
    place: Place | None = None,
) -> Listing | None:
    """One listing with its coming dates; None if it is gone or no longer shown."""
    oldest = oldest_shown(local_date(now, zone))
    known = await session.scalar(_SHOWN, {"id": id, "oldest": oldest})
    if known is None:
        return None
    cards = await read_cards(
        session, [id], now=now, language=language, zone=zone, place=place, first={}
    )
    return cards[0] if cards else None


def _windows(
    step: Step, events: bool, asked: tuple[Window, ...], now: datetime
) -> tuple[Window, ...] | None:
    if step.time:
        return asked
    return (Window(now, now + EVENTS_AHEAD),) if events else None


def _is_answer(matches: list[Match], step: Step) -> bool:
    """What is online or national is given beside what is near, but is no reason to stop looking further."""
    if step.radius_km is None:
        return bool(matches)
    return any(match.distance_km is not None for match in matches)


def _ranked(matches: list[Match], step: Step, events: bool) -> list[Match]:
    radius = step.radius_km
    if events:
        return sorted(matches, key=lambda match: by_date(match, radius))
    return sorted(matches, key=lambda match: by_fit(match, radius))
