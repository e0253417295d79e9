"""What is on near somebody in the coming week, for the topics that they chose? Five at most, soonest first."""

from typing import Final

from bot.person import Turn
from bot.reminders.due import SUNDAY
from bot.replies import reminders
from bot.replies.reply import Reply
from bot.sources import Sources
from listings.model import Listing, Occurrence, Query
from listings.search import search

LINES: Final = 5


async def weekly_list(turn: Turn, sources: Sources, topics: tuple[str, ...]) -> Reply:
    """The list, said on a Sunday for the week that begins on Monday; a late one is about the rest of that week."""
    is_sunday = turn.now.astimezone(turn.zone).weekday() == SUNDAY
    found: dict[object, tuple[Listing, Occurrence]] = {}
    async with sources.database.reading() as session:
        for topic in topics:
            query = Query(
                topic,
                place=turn.person.place or sources.default_place,
                times=("next_week" if is_sunday else "this_week",),
                limit=LINES,
            )
            near = await search(
                session, query, now=turn.now, language=turn.language, zone=turn.zone.key
            )
            if (near.widened and near.radius_km is None) or "time" in near.widened:
                continue
            for listing in near.listings:
                coming = [date for date in listing.next_dates if date.state != "cancelled"]
                if coming:
                    found.setdefault(listing.id, (listing, coming[0]))
    ordered = sorted(found.values(), key=lambda pair: pair[1].starts_at)
    return reminders.weekly_list(turn, tuple(ordered[:LINES]), topics)
