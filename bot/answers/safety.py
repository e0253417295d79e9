"""Which numbers does somebody in danger need? From the one shared table, without the database and without NLU."""

from bot.person import Turn
from bot.replies import helplines, talk
from bot.replies.reply import Reply
from bot.sources import Sources

PEOPLE_WHO_ANSWER = 3
TALK_TOPICS = ("immigration_advice", "housing", "money")


def answer(turn: Turn, sources: Sources, kind: str | None) -> Reply:
    """The numbers for a safety intent, or the first of each kind."""
    if kind in helplines.KINDS:
        return helplines.safety(turn, kind, sources.helplines.for_safety(kind))
    first = [sources.helplines.for_safety(each)[0] for each in helplines.KINDS]
    return helplines.overview(turn, tuple(dict.fromkeys(first)))


def people_to_talk_to(turn: Turn, sources: Sources) -> Reply:
    """Helplines where a person answers about papers, home and money."""
    found = [line for topic in TALK_TOPICS for line in sources.helplines.for_topic(topic)[:1]]
    shown = dict.fromkeys(found)
    return talk.talk_to_person(
        turn, tuple(helplines.helpline_line(turn.words, line) for line in shown)
    )
