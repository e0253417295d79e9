"""What does a message that is due say, now? Facts are read when it is sent, so it is never out of date."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot import people
from bot.answers.weekly import weekly_list
from bot.person import Person, Turn
from bot.reminders.queue import Claim
from bot.reminders.rows import told_of, wish_of
from bot.reminders.tables import Subscription, ToldDate
from bot.reminders.wishes import REMINDING, TELLING, Told, Wish
from bot.replies import reminders
from bot.replies.reply import Reply
from bot.sources import Sources
from listings.events import Timetable, occurrence_of, occurrences
from listings.model import Listing, Occurrence
from listings.search import listing as read_listing
from listings.search.schedules import read_schedules
from locales.languages import SOURCE
from locales.words import Words

AHEAD: Final = timedelta(days=92)
A_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class NotNow:
    """The facts are not those that it was planned with: it has to be planned again."""


@dataclass(frozen=True, slots=True)
class NotAnyMore:
    """Nobody wants it any more."""


Composed = Reply | NotNow | NotAnyMore


@dataclass(frozen=True, slots=True)
class _Facts:
    turn: Turn
    wish: Wish
    claim: Claim
    told: Told | None
    timetable: Timetable | None
    listing: Listing | None

    @property
    def occurrence(self) -> Occurrence | None:
        return occurrence_of(self.timetable, self.claim.on_date) if self.timetable else None


async def compose(sources: Sources, claim: Claim, now: datetime, zone: ZoneInfo) -> Composed:
    """The message of a claim in the person's language, or why there is none."""
    async with sources.database.reading() as session:
        person = await people.find(session, claim.chat_id)
        row = await session.get(Subscription, claim.subscription_id)
        if person is None or row is None or (row.ended_at and claim.kind != "withdrawn"):
            return NotAnyMore()
        turn = Turn(person, Words.of(person.language or SOURCE.code), now, zone)
        wish = wish_of(row)
        if claim.kind == "withdrawn":
            return reminders.withdrawn(turn, wish.title)
        if claim.kind == "digest":
            return await weekly_list(turn, sources, wish.topics)
        facts = await _facts(session, turn, wish, claim)
    composed = _message(facts)
    if claim.kind == "invitation" and isinstance(composed, Reply):
        return composed if await _may_ask(sources, person, now, zone) else NotAnyMore()
    return composed


async def _facts(session: AsyncSession, turn: Turn, wish: Wish, claim: Claim) -> _Facts:
    told = await session.get(ToldDate, (wish.id, claim.on_date))
    today = turn.now.astimezone(turn.zone).date()
    schedules = await read_schedules(session, [wish.schedule_id], today) if wish.schedule_id else {}
    listing = None
    if wish.listing_id:
        listing = await read_listing(
            session,
            wish.listing_id,
            now=turn.now,
            language=turn.language,
            zone=turn.zone.key,
            place=turn.person.place,
        )
    timetable = schedules.get(wish.schedule_id) if wish.schedule_id else None
    return _Facts(turn, wish, claim, told_of(told) if told else None, timetable, listing)


def _message(facts: _Facts) -> Composed:
    told, claim, occurrence = facts.told, facts.claim, facts.occurrence
    if told is None or told.revision != claim.revision or told.skipped:
        return NotAnyMore()
    if claim.kind == "invitation":
        title = facts.listing.name.value if facts.listing else facts.wish.title
        return reminders.invitation(facts.turn, title, facts.wish.id, claim.on_date)
    if facts.listing is None or not _is_as_told(told, occurrence):
        return NotNow()
    if claim.kind in REMINDING and occurrence is not None and not told.cancelled:
        return _reminder(facts, facts.listing, occurrence)
    if claim.kind in TELLING:
        following = _following(facts)
        return reminders.change(
            facts.turn,
            claim.kind,
            facts.listing,
            claim.starts_at,
            occurrence,
            following,
            facts.wish.id,
        )
    return NotAnyMore()


def _reminder(facts: _Facts, listing: Listing, occurrence: Occurrence) -> Reply:
    if facts.turn.person.discreet:
        return reminders.discreet(facts.turn, facts.wish.id, occurrence.on_date)
    return reminders.reminder(facts.turn, listing, occurrence, facts.wish.id)


def _is_as_told(told: Told, occurrence: Occurrence | None) -> bool:
    if occurrence is None:
        return told.cancelled
    return (told.starts_at, told.cancelled, told.place) == (
        occurrence.starts_at,
        occurrence.state == "cancelled",
        occurrence.where,
    )


def _following(facts: _Facts) -> Occurrence | None:
    """The next date that is on."""
    if facts.timetable is None:
        return None
    after = max(facts.turn.now, facts.claim.starts_at)
    coming = occurrences(facts.timetable, after, after + AHEAD)
    return next(
        (
            one
            for one in coming
            if one.state != "cancelled"
            and one.starts_at > after
            and one.on_date != facts.claim.on_date
        ),
        None,
    )


async def _may_ask(sources: Sources, person: Person, now: datetime, zone: ZoneInfo) -> bool:
    """Once a week at most, whichever process asks first; and never who does not want it."""
    today = now.astimezone(zone).date()
    async with sources.database.writing() as session:
        return await people.may_be_asked(session, person.chat_id, today, today - A_WEEK)
