"""What is answered to an intent that is about the bot itself, or about safety? One line an intent."""

from collections.abc import Awaitable, Callable
from typing import Final

from bot.answers import places, reminders, safety, search
from bot.buttons import Ask
from bot.person import Turn
from bot.replies import privacy, talk, welcome
from bot.replies.reply import Reply
from bot.sources import Sources

Answer = Callable[[Turn, Sources], Awaitable[Reply]]


def _plain(reply: Callable[[Turn], Reply]) -> Answer:
    async def answer(turn: Turn, sources: Sources) -> Reply:
        return reply(turn)

    return answer


def _small_talk(intent: str) -> Answer:
    return _plain(lambda turn: talk.small_talk(turn, intent))


def _safety(kind: str) -> Answer:
    async def answer(turn: Turn, sources: Sources) -> Reply:
        return safety.answer(turn, sources, kind)

    return answer


async def _talk_to_person(turn: Turn, sources: Sources) -> Reply:
    return safety.people_to_talk_to(turn, sources)


async def _what_is_on(turn: Turn, sources: Sources) -> Reply:
    return await search.to_be_reminded(turn, sources, Ask("find_events"))


INTENTS: Final[dict[str, Answer]] = {
    "emergency": _safety("emergency"),
    "suicide_self_harm": _safety("suicide_self_harm"),
    "abuse": _safety("abuse"),
    "greet": _small_talk("greet"),
    "goodbye": _small_talk("goodbye"),
    "thanks": _small_talk("thanks"),
    "affirm": _small_talk("affirm"),
    "deny": _small_talk("deny"),
    "out_of_scope": _small_talk("out_of_scope"),
    "help": _plain(talk.help_text),
    "talk_to_person": _talk_to_person,
    "change_language": _plain(lambda turn: welcome.languages()),
    "change_place": places.question,
    "set_reminder": _what_is_on,
    "my_reminders": reminders.mine,
    "stop_messages": reminders.stop_all,
    "report_wrong_info": _plain(talk.how_to_report),
    "delete_my_data": _plain(privacy.confirm_forget),
    "privacy": _plain(privacy.privacy),
    "welcome_pack": _plain(talk.first_weeks),
}
