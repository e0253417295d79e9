"""What is near, for this topic and these limits? And a count of what nobody offers."""

from dataclasses import replace

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.buttons import Ask
from bot.person import Turn
from bot.replies import filters, results
from bot.replies.reply import Reply
from bot.sources import Sources
from listings.model import Found, Place, Query
from listings.needs import record_unmet
from listings.search import search

log = structlog.get_logger()


async def answer(turn: Turn, sources: Sources, ask: Ask) -> Reply:
    """The results of a search."""
    found = await find(turn, sources, ask)
    if ask.offset == 0 and _unmet(found):
        await _count(turn, sources, found)
    return results.results(turn, ask, found, sources.helplines.for_topic(ask.topic))


async def to_be_reminded(turn: Turn, sources: Sources, ask: Ask) -> Reply:
    """The same, for somebody who said "remind me" without saying of what."""
    found = await find(turn, sources, ask)
    return results.to_be_reminded(turn, ask, found, sources.helplines.for_topic(ask.topic))


async def which_is_wrong(turn: Turn, sources: Sources, ask: Ask) -> Reply:
    """The same listings again, to tap the one that is wrong."""
    found = await find(turn, sources, ask)
    return results.which_is_wrong(turn, found.listings)


def narrow(turn: Turn, ask: Ask) -> Reply:
    """The limits that can be tapped."""
    return filters.filters(turn, ask)


async def find(turn: Turn, sources: Sources, ask: Ask) -> Found:
    """What the listings have; a place in the question comes before the person's own."""
    query = Query(
        topic=ask.topic,
        place=await _place(turn, sources, ask.place),
        times=ask.times,
        audiences=ask.audiences,
        free=ask.free,
        spoken=ask.spoken,
        offset=ask.offset,
    )
    async with sources.database.reading() as session:
        return await search(
            session, query, now=turn.now, language=turn.language, zone=turn.zone.key
        )


async def _place(turn: Turn, sources: Sources, key: str | None) -> Place | None:
    asked = await sources.places.by_key(key) if key else None
    return asked or turn.person.place or sources.default_place


def _unmet(found: Found) -> bool:
    far_only = found.query.place is not None and found.radius_km is None
    return not found.listings or (far_only and not any(x.national for x in found.listings))


async def _count(turn: Turn, sources: Sources, found: Found) -> None:
    place = found.query.place
    try:
        async with sources.database.writing() as session:
            await record_unmet(
                session,
                topic=found.query.topic,
                area=place.area if place else "",
                language=turn.language,
                day=turn.now.date(),
            )
    except SQLAlchemyError as error:
        # A count that is one short is better than a person without an answer.
        log.warning("unmet need not counted", error=type(error).__name__)


def at_place(ask: Ask, place: Place) -> Ask:
    """The same search somewhere else."""
    return replace(ask, place=place.key, offset=0)
