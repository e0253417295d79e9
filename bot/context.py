"""Who is writing, and how is an answer sent? The two ends that every handler shares."""

from contextlib import suppress
from dataclasses import replace

import structlog
from sqlalchemy.exc import SQLAlchemyError
from telegram import Message, Update
from telegram.ext import ContextTypes

from bot import language, people
from bot.gateway.errors import TryAgainError
from bot.person import Person, Turn
from bot.replies import talk
from bot.replies.markup import plain
from bot.replies.reply import Reply
from bot.replies.welcome import draft_notice
from bot.sending.limits import Urgency
from bot.sending.outcomes import Blocked, Moved, Outcome, RetryAt
from bot.services import Services
from listings.errors import DatabaseError
from locales.languages import SOURCE
from locales.words import Words

SERVICES = "services"
Context = ContextTypes.DEFAULT_TYPE
log = structlog.get_logger()


def services_of(context: Context) -> Services:
    """What `bot.app` put together."""
    found = context.bot_data[SERVICES]
    if not isinstance(found, Services):
        raise TypeError("the application was built without services")
    return found


async def meet(update: Update, context: Context) -> Turn:
    """The person behind an update, kept from their first message on.

    Without the database they are met as if for the first time: numbers in an emergency must not depend on it.
    """
    services = services_of(context)
    chat, user = update.effective_chat, update.effective_user
    if chat is None:
        raise ValueError("an update without a chat reached a handler")
    now = services.now()
    today = now.astimezone(services.zone).date()
    telegram_code = user.language_code if user else None
    person = Person(chat.id, created_on=today, seen_on=today)
    if chat.type == chat.PRIVATE:
        try:
            person = await _known(services, person)
        except (SQLAlchemyError, DatabaseError) as error:
            log.warning("person not read", error=type(error).__name__)
    words = Words.of(language.of_person(person, telegram_code))
    known = bool(person.language or language.first_guess(telegram_code))
    return Turn(person, words, now, services.zone, context.bot.username, known)


async def _known(services: Services, newcomer: Person) -> Person:
    database, today = services.sources.database, newcomer.seen_on
    async with database.reading() as session:
        person = await people.find(session, newcomer.chat_id)
    if person is None:
        person = newcomer
        async with database.writing() as session:
            await people.arrive(session, person)
    elif person.seen_on != today or not person.active:
        async with database.writing() as session:
            await people.keep_seen(session, person.chat_id, today)
    return person


async def say(
    turn: Turn, context: Context, reply: Reply, urgency: Urgency = Urgency.ANSWER
) -> Outcome:
    """Send a reply as a new message; in a language that nobody checked, the first one says so."""
    services = services_of(context)
    told = _with_draft_notice(turn, reply) if urgency is not Urgency.SAFETY else reply
    outcome = await services.delivery.send(turn.person.chat_id, told, urgency=urgency)
    await _learn(services, turn, outcome, noticed=told is not reply)
    return outcome


async def replace_message(turn: Turn, context: Context, message: Message, reply: Reply) -> Outcome:
    """Put a reply in the place of the message that was tapped, so that the chat stays short."""
    services = services_of(context)
    return await services.delivery.edit(turn.person.chat_id, message.message_id, reply)


def _with_draft_notice(turn: Turn, reply: Reply) -> Reply:
    checked = turn.words.language.review != "drafted"
    if checked or turn.person.told_of_draft or not reply.text:
        return reply
    notice = turn.words.line(plain(f"ℹ️ {draft_notice(turn.words)}"))
    return replace(reply, text=f"{reply.text}\n\n{notice}")


async def _learn(services: Services, turn: Turn, outcome: Outcome, noticed: bool) -> None:
    chat_id = turn.person.chat_id
    database = services.sources.database
    if isinstance(outcome, RetryAt):
        raise TryAgainError("no answer got out")
    if isinstance(outcome, Blocked):
        async with database.writing() as session:
            await people.switch_off(session, chat_id)
    elif isinstance(outcome, Moved):
        log.info("chat moved")
    elif noticed:
        async with database.writing() as session:
            await people.keep_told_of_draft(session, chat_id)


async def apologise(services: Services, chat_id: int) -> None:
    """One sentence for an update that could not be handled, in the language that is known without asking more."""
    words = Words.of(SOURCE.code)
    with suppress(SQLAlchemyError, OSError):
        async with services.sources.database.reading() as session:
            person = await people.find(session, chat_id)
        if person and person.language:
            words = Words.of(person.language)
    now = services.now()
    today = now.astimezone(services.zone).date()
    turn = Turn(Person(chat_id, today, today), words, now, services.zone)
    await services.delivery.send(chat_id, talk.apology(turn), urgency=Urgency.ANSWER)
