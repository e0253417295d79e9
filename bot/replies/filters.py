"""How is a search narrowed by tapping? Each limit is one button, tapped again to take it away."""

from dataclasses import replace

from bot.buttons import Ask, Filters, Search
from bot.person import Turn
from bot.replies import names
from bot.replies.footer import footer
from bot.replies.markup import bold, in_rows, lines, plain, tap
from bot.replies.reply import Button, Reply
from listings.words import AUDIENCES, DAY_PARTS

TIMES_OFFERED = ("today", "tomorrow", "weekend", "this_week", "next_week", "evening")


def filters(turn: Turn, ask: Ask) -> Reply:
    """The limits of a search: when, for whom, free, in my language."""
    words = turn.words
    times = [
        _choice(
            names.time(words, time),
            time in ask.times,
            replace(ask, times=_toggle_time(ask.times, time)),
        )
        for time in TIMES_OFFERED
    ]
    people = [
        _choice(
            words.say(names.AUDIENCE_NAMES[name]),
            name in ask.audiences,
            replace(ask, audiences=_toggle(ask.audiences, name)),
        )
        for name in AUDIENCES
    ]
    spoken = None if ask.spoken == turn.language else turn.language
    more = [
        _choice(words.say("Free"), ask.free, replace(ask, free=not ask.free)),
        _choice(words.language_name(turn.language), bool(ask.spoken), replace(ask, spoken=spoken)),
    ]
    text = lines(
        words,
        bold(names.topic(words, ask.topic)),
        plain(words.say("Tap what matters to you, then tap Show.")),
    )
    show = (tap("✅ " + words.say("Show"), Search(ask)),)
    return Reply(
        text,
        buttons=(
            *in_rows(times, 2),
            *in_rows(people, 2),
            *in_rows(more, 2),
            show,
            *footer(words, ask=ask),
        ),
    )


def _choice(label: str, chosen: bool, then: Ask) -> Button:
    return tap(f"☑️ {label}" if chosen else label, Filters(then.first_page()))


def _toggle(chosen: tuple[str, ...], name: str) -> tuple[str, ...]:
    if name in chosen:
        return tuple(other for other in chosen if other != name)
    return (*chosen, name)[-2:]


def _toggle_time(chosen: tuple[str, ...], name: str) -> tuple[str, ...]:
    """A day and a part of the day go together; two days or two parts replace each other."""
    if name in chosen:
        return tuple(other for other in chosen if other != name)
    return (*(other for other in chosen if (other in DAY_PARTS) != (name in DAY_PARTS)), name)
