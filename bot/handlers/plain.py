"""The commands whose answer needs nothing but the person."""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram import Update

from bot.answers import intents, safety
from bot.context import Context, meet, say, services_of
from bot.person import Turn
from bot.replies.reply import Reply
from bot.sending.limits import Urgency
from bot.sources import Sources

Handler = Callable[[Update, Context], Coroutine[Any, Any, None]]


def command(answer: Callable[[Turn, Sources], Awaitable[Reply]]) -> Handler:
    """A handler that sends one answer."""

    async def handle(update: Update, context: Context) -> None:
        turn = await meet(update, context)
        await say(turn, context, await answer(turn, services_of(context).sources))

    return handle


def replying(reply: Callable[[Turn], Reply]) -> Handler:
    """A handler whose answer needs no facts."""

    async def answer(turn: Turn, sources: Sources) -> Reply:
        return reply(turn)

    return command(answer)


def intent(name: str) -> Handler:
    """A handler that answers as if the person had written this intent."""
    return command(intents.INTENTS[name])


async def help_now(update: Update, context: Context) -> None:
    """The safety numbers, before anything else that waits to be sent."""
    turn = await meet(update, context)
    reply = safety.answer(turn, services_of(context).sources, None)
    await say(turn, context, reply, Urgency.SAFETY)
