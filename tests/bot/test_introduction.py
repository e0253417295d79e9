"""What does Telegram show of the bot before anybody has written?"""

from bot.introduction import introduce
from bot.sending.transport import WaypostBot
from locales.languages import LANGUAGES
from tests.botapi import BotApi
from tests.whole import IN_EVERY_LANGUAGE

COMMANDS = "start menu place language reminders helpnow help privacy mydata forget stop".split()

TWO_LETTERS = [language.code for language in LANGUAGES if len(language.code) == 2]


@IN_EVERY_LANGUAGE
async def test_commands_and_descriptions_are_set(
    api: BotApi, bot: WaypostBot, language: str
) -> None:
    await introduce(bot)
    code = "" if language == "en" else language
    if (
        len(code) > 2
    ):  # https://core.telegram.org/bots/api#setmycommands: a two-letter ISO 639-1 code
        assert ("setMyCommands", code) not in api.methods.profile
        return
    commands = api.methods.profile["setMyCommands", code]["commands"]
    assert [each["command"] for each in commands] == COMMANDS
    assert all(3 <= len(each["description"]) <= 256 for each in commands)
    # https://core.telegram.org/bots/api#setmyshortdescription: 120; setmydescription: 512.
    assert 20 < len(api.methods.profile["setMyShortDescription", code]["short_description"]) <= 120
    description = api.methods.profile["setMyDescription", code]["description"]
    assert 100 < len(description) <= 512
    assert "999" in description


async def test_no_two_languages_are_introduced_alike(api: BotApi, bot: WaypostBot) -> None:
    await introduce(bot)
    told = [
        each["description"]
        for (method, _), each in api.methods.profile.items()
        if method == "setMyDescription"
    ]
    assert len(set(told)) == len(told) >= 5


async def test_what_is_set_already_is_left_alone(api: BotApi, bot: WaypostBot) -> None:
    await introduce(bot)
    before = len([call for call in api.calls if call.method.startswith("setMy")])
    await introduce(bot)
    assert (
        len([call for call in api.calls if call.method.startswith("setMy")])
        == before
        == 3 * len(TWO_LETTERS)
    )


async def test_one_refused_language_does_not_stop_the_others(api: BotApi, bot: WaypostBot) -> None:
    api.faults.refuse("Internal Server Error", 500, method="setMyCommands")
    await introduce(bot)
    assert ("setMyCommands", "") not in api.methods.profile
    assert ("setMyDescription", "uk") in api.methods.profile
