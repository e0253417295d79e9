"""Shall everything about the person go? Asked once, then done."""

from bot import people
from bot.person import Turn
from bot.replies import privacy
from bot.replies.reply import Reply
from bot.sources import Sources


async def answer(turn: Turn, sources: Sources, *, sure: bool) -> Reply:
    """The question, or the deed."""
    if not sure:
        return privacy.confirm_forget(turn)
    async with sources.database.writing() as session:
        await people.forget(session, turn.person.chat_id)
    return privacy.forgotten(turn)
