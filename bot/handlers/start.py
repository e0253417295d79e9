"""/start, also from a partner's link or from a link of our own that repeats a search."""

from telegram import Update

from bot import people
from bot.answers import places, search
from bot.button_codes import read_ask
from bot.context import Context, meet, say, services_of
from bot.person import Turn
from bot.replies import welcome
from bot.replies.place import SEARCH_PAYLOAD
from bot.replies.reply import Reply
from bot.services import Services

LONGEST_PAYLOAD = 64


async def start(update: Update, context: Context) -> None:
    """Greet, or go straight to the search that the link carries."""
    turn, services = await meet(update, context), services_of(context)
    payload = " ".join(context.args or ())[:LONGEST_PAYLOAD]
    await say(turn, context, await _answer(turn, services, payload))


async def _answer(turn: Turn, services: Services, payload: str) -> Reply:
    if payload.startswith(SEARCH_PAYLOAD):
        try:
            ask = read_ask(payload.removeprefix(SEARCH_PAYLOAD).replace("-", "|"))
        except (KeyError, ValueError):
            payload = ""
        else:
            return await search.answer(turn, services.sources, ask)
    if _is_partner(payload) and turn.person.partner is None:
        async with services.sources.database.writing() as session:
            await people.keep_partner(session, turn.person.chat_id, payload)
    if not turn.language_known:
        return welcome.languages()
    return welcome.welcome(turn, await places.towns(services.sources))


def _is_partner(payload: str) -> bool:
    """Bot API: a deep link's payload is 1 to 64 of A-Z a-z 0-9 _ and -."""
    return (
        bool(payload) and payload.isascii() and payload.replace("_", "").replace("-", "").isalnum()
    )
