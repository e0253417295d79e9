"""A typed sentence: danger first, then what was meant, then one answer."""

from contextlib import suppress
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import structlog
from telegram import Message, MessageEntity, Update

from bot import language, people
from bot.answers import intents, languages, places, reminders, safety, search
from bot.answers.languages import in_language
from bot.button_codes import decode, read_ask
from bot.buttons import Action, Ask, Mean, OldButtonError, OpenCard, Search
from bot.context import Context, meet, say, services_of
from bot.person import Turn
from bot.reminder_buttons import ChooseDates
from bot.replies import talk
from bot.replies.names import WEEKLY_TOPICS
from bot.replies.place import SEARCH_PAYLOAD
from bot.replies.reply import Reply
from bot.replies.results import languages_row
from bot.routing import SAFETY as SAFETY_INTENTS
from bot.routing import Lost, Sure, ask_of, is_topic, route
from bot.sending.limits import Urgency
from bot.services import Services
from locales.languages import BY_CODE
from locales.words import Words
from nlu.errors import NluError
from nlu.parse import Parse

WORDS_OF_A_PLACE = 3
# "Remind me of the football": a topic beside the wish is never likely, but it has most of what the wish leaves over.
NAMED = 0.5
log = structlog.get_logger()


async def text(update: Update, context: Context) -> None:
    """Answer a message of words."""
    message = update.effective_message
    if message is not None and message.text is not None:
        await answer_text(update, context, message.text)


async def answer_text(update: Update, context: Context, written: str) -> None:
    """Answer words, wherever they stood."""
    turn, services = await meet(update, context), services_of(context)
    danger = safety_reply(turn, services, written)
    if danger:
        await say(turn, context, danger, Urgency.SAFETY)
        return
    waiting = _waiting_search(update.effective_message)
    if waiting is not None:
        await say(turn, context, await places.named(turn, services.sources, written, waiting))
        return
    parse = await _parse(services, written)
    turn = await _in_their_language(turn, services, update, parse)
    wanted = _language_wanted(parse)
    if wanted:
        turn = in_language(turn, wanted)
        await say(turn, context, await languages.chosen(turn, services.sources))
        return
    urgency = Urgency.SAFETY if parse and _is_danger(parse) else Urgency.ANSWER
    reply = await _answer(turn, services, written, parse, update.effective_message)
    await say(turn, context, reply, urgency)


def safety_reply(turn: Turn, services: Services, written: str) -> Reply | None:
    """The numbers, if a phrase of danger stands in the message."""
    hit = services.sources.screen.check(written, turn.language)
    if hit is None:
        return None
    voice = turn if turn.person.language else in_language(turn, hit.language)
    return safety.answer(voice, services.sources, hit.kind)


async def _parse(services: Services, written: str) -> Parse | None:
    if services.nlu is None or not written.strip():
        return None
    try:
        return await services.nlu.parse(written)
    except NluError as error:
        log.info("sentence not parsed", error=type(error).__name__)
        return None


async def _in_their_language(
    turn: Turn, services: Services, update: Update, parse: Parse | None
) -> Turn:
    """Somebody who has not chosen is answered in what they write first, and from then on."""
    if turn.person.language is not None:
        return turn
    user = update.effective_user
    code = language.decided_by(parse, user.language_code if user else None)
    if code is None:
        return turn
    turn = in_language(turn, code)
    async with services.sources.database.writing() as session:
        await people.keep_language(session, turn.person)
    return turn


async def _answer(
    turn: Turn, services: Services, written: str, parse: Parse | None, message: Message | None
) -> Reply:
    if parse is None:
        return await _without_nlu(turn, services, written)
    place_key = await _place_meant(services, parse)
    if _is_bare_place(parse, written) and place_key:
        return await places.chosen(turn, services.sources, place_key)
    way = route(parse)
    if isinstance(way, Lost):
        return _offering(turn, parse, talk.lost(turn), None)
    if isinstance(way, Sure):
        return await _sure(turn, services, parse, way.intent, place_key, message)
    card = _listing_replied_to(message)
    choices = tuple((intent, _meaning(parse, intent, place_key, card)) for intent in way.intents)
    return _offering(turn, parse, talk.meanings(turn, choices), None)


async def _sure(
    turn: Turn,
    services: Services,
    parse: Parse,
    intent: str,
    place_key: str | None,
    message: Message | None,
) -> Reply:
    if is_topic(intent):
        ask = ask_of(parse, intent, place_key)
        turn = await _settled(turn, services, place_key)
        return _offering(turn, parse, await search.answer(turn, services.sources, ask), ask)
    if intent == "set_reminder":
        return _offering(
            turn, parse, await _remind(turn, services, parse, place_key, message), None
        )
    if intent == "change_place" and place_key:
        return await places.chosen(turn, services.sources, place_key)
    return _offering(turn, parse, await intents.INTENTS[intent](turn, services.sources), None)


