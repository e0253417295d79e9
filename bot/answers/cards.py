"""What is known of one listing? The whole card, where it is on the map, its dates for a calendar."""

from uuid import UUID

from bot.person import Turn
from bot.replies import card, talk
from bot.replies.reply import Reply
from bot.sources import Sources
from listings.model import Listing
from listings.needs import report_wrong
from listings.search import listing as read_listing


async def answer(turn: Turn, sources: Sources, listing_id: UUID, part: str) -> Reply:
    """A listing by its id: "card", "map" or "calendar"; a friendly sentence where it is gone."""
    listing = await _read(turn, sources, listing_id)
    if listing is None:
        return card.gone(turn)
    if part == "card":
        return card.whole(turn, listing)
    if part == "map" and listing.point:
        return card.on_map(turn, listing)
    if part == "calendar" and listing.next_dates:
        # Read only when somebody wants a file: iCalendar would cost every start a tenth of a second.
        from bot.answers.calendar import calendar

        return card.for_calendar(turn, listing, calendar(listing, turn.now, turn.zone))
    return talk.old_button(turn)


async def wrong(turn: Turn, sources: Sources, listing_id: UUID, kind: str | None) -> Reply:
    """Ask what is wrong with a listing, or pass it on to the staff without saying who told."""
    listing = await _read(turn, sources, listing_id)
    if listing is None:
        return card.gone(turn)
    if kind is None:
        return card.what_is_wrong(turn, listing)
    if kind not in card.WRONG_KINDS:
        return talk.old_button(turn)
    async with sources.database.writing() as session:
        await report_wrong(session, listing.service_id, kind, turn.now)
    return card.thanks_for_report(turn)


async def _read(turn: Turn, sources: Sources, listing_id: UUID) -> Listing | None:
    async with sources.database.reading() as session:
        return await read_listing(
            session,
            listing_id,
            now=turn.now,
            language=turn.language,
            zone=turn.zone.key,
            place=turn.person.place,
        )
