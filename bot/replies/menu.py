"""What can be asked by tapping alone? The topic menu."""

from bot.buttons import Ask, Menu, OtherPlace, Search
from bot.person import Turn
from bot.replies import names
from bot.replies.footer import footer
from bot.replies.markup import bold, in_rows, lines, plain, tap
from bot.replies.reply import Reply


def menu(turn: Turn, lead: str | None = None) -> Reply:
    """The groups of topics; `lead` is a sentence that comes first."""
    words = turn.words
    groups = [
        tap(f"{names.GROUP_SIGNS[group]} {words.say(title)}", Menu(group))
        for group, (title, _) in names.GROUPS.items()
    ]
    place = turn.person.place
    where = words.say("📍 {place}", place=place.name) if place else words.say("📍 Where are you?")
    text = lines(
        words,
        plain(lead) if lead else None,
        bold(words.say("What do you need?")),
        plain(words.say("Tap, or write it in your own words.")),
    )
    return Reply(
        text, buttons=(*in_rows(groups, 1), (tap(where, OtherPlace()),), *footer(words, menu=False))
    )


def group(turn: Turn, name: str) -> Reply:
    """The topics of a group; raises KeyError for an unknown one."""
    words = turn.words
    title, topics = names.GROUPS[name]
    buttons = [tap(names.topic(words, topic), Search(Ask(topic))) for topic in topics]
    return Reply(
        lines(words, bold(f"{names.GROUP_SIGNS[name]} {words.say(title)}")),
        buttons=(*in_rows(buttons, 1), *footer(words)),
    )
