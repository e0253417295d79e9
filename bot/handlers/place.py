"""/place with or without a name, and a location that was shared."""

from telegram import Update

from bot.answers import places
from bot.context import Context, meet, say, services_of
from listings.model import Point


async def place(update: Update, context: Context) -> None:
    """Ask where the person is, or take the name that follows the command."""
    turn, sources = await meet(update, context), services_of(context).sources
    named = " ".join(context.args or ())
    reply = await (places.named(turn, sources, named) if named else places.question(turn, sources))
    await say(turn, context, reply)


async def location(update: Update, context: Context) -> None:
    """Keep the area of a shared location."""
    message = update.effective_message
    shared = message.location if message else None
    if shared is None:
        return
    turn, sources = await meet(update, context), services_of(context).sources
    point = Point(shared.latitude, shared.longitude)
    await say(turn, context, await places.shared(turn, sources, point))
