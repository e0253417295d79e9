"""What does a message that is due say, now? Facts are read when it is sent, so it is never out of date."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot import people
from bot.answers.weekly import weekly_list
from bot.person import Turn
from bot.reminders.queue import Claim, is_another_asked, last_begun
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


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Its schedule cannot be read: there is nothing to say until somebody mends it."""


Composed = Reply | NotNow | NotAnyMore | Unreadable


@dataclass(frozen=True, slots=True)
class _Facts:
    turn: Turn
    wish: Wish
    claim: Claim
    told: Told | None
    timetable: Timetable | None
    is_readable: bool
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
        wish = wish_of(row)
    turn = Turn(person, Words.of(person.language or SOURCE.code), now, zone)
    composed = await _composed(turn, sources, wish, claim)
    if not isinstance(composed, Reply):
        return composed
    if claim.kind == "invitation" and not await _may_ask(sources, claim, now, zone):
        return NotAnyMore()
    # Of a change, the question and the list no less than of the reminder itself.
    return reminders.discreet(turn, wish.id, claim.on_date) if person.discreet else composed


async def reveal(turn: Turn, sources: Sources, wish: Wish, on_date: date) -> Reply | None:
    """What a discreet message kept to itself, as it is now; None when it is over."""
    async with sources.database.reading() as session:
        claim = await last_begun(session, wish.id, on_date)
        facts = await _facts(session, turn, wish, claim) if claim else None
    if claim is None or facts is None:
        return None
    occurrence = facts.occurrence
    is_over = occurrence is not None and (occurrence.ends_at or occurrence.starts_at) <= turn.now
    if claim.kind not in REMINDING or not is_over:
        composed = await _composed(turn, sources, wish, claim)
        if isinstance(composed, Reply):
            return composed
    if is_over or occurrence is None or facts.listing is None:
        return None
    return reminders.reminder(turn, facts.listing, occurrence, wish.id)


async def _composed(turn: Turn, sources: Sources, wish: Wish, claim: Claim) -> Composed:
    if claim.kind == "withdrawn":
        return reminders.withdrawn(turn, wish.title)
    if claim.kind == "digest":
        return await weekly_list(turn, sources, wish.topics)
    async with sources.database.reading() as session:
        return _message(await _facts(session, turn, wish, claim))


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
    is_readable = timetable is not None or wish.schedule_id not in schedules
    belief = told_of(told) if told else None
    return _Facts(turn, wish, claim, belief, timetable, is_readable, listing)


def _message(facts: _Facts) -> Composed:
    told, claim, occurrence = facts.told, facts.claim, facts.occurrence
    if told is None or told.revision != claim.revision or told.skipped:
        return NotAnyMore()
    if claim.kind == "invitation":
        title = facts.listing.name.value if facts.listing else facts.wish.title
        return reminders.invitation(facts.turn, title, facts.wish.id, claim.on_date)
    if not facts.is_readable:
        return Unreadable()
    if facts.listing is None or not _is_as_told(told, occurrence):
        return NotNow()
    if claim.kind in REMINDING and occurrence is not None and not told.cancelled:
        return reminders.reminder(facts.turn, facts.listing, occurrence, facts.wish.id)
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


async def _may_ask(sources: Sources, claim: Claim, now: datetime, zone: ZoneInfo) -> bool:
    """Once a week at most, whichever process asks first; and never who does not want it.

    A question that could not leave (too many requests, a process that was killed) may be tried again.
    """
    today = now.astimezone(zone).date()
    async with sources.database.writing() as session:
        once_more = not await is_another_asked(session, claim, today - A_WEEK)
        return await people.may_be_asked(
            session, claim.chat_id, today, today - A_WEEK, once_more=once_more
        )
