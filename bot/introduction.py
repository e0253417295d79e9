"""What does Telegram show before a person has written? Commands, description and short description, per language."""

import structlog
from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.replies.talk import COMMANDS
from locales.languages import LANGUAGES, SOURCE
from locales.words import Words

log = structlog.get_logger()


async def introduce(bot: Bot) -> None:
    """Set them where they differ. Telegram takes two-letter codes only; other languages see the English ones."""
    for language in LANGUAGES:
        if len(language.code) == 2:
            try:
                await _in_language(bot, Words(language))
            except TelegramError as error:
                log.warning(
                    "introduction not set", language=language.code, error=type(error).__name__
                )


async def _in_language(bot: Bot, words: Words) -> None:
    code = "" if words.language is SOURCE else words.language.code
    commands = tuple(BotCommand(name, words.say(text)) for name, text in COMMANDS.items())
    if await bot.get_my_commands(language_code=code) != commands:
        await bot.set_my_commands(commands, language_code=code)
    short = words.say("Free help finding people and places near you, in your language.")
    if (await bot.get_my_short_description(language_code=code)).short_description != short:
        await bot.set_my_short_description(short, language_code=code)
    whole = words.say(
        "I show newcomers in Yorkshire and the West Midlands what is near them: people to meet,"
        " English classes, advice, food, doctors, events. Free. I keep almost nothing about you."
        " In danger now? Ring 999."
    )
    if (await bot.get_my_description(language_code=code)).description != whole:
        await bot.set_my_description(whole, language_code=code)