async def _remind(
    turn: Turn, services: Services, parse: Parse, place_key: str | None, message: Message | None
) -> Reply:
    """Of what the message replies to, else of something that is on: of the topic that is named beside the wish."""
    listing = _listing_replied_to(message)
    if listing is not None:
        return await reminders.answer(turn, services.sources, ChooseDates(listing))
    beside = NAMED * (1 - parse.confidence)
    named = (name for name, likely in parse.ranking if is_topic(name) and likely >= beside)
    best = next(named, "find_events")
    ask = ask_of(parse, best if best in WEEKLY_TOPICS else "find_events", place_key)
    return await search.to_be_reminded(turn, services.sources, ask)


def _listing_replied_to(message: Message | None) -> UUID | None:
    """The one listing that the message replied to is about, by its buttons."""
    asked = message.reply_to_message if message else None
    if asked is None or asked.reply_markup is None:
        return None
    data = (button.callback_data for row in asked.reply_markup.inline_keyboard for button in row)
    found = set()
    for each in data:
        with suppress(OldButtonError):
            action = decode(each) if isinstance(each, str) else None
            if isinstance(action, OpenCard | ChooseDates):
                found.add(action.listing)
    return found.pop() if len(found) == 1 else None


async def _settled(turn: Turn, services: Services, place_key: str | None) -> Turn:
    """The first place that somebody asks about is taken to be theirs, until they say otherwise."""
    if place_key is None or turn.person.place is not None:
        return turn
    place = await services.sources.places.by_key(place_key)
    if place is None:
        return turn
    async with services.sources.database.writing() as session:
        await people.keep_place(session, turn.person.chat_id, place)
    return replace(turn, person=replace(turn.person, place=place))


def _language_wanted(parse: Parse | None) -> str | None:
    """The one language of ours that a sentence asks to go on in."""
    if parse is None or route(parse) != Sure("change_language"):
        return None
    wanted = {e.value for e in parse.entities if e.entity == "language" and e.value in BY_CODE}
    return wanted.pop() if len(wanted) == 1 else None


async def _without_nlu(turn: Turn, services: Services, written: str) -> Reply:
    """A town can be understood without the language server; all else can be tapped."""
    short = len(written.split()) <= WORDS_OF_A_PLACE
    if short and await services.sources.places.find(written):
        return await places.named(turn, services.sources, written)
    if not any(character.isalnum() for character in written):
        return talk.lost(turn)
    return talk.not_reading(turn)


async def _place_meant(services: Services, parse: Parse) -> str | None:
    for entity in parse.entities:
        if entity.entity == "place":
            found = await services.sources.places.find(entity.value)
            if found:
                return found[0].key
    return None


def _is_bare_place(parse: Parse, written: str) -> bool:
    said = written.strip(" .,!?؟،።\n")
    return any(
        entity.entity == "place" and written[entity.start : entity.end] == said
        for entity in parse.entities
    )


def _is_danger(parse: Parse) -> bool:
    way = route(parse)
    return isinstance(way, Sure) and way.intent in SAFETY_INTENTS


def _meaning(parse: Parse, intent: str, place_key: str | None, card: UUID | None) -> Action:
    if intent == "set_reminder" and card is not None:
        return ChooseDates(card)
    return Search(ask_of(parse, intent, place_key)) if is_topic(intent) else Mean(intent)


def _offering(turn: Turn, parse: Parse, reply: Reply, ask: Ask | None) -> Reply:
    """The reply, with a button for the language that was written if it is another one than is spoken."""
    code = language.written_in(parse)
    if code is None or code == turn.language or reply.force_reply:
        return reply
    return replace(reply, buttons=(languages_row(Words.of(code), ask), *reply.buttons))


def _waiting_search(message: Message | None) -> Ask | None:
    """The search that a question for a place carries in its link, if this message replies to one."""
    asked = message.reply_to_message if message else None
    if asked is None or asked.from_user is None or not asked.from_user.is_bot:
        return None
    for entity in asked.entities:
        if entity.type == MessageEntity.TEXT_LINK and entity.url:
            payload = parse_qs(urlsplit(entity.url).query).get("start", [""])[0]
            try:
                return read_ask(payload.removeprefix(SEARCH_PAYLOAD).replace("-", "|"))
            except (KeyError, ValueError):
                return None
    return None
