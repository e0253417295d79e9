"""What does the bot write on its own? Reminders, changes, the question how it was: pure, one message each."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from bot.buttons import Ask as SearchFor
from bot.buttons import OpenCard, Search
from bot.person import Turn
from bot.reminder_buttons import (
    OneReminder,
    SetQuestions,
    ShowReminder,
    SkipDate,
    StopOne,
    WeeklyList,
    Went,
)
from bot.replies import dates, names
from bot.replies.card import directions
from bot.replies.cards import where
from bot.replies.footer import footer
from bot.replies.markup import bold, lines, plain, tap
from bot.replies.reply import Button, Reply
from bot.replies.results import NUMBERS_TO_FIVE, shortened
from listings.model import Listing, Occurrence
from locales.words import left_to_right, message

NEWS: Final = {
    "cancelled": message("This date is cancelled."),
    "changed": message("This date has changed."),
    "on_again": message("This date is on after all."),
}


def reminder(turn: Turn, listing: Listing, occurrence: Occurrence, subscription: int) -> Reply:
    """All that is needed to get there: what, when, where, how, what to bring, whom to ask for."""
    words = turn.words
    text = lines(
        words,
        f"🔔 {bold(turn.words.foreign(listing.name.value))}",
        *_when(turn, occurrence),
        *_there(turn, listing, occurrence),
    )
    return Reply(text, buttons=_reminder_buttons(turn, listing, occurrence, subscription))


def discreet(turn: Turn, subscription: int, on_date: date) -> Reply:
    """A reminder that keeps to itself what it is about."""
    words = turn.words
    return Reply(
        plain(words.say("🔔 You asked me to remind you of something. Tap to see it.")),
        buttons=(
            (tap(words.say("Show it"), ShowReminder(subscription, on_date)),),
            *footer(words),
        ),
    )


def change(
    turn: Turn,
    kind: str,
    listing: Listing,
    before: datetime,
    occurrence: Occurrence | None,
    following: Occurrence | None,
    subscription: int,
) -> Reply:
    """What is different from what the person was told, and when it is next."""
    words = turn.words
    it_was = words.say("It was: {date}", date=dates.instant(words, before, turn.now, turn.zone))
    text = lines(
        words,
        f"❗️ {bold(turn.words.foreign(listing.name.value))}",
        bold(words.say(NEWS[kind])),
        f"✖️ {plain(it_was)}" if kind != "on_again" else None,
        *(_when(turn, occurrence) if occurrence and kind != "cancelled" else ()),
        *_why(turn, occurrence),
        *(_there(turn, listing, occurrence) if occurrence and kind != "cancelled" else ()),
        _next(turn, following) if kind == "cancelled" else None,
    )
    if kind == "cancelled" or occurrence is None:
        stop = tap(words.say("🔕 Stop these reminders"), StopOne(subscription))
        card = tap(shortened(listing.name.value), OpenCard(listing.id))
        return Reply(text, buttons=((card,), (stop,), *footer(words)))
    return Reply(text, buttons=_reminder_buttons(turn, listing, occurrence, subscription))


def withdrawn(turn: Turn, title: str) -> Reply:
    """The listing is gone; what it was called is all that is left."""
    words = turn.words
    text = lines(
        words,
        f"❗️ {bold(turn.words.foreign(title))}",
        plain(words.say("This place is not on my list any more.")),
        plain(words.say("Please do not go there before you have asked. I stopped this reminder.")),
    )
    return Reply(text, buttons=footer(words))


def invitation(turn: Turn, title: str, subscription: int, on_date: date) -> Reply:
    """The morning after: how was it? With a way never to be asked again."""
    words = turn.words
    yes, no, full, gone = (
        tap(words.say(label), Went(subscription, on_date, answer))
        for label, answer in (
            (message("Yes"), "yes"),
            (message("No"), "no"),
            (message("I could not get in"), "full"),
            (message("It was not there"), "gone"),
        )
    )
    never = tap(words.say("Do not ask me this again"), SetQuestions(on=False))
    return Reply(
        lines(
            words,
            f"👋 {bold(turn.words.foreign(title))}",
            plain(words.say("Did you go? You need not answer.")),
        ),
        buttons=((yes, no), (full,), (gone,), (never,), *footer(words)),
    )


def weekly_list(
    turn: Turn, found: tuple[tuple[Listing, Occurrence], ...], topics: tuple[str, ...]
) -> Reply:
    """At most five lines of what is on in the coming week."""
    words = turn.words
    change_it = tap(words.say("Change this list"), WeeklyList())
    if not found:
        told = words.say("For the coming week I know nothing near you for your topics.")
        searches = tuple((tap(names.topic(words, t), Search(SearchFor(t))),) for t in topics[:3])
        return Reply(f"🗓 {plain(told)}", buttons=(*searches, (change_it,), *footer(words)))
    rows = [
        f"{number} {bold(_short_when(turn, occurrence))} · {plain(_short_name(listing))}"
        for number, (listing, occurrence) in zip(NUMBERS_TO_FIVE, found, strict=False)
    ]
    cards = tuple(
        tap(number, OpenCard(listing.id))
        for number, (listing, _) in zip(NUMBERS_TO_FIVE, found, strict=False)
    )
    text = lines(words, bold(words.say("On near you this week")), *rows)
    return Reply(text, buttons=(cards, (change_it,), *footer(words)))


def _reminder_buttons(
    turn: Turn, listing: Listing, occurrence: Occurrence, subscription: int
) -> tuple[tuple[Button, ...], ...]:
    words = turn.words
    rows: list[tuple[Button, ...]] = [
        (tap(words.say("✖️ I cannot go"), SkipDate(subscription, occurrence.on_date)),)
    ]
    if listing.point and not occurrence.where:
        rows.append(
            (
                tap("🗺 " + words.say("Map"), OpenCard(listing.id, "map")),
                Button("🚌 " + words.say("Directions"), url=directions(listing.point)),
            )
        )
    rows.append(
        (
            tap(words.say("⚙️ Change"), OneReminder(subscription)),
            tap(words.say("🔕 Stop these reminders"), StopOne(subscription)),
        )
    )
    return (*rows, *footer(words))


def _when(turn: Turn, occurrence: Occurrence) -> Iterator[str]:
    yield f"🕒 {plain(dates.when(turn.words, occurrence, turn.now, turn.zone))}"


def _why(turn: Turn, occurrence: Occurrence | None) -> Iterator[str]:
    reason = dates.reason(turn.words, occurrence) if occurrence else None
    if reason:
        yield plain(reason)


def _there(turn: Turn, listing: Listing, occurrence: Occurrence) -> Iterator[str]:
    """Of a date at another place, what is said about the usual place would lead astray."""
    words = turn.words
    if occurrence.where:
        yield "📍 " + plain(words.say("New place: {place}", place=occurrence.where))
    else:
        yield from (f"{sign} {plain(part)}" for sign, part in where(words, listing))
        yield from (f"🚏 {plain(words.foreign(text.value))}" for text in (listing.bus,) if text)
    for sign, text in (("🎒", listing.bring), ("🚪", listing.welcome)):
        if text:
            yield f"{sign} {plain(words.foreign(text.value))}"
    if listing.setting == "outdoor":
        yield "🌦 " + plain(words.say("It is outdoors: dress for the weather."))
    if listing.phones:
        yield f"☎️ {plain(', '.join(left_to_right(phone) for phone in listing.phones))}"


def _next(turn: Turn, following: Occurrence | None) -> str | None:
    if following is None:
        return None
    told = dates.when(turn.words, following, turn.now, turn.zone)
    return "🕒 " + plain(turn.words.say("The next time: {date}", date=told))


def _short_when(turn: Turn, occurrence: Occurrence) -> str:
    start = occurrence.starts_at.astimezone(turn.zone)
    day = turn.words.day(start.date())
    if occurrence.all_day:
        return day
    return turn.words.say("{day}, {time}", day=day, time=turn.words.clock(start))


def _short_name(listing: Listing) -> str:
    return ", ".join(part for part in (listing.name.value, listing.town) if part)
