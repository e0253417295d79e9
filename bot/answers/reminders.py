"""Reminders as somebody asks for them: choose, change, skip, stop, take back, list."""

from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from bot import people
from bot.answers import reminding
from bot.answers.wishes import listing_of, next_date, shown_of, soonest_first
from bot.person import Turn
from bot.reminder_buttons import (
    ChooseDates,
    MyReminders,
    OneReminder,
    Remind,
    ReminderAction,
    SetDiscreet,
    SetLeads,
    SetQuestions,
    ShowReminder,
    SkipDate,
    StopAll,
    StopOne,
    WeeklyList,
    Went,
)
from bot.reminders import subscribing
from bot.reminders.wishes import Leads, Wish
from bot.replies import card, my_reminders, subscriptions
from bot.replies.reply import Reply
from bot.sources import Sources
from listings.needs import report_wrong
from listings.search.schedules import read_schedules

# What "did you go?" tells the staff.
REPORTS: Final = {"full": "could_not_get_in", "gone": "not_there"}


async def answer(turn: Turn, sources: Sources, action: ReminderAction) -> Reply:
    """The reply to a button about reminders."""
    match action:
        case ChooseDates(listing):
            return await _choose(turn, sources, listing)
        case Remind():
            return await _remind(turn, sources, action)
        case SetLeads() | StopOne() | SkipDate():
            return await _change(turn, sources, action)
        case StopAll(back):
            return (
                await stop_all(turn, sources) if back is None else await _back(turn, sources, back)
            )
        case MyReminders(offset):
            return await mine(turn, sources, offset)
        case OneReminder(id):
            async with sources.database.reading() as session:
                wish = await subscribing.find(session, turn.person.chat_id, id)
            return await _remembered(turn, sources, wish)
        case ShowReminder():
            return await _show(turn, sources, action)
        case Went():
            return await _went(turn, sources, action)
        case SetQuestions(on):
            async with sources.database.writing() as session:
                await people.keep_questions(session, turn.person.chat_id, on)
            return my_reminders.questions(turn, on)
        case SetDiscreet(on):
            async with sources.database.writing() as session:
                await people.keep_discreet(session, turn.person.chat_id, on)
            return my_reminders.discreet(turn, on)
        case WeeklyList(topics):
            return await _weekly(turn, sources, topics)


async def mine(turn: Turn, sources: Sources, offset: int = 0) -> Reply:
    """Everything that somebody is reminded of, soonest first."""
    async with sources.database.reading() as session:
        wishes = await subscribing.wishes_of(session, turn.person.chat_id)
        soonest = await soonest_first(session, turn, wishes)
        start = offset if offset < len(soonest) else 0
        page = soonest[start : start + my_reminders.PAGE]
        shown = [await shown_of(session, turn, wish) for wish in page]
    return my_reminders.mine(turn, tuple(shown), start + len(page), len(soonest))


async def stop_all(turn: Turn, sources: Sources) -> Reply:
    """End everything that the bot sends on its own."""
    async with sources.database.writing() as session:
        moment = await subscribing.stop_all(session, turn.person.chat_id, turn.now)
    return subscriptions.stopped_all(turn, moment)


async def _choose(turn: Turn, sources: Sources, listing_id: UUID) -> Reply:
    listing = await listing_of(turn, sources, listing_id)
    if listing is None:
        return card.gone(turn)
    coming = [one for one in listing.next_dates if one.state != "cancelled"]
    if not coming:
        return subscriptions.no_date(turn, listing)
    if len(coming) == 1:
        [only] = coming
        return await _remind(turn, sources, Remind(listing_id, only.schedule_id, only.on_date))
    return subscriptions.which_dates(turn, listing)


async def _remind(turn: Turn, sources: Sources, action: Remind) -> Reply:
    listing = await listing_of(turn, sources, action.listing)
    if listing is None:
        return card.gone(turn)
    today = turn.now.astimezone(turn.zone).date()
    async with sources.database.writing() as session:
        timetable = (await read_schedules(session, [action.schedule], today)).get(action.schedule)
        if timetable is None or next_date(timetable, action.on_date, turn.now) is None:
            return subscriptions.no_date(turn, listing)
        wish = await subscribing.subscribe(
            session,
            turn.person.chat_id,
            listing,
            action.schedule,
            action.on_date,
            turn.now,
            turn.zone,
        )
    return await _remembered(turn, sources, wish)


async def _change(turn: Turn, sources: Sources, action: SetLeads | StopOne | SkipDate) -> Reply:
    chat, now, zone = turn.person.chat_id, turn.now, turn.zone
    async with sources.database.writing() as session:
        match action:
            case SetLeads(id, eve, hours):
                leads = Leads(eve, hours)
                wish = await subscribing.set_leads(session, chat, id, leads, now, zone)
            case StopOne(id, back=True):
                wish = await subscribing.resume(session, chat, id, now, zone)
            case StopOne(id):
                wish = await subscribing.stop(session, chat, id, now)
            case SkipDate(id, on_date, back):
                wish = await subscribing.set_skipped(
                    session, chat, id, on_date, not back, now, zone
                )
    if wish is None:
        return subscriptions.forgotten(turn)
    if isinstance(action, SkipDate) and not action.back:
        async with sources.database.reading() as session:
            return subscriptions.skipped(turn, await shown_of(session, turn, wish), action)
    return await _remembered(turn, sources, wish)


async def _back(turn: Turn, sources: Sources, seconds: int) -> Reply:
    moment = datetime.fromtimestamp(seconds, UTC)
    async with sources.database.writing() as session:
        await subscribing.resume_all(session, turn.person.chat_id, moment, turn.now)
    return await mine(turn, sources)


async def _remembered(turn: Turn, sources: Sources, wish: Wish | None) -> Reply:
    if wish is None:
        return subscriptions.forgotten(turn)
    async with sources.database.reading() as session:
        return subscriptions.remembered(turn, await shown_of(session, turn, wish))


async def _show(turn: Turn, sources: Sources, action: ShowReminder) -> Reply:
    """What a discreet message is about; after the date, that it is over."""
    async with sources.database.reading() as session:
        wish = await subscribing.find(session, turn.person.chat_id, action.subscription)
    shown = await reminding.reveal(turn, sources, wish, action.on_date) if wish else None
    return shown or subscriptions.forgotten(turn)


async def _went(turn: Turn, sources: Sources, action: Went) -> Reply:
    """Thank for the answer; what went wrong is told to the staff without saying who told it."""
    async with sources.database.reading() as session:
        wish = await subscribing.find(session, turn.person.chat_id, action.subscription)
        if wish is None:
            return subscriptions.forgotten(turn)
        shown = await shown_of(session, turn, wish)
    listing = await listing_of(turn, sources, wish.listing_id)
    if listing and action.answer in REPORTS:
        async with sources.database.writing() as session:
            await report_wrong(session, listing.service_id, REPORTS[action.answer], turn.now)
    return subscriptions.thanks_for_answer(turn, action.answer, shown, listing)


async def _weekly(turn: Turn, sources: Sources, topics: tuple[str, ...] | None) -> Reply:
    if topics is not None:
        async with sources.database.writing() as session:
            await subscribing.set_weekly_list(
                session, turn.person.chat_id, topics, turn.now, turn.zone
            )
        return my_reminders.weekly_topics(turn, topics)
    async with sources.database.reading() as session:
        wishes = await subscribing.wishes_of(session, turn.person.chat_id)
    chosen = next((wish.topics for wish in wishes if wish.is_digest), ())
    return my_reminders.weekly_topics(turn, chosen)
