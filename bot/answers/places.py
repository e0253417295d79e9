"""Where is the person, or where shall be looked? Typed, tapped, shared or skipped."""

from dataclasses import replace

from bot import people
from bot.answers import search
from bot.buttons import Ask
from bot.person import Turn
from bot.replies import menu, place, welcome
from bot.replies.reply import Reply
from bot.sources import Sources
from listings.coverage import busiest_towns
from listings.model import Place, Point

TOWNS_SHOWN = 9


async def question(turn: Turn, sources: Sources, lead: str | None = None) -> Reply:
    """Where are you? With the towns in which most is listed."""
    return welcome.where(turn, await towns(sources), lead)


async def towns(sources: Sources) -> tuple[Place, ...]:
    """The towns with most listings, to be tapped."""
    async with sources.database.reading() as session:
        names = await busiest_towns(session, TOWNS_SHOWN)
    found = [await sources.places.find(name) for name in names]
    return tuple(places[0] for places in found if places)


async def named(turn: Turn, sources: Sources, text: str, ask: Ask | None = None) -> Reply:
    """A place that was written: looked at for a search, or kept as the person's own."""
    found = await sources.places.find(text)
    if not found:
        lead = place.unknown(turn, text)
        if ask is not None:
            return place.for_search(turn, ask, lead)
        return await question(turn, sources, lead)
    if len(found) > 1 and ask is None:
        return place.which(turn, found)
    if ask is not None:
        return await search.answer(turn, sources, search.at_place(ask, found[0]))
    return await keep(turn, sources, found[0])


async def chosen(turn: Turn, sources: Sources, key: str) -> Reply:
    """A place that was tapped."""
    found = await sources.places.by_key(key)
    return await keep(turn, sources, found) if found else await question(turn, sources)


async def shared(turn: Turn, sources: Sources, point: Point) -> Reply:
    """A shared location, made coarse before anything is kept."""
    near = await sources.places.nearest(point)
    if near is None:
        return await question(turn, sources, place.too_far(turn))
    return await keep(turn, sources, near)


async def keep(turn: Turn, sources: Sources, chosen_place: Place) -> Reply:
    """Keep a place, and go on with the menu."""
    async with sources.database.writing() as session:
        await people.keep_place(session, turn.person.chat_id, chosen_place)
    there = replace(turn, person=replace(turn.person, place=chosen_place))
    return menu.menu(there, lead=place.kept(there, chosen_place))


def skipped(turn: Turn) -> Reply:
    """Without a place everything still works."""
    return menu.menu(turn, lead=place.skipped(turn))
