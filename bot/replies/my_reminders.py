"""What is said about all reminders together: the list, how they look, the Sunday list?"""

from typing import Final

from bot.person import Turn
from bot.reminder_buttons import (
    MyReminders,
    OneReminder,
    SetDiscreet,
    SetQuestions,
    StopAll,
    WeeklyList,
)
from bot.replies import names
from bot.replies.footer import footer
from bot.replies.markup import bold, in_rows, lines, plain, tap
from bot.replies.names import TOPIC_NAMES
from bot.replies.reply import Button, Reply
from bot.replies.results import shortened
from bot.replies.subscriptions import Shown, mark, next_line

PAGE: Final = 8
DIGEST = "17:00"


def mine(turn: Turn, page: tuple[Shown, ...], following: int, number: int) -> Reply:
    """A page of the list, soonest first; `following` of `number` begins the next one."""
    words = turn.words
    settings = _settings(turn)
    if not page:
        text = lines(
            words,
            bold(words.say("Your reminders")),
            plain(words.say("You have none yet. Open an event and tap Remind me.")),
        )
        return Reply(text, buttons=(*settings, *footer(words)))
    entries = [
        part for one in page for part in ("", bold(f"• {_title(turn, one)}"), next_line(turn, one))
    ]
    rows = tuple(
        (
            tap(
                shortened(_title(turn, one)),
                WeeklyList() if one.wish.is_digest else OneReminder(one.wish.id),
            ),
        )
        for one in page
    )
    more: tuple[tuple[Button, ...], ...] = ()
    if following < number:
        more = ((tap(words.say("➕ Show more"), MyReminders(following)),),)
    stop = ((tap(words.say("🔕 Stop all"), StopAll()),),)
    text = lines(words, bold(words.say("Your reminders")), *entries)
    return Reply(text, buttons=(*rows, *more, *settings, *stop, *footer(words)))


def _settings(turn: Turn) -> tuple[tuple[Button, ...], ...]:
    words, is_discreet = turn.words, turn.person.discreet
    label = mark(is_discreet) + words.say("Do not show what it is about")
    return (
        (tap(words.say("🗓 A list every Sunday"), WeeklyList()),),
        (tap(label, SetDiscreet(on=not is_discreet)),),
    )


def discreet(turn: Turn, on: bool) -> Reply:
    """How reminders look from now on."""
    words = turn.words
    told = (
        words.say("My reminders will not show what they are about until you tap.")
        if on
        else words.say("My reminders will show what they are about.")
    )
    rows = (
        (tap(words.say("↩️ Undo"), SetDiscreet(on=not on)),),
        (tap(words.say("🔔 My reminders"), MyReminders()),),
    )
    return Reply(plain(told), buttons=(*rows, *footer(words)))


def questions(turn: Turn, on: bool) -> Reply:
    """Whether the bot asks how it was."""
    words = turn.words
    told = (
        words.say("I may ask you how it was, once a week at most.")
        if on
        else words.say("I will not ask you that again.")
    )
    return Reply(
        plain(told),
        buttons=((tap(words.say("↩️ Undo"), SetQuestions(on=not on)),), *footer(words)),
    )


def weekly_topics(turn: Turn, chosen: tuple[str, ...]) -> Reply:
    """Which topics the Sunday list shall have; every tap is kept at once."""
    words = turn.words
    buttons = [
        tap(mark(topic in chosen) + words.say(name), WeeklyList(_toggled(chosen, topic)))
        for topic, name in TOPIC_NAMES.items()
        if topic in names.WEEKLY_TOPICS
    ]
    state = (
        words.say("You get it. Tap a topic to add it or take it away.")
        if chosen
        else words.say("You do not get it yet. Tap the topics that you want.")
    )
    text = lines(
        words,
        bold(words.say("🗓 A list every Sunday")),
        plain(
            words.say(
                "Every Sunday at {time} I send you what is on near you in the coming week: five lines at most.",
                time=DIGEST,
            )
        ),
        plain(state),
    )
    rows = [*in_rows(buttons, 2)]
    if chosen:
        rows.append((tap(words.say("🔕 Stop this list"), WeeklyList(())),))
    rows.append((tap(words.say("🔔 My reminders"), MyReminders()),))
    return Reply(text, buttons=(*rows, *footer(words)))


def _toggled(chosen: tuple[str, ...], topic: str) -> tuple[str, ...]:
    if topic in chosen:
        return tuple(one for one in chosen if one != topic)
    return (*chosen, topic)


def _title(turn: Turn, shown: Shown) -> str:
    if not shown.wish.is_digest:
        return turn.words.foreign(shown.name)
    return turn.words.joined([turn.words.say(TOPIC_NAMES[topic]) for topic in shown.wish.topics])
