"""What is kept about the person? All of it, shown."""

from bot.person import Turn
from bot.reminders import subscribing
from bot.replies import privacy
from bot.replies.reply import Reply
from bot.sources import Sources


async def answer(turn: Turn, sources: Sources) -> Reply:
    """The person's row and the names of what they are reminded of."""
    async with sources.database.reading() as session:
        wishes = await subscribing.wishes_of(session, turn.person.chat_id)
    named = tuple(wish.title or turn.words.say("🗓 A list every Sunday") for wish in wishes)
    return privacy.my_data(turn, named)
