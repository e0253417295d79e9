"""What belongs to a running bot, and which update goes to which handler? The one place where parts are put together."""

from typing import Any, Final

from telegram import Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from bot.answers import own_data
from bot.context import SERVICES, Context
from bot.handlers import other, plain, start, taps, text
from bot.handlers.membership import membership
from bot.handlers.place import location, place
from bot.replies import menu
from bot.sending.transport import WaypostBot
from bot.services import Services

PRIVATE: Final = filters.ChatType.PRIVATE
NEW: Final = filters.UpdateType.MESSAGE
EDITED: Final = filters.UpdateType.EDITED_MESSAGE
WORDS: Final = filters.TEXT & PRIVATE & NEW
BotApplication = Application[Any, Any, Any, Any, Any, Any]

COMMANDS: Final = {
    "start": start.start,
    "menu": plain.replying(menu.menu),
    "place": place,
    "language": plain.intent("change_language"),
    "reminders": plain.intent("my_reminders"),
    "helpnow": plain.help_now,
    "help": plain.intent("help"),
    "privacy": plain.intent("privacy"),
    "mydata": plain.command(own_data.answer),
    "forget": plain.intent("delete_my_data"),
    "stop": plain.intent("stop_messages"),
}


def build_application(bot: WaypostBot, services: Services) -> BotApplication:
    """The handlers, in the order in which they are asked."""
    application: BotApplication = Application.builder().bot(bot).updater(None).build()
    application.bot_data[SERVICES] = services
    for name, handler in COMMANDS.items():
        application.add_handler(CommandHandler(name, handler, filters=PRIVATE & NEW))
    application.add_handler(MessageHandler(filters.LOCATION & PRIVATE & NEW, location))
    application.add_handler(MessageHandler(WORDS, text.text))
    application.add_handler(MessageHandler(EDITED & PRIVATE, other.edited))
    application.add_handler(MessageHandler(filters.StatusUpdate.ALL & PRIVATE, _nothing))
    application.add_handler(MessageHandler(PRIVATE & NEW, other.media))
    application.add_handler(MessageHandler(filters.ChatType.GROUPS & NEW, other.group))
    application.add_handler(CallbackQueryHandler(taps.tap))
    application.add_handler(ChatMemberHandler(membership, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_error_handler(_keep)
    return application


async def handle(application: BotApplication, update: Update) -> None:
    """Handle one update; raises what its handler raised, so that the gateway can apologise."""
    services: Services = application.bot_data[SERVICES]
    await application.process_update(update)
    failure = services.failures.pop(update.update_id, None)
    if failure is not None:
        raise failure


async def _keep(update: object, context: Context) -> None:
    services: Services = context.bot_data[SERVICES]
    if isinstance(update, Update) and context.error is not None:
        services.failures[update.update_id] = context.error


async def _nothing(update: Update, context: Context) -> None:
    """Telegram's own notes (a pinned message, a new title) are no messages of a person."""
