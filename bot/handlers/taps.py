"""A tap on a button: what it means stands in the button itself."""

import asyncio

from telegram import Message, Update

from bot.answers import cards, forget, intents, languages, places, reminders, safety, search
from bot.button_codes import decode
from bot.buttons import (
    Action,
    ChooseLanguage,
    ChoosePlace,
    Filters,
    Forget,
    HelpNow,
    Mean,
    Menu,
    OldButtonError,
    OpenCard,
    OtherPlace,
    Search,
    ShareLocation,
    SkipPlace,
    Wrong,
    WrongAmong,
)
from bot.context import Context, meet, replace_message, say, services_of
from bot.person import Turn
from bot.reminder_buttons import MyReminders, ReminderAction, SetLeads, WeeklyList
from bot.replies import menu, place, talk, welcome
from bot.replies.names import GROUPS
from bot.replies.reply import Reply
from bot.sending.limits import Urgency
from bot.sources import Sources
from locales.languages import BY_CODE

# These take the place of the message that was tapped; everything else is worth keeping above.
IN_PLACE = (Menu, Filters, SetLeads, MyReminders, WeeklyList)


async def tap(update: Update, context: Context) -> None:
    """Answer a tap, and tell Telegram at once that it arrived."""
    query = update.callback_query
    if query is None:
        return
    services = services_of(context)
    turn = await meet(update, context)
    heard = asyncio.create_task(services.delivery.answer_callback(query.id))
    try:
        await _show(
            turn,
            context,
            query.message if isinstance(query.message, Message) else None,
            query.data or "",
        )
    finally:
        await heard


async def _show(turn: Turn, context: Context, tapped: Message | None, data: str) -> None:
    try:
        action = decode(data)
    except OldButtonError:
        await say(turn, context, talk.old_button(turn))
        return
    newcomer = not turn.language_known
    if isinstance(action, ChooseLanguage) and action.code in BY_CODE:
        turn = languages.in_language(turn, action.code)
    reply = await answer(turn, services_of(context).sources, action, newcomer=newcomer)
    if isinstance(action, IN_PLACE) and tapped is not None:
        await replace_message(turn, context, tapped, reply)
        return
    urgency = Urgency.SAFETY if isinstance(action, HelpNow) else Urgency.ANSWER
    await say(turn, context, reply, urgency)


async def answer(turn: Turn, sources: Sources, action: Action, *, newcomer: bool = False) -> Reply:
    """The reply to an action."""
    if isinstance(action, ReminderAction):
        return await reminders.answer(turn, sources, action)
    match action:
        case Search(ask):
            return await search.answer(turn, sources, ask)
        case Filters(ask):
            return search.narrow(turn, ask)
        case OtherPlace(ask):
            return place.for_search(turn, ask) if ask else await places.question(turn, sources)
        case ChoosePlace(key):
            return await places.chosen(turn, sources, key)
        case ShareLocation():
            return welcome.share_location(turn)
        case SkipPlace():
            return places.skipped(turn)
        case Menu(group):
            return menu.group(turn, group) if group in GROUPS else menu.menu(turn)
        case HelpNow(kind):
            return safety.answer(turn, sources, kind)
        case ChooseLanguage(code, ask):
            if code not in BY_CODE:
                return welcome.languages(ask)
            return await languages.chosen(turn, sources, ask, newcomer=newcomer)
        case OpenCard(listing, part):
            return await cards.answer(turn, sources, listing, part)
        case Wrong(listing, kind):
            return await cards.wrong(turn, sources, listing, kind)
        case WrongAmong(ask):
            return await search.which_is_wrong(turn, sources, ask)
        case Mean(intent):
            known = intents.INTENTS.get(intent)
            return await known(turn, sources) if known else talk.old_button(turn)
        case Forget(sure):
            return await forget.answer(turn, sources, sure=sure)
