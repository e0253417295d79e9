"""What is no text: voice, pictures, stickers, files, contacts, edits, groups. One kind sentence each, never silence."""

from telegram import Message, Update

from bot.context import Context, meet, say, services_of
from bot.handlers.text import answer_text, safety_reply
from bot.replies import talk
from bot.sending.limits import Urgency

STICKERS = ("sticker", "animation", "dice", "game")
VOICES = ("voice", "audio", "video_note")
PICTURES = ("photo", "video")


async def media(update: Update, context: Context) -> None:
    """A message that cannot be read; its caption can."""
    message = update.effective_message
    if message is None:
        return
    if message.caption:
        await answer_text(update, context, message.caption)
        return
    turn = await meet(update, context)
    await say(turn, context, talk.media(turn, kind_of(message)))


def kind_of(message: Message) -> str:
    """Which of the sentences in `replies.talk.MEDIA` fits."""
    kinds = {"voice": VOICES, "photo": PICTURES, "sticker": STICKERS, "file": ("document",)}
    for kind, attributes in kinds.items():
        if any(getattr(message, attribute, None) for attribute in attributes):
            return kind
    return "contact" if message.contact else "other"


async def edited(update: Update, context: Context) -> None:
    """An edited message is asked for again, unless it tells of danger. A live location that moves is no message."""
    message = update.edited_message
    if message is None or message.location:
        return
    turn = await meet(update, context)
    danger = safety_reply(turn, services_of(context), message.text or message.caption or "")
    if danger:
        await say(turn, context, danger, Urgency.SAFETY)
    else:
        await say(turn, context, talk.edited(turn))


async def group(update: Update, context: Context) -> None:
    """Help is asked for in private; nothing is kept of a group."""
    turn = await meet(update, context)
    await say(turn, context, talk.only_private(turn))
