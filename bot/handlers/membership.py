"""The person blocked the bot, or let it in again."""

from telegram import ChatMember, Update

from bot import people
from bot.context import Context, services_of

GONE = (ChatMember.BANNED, ChatMember.LEFT)


async def membership(update: Update, context: Context) -> None:
    """Note that nothing can be sent, so that nothing is tried."""
    change = update.my_chat_member
    if change is None or change.chat.type != change.chat.PRIVATE:
        return
    async with services_of(context).sources.database.writing() as session:
        if change.new_chat_member.status in GONE:
            await people.switch_off(session, change.chat.id)
