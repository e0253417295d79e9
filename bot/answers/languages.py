"""In which language from now on? The choice is kept, and what was asked is answered again in it."""

from dataclasses import replace

from bot import people
from bot.answers import places, search
from bot.buttons import Ask
from bot.person import Turn
from bot.replies import menu, welcome
from bot.replies.reply import Reply
from bot.sources import Sources
from locales.words import Words


async def chosen(
    turn: Turn, sources: Sources, ask: Ask | None = None, *, newcomer: bool = False
) -> Reply:
    """Keep the language of a turn and go on in it: with the search, the first question, or the menu."""
    async with sources.database.writing() as session:
        await people.keep_language(session, turn.person)
    if ask is not None:
        return await search.answer(turn, sources, ask)
    if newcomer and turn.person.place is None:
        return welcome.welcome(turn, await places.towns(sources))
    # Translators: put the name of your own language in the place of "English".
    return menu.menu(turn, lead=turn.words.say("I speak English with you now."))


def in_language(turn: Turn, code: str) -> Turn:
    """The same turn in another language; that nobody checked it is said anew."""
    told = turn.person.told_of_draft and code == turn.language
    person = replace(turn.person, language=code, told_of_draft=told)
    return replace(turn, words=Words.of(code), person=person, language_known=True)
