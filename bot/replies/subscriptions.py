"""What is said about reminders that somebody asks for, changes, stops, or takes back?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.buttons import OpenCard
from bot.person import Turn
from bot.reminder_buttons import (
    ChooseDates,
    MyReminders,
    Remind,
    SetLeads,
    SkipDate,
    StopAll,
    StopOne,
)
from bot.reminders.wishes import Leads, Wish
from bot.replies import dates
from bot.replies.footer import footer
from bot.replies.markup import bold, lines, plain, tap
from bot.replies.reply import Button, Reply
from bot.replies.results import shortened
from listings.model import Listing, Occurrence
from locales.words import message

DAY_BEFORE: Final = "18:00"
CHOSEN, NOT_CHOSEN = "✅ ", "▫️ "
ANSWERS: Final = {
    "yes": message("I am glad."),
    "no": message("All right. Maybe another time."),
    "full": message("I am sorry. I told the team, without saying who you are."),
    "gone": message("I am sorry that you went for nothing. I told the team, not who you are."),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A wish with what a person wants to know of it: its name now, its next date, when they will be reminded."""

    wish: Wish
    name: str
    next: Occurrence | None
    times: tuple[datetime, ...] = ()


def which_dates(turn: Turn, listing: Listing) -> Reply:
    """One of the next dates, or every time."""
    words = turn.words
    coming = [one for one in listing.next_dates if one.state != "cancelled"]
    rows: list[tuple[Button, ...]] = [
        (
            tap(
                "🔁 " + words.say("Every time"),
                Remind(listing.id, _recurring(coming)[0].schedule_id),
            ),
        )
        for _ in _recurring(coming)[:1]
    ]
    rows += [
        (
            tap(
                shortened(dates.instant(words, one.starts_at, turn.now, turn.zone)),
                Remind(listing.id, one.schedule_id, one.on_date),
            ),
        )
        for one in coming
    ]
    text = lines(
        words,
        f"🔔 {bold(turn.words.foreign(listing.name.value))}",
        plain(words.say("Which date shall I remind you of?")),
    )
    return Reply(text, buttons=(*rows, *footer(words)))


def _recurring(coming: list[Occurrence]) -> list[Occurrence]:
    """Those whose schedule comes again."""
    return [
        one for one in coming if sum(each.schedule_id == one.schedule_id for each in coming) > 1
    ]


def no_date(turn: Turn, listing: Listing) -> Reply:
    """Nothing to be reminded of."""
    words = turn.words
    text = lines(
        words,
        bold(turn.words.foreign(listing.name.value)),
        plain(words.say("I know no coming date of it, so I cannot remind you.")),
    )
    return Reply(text, buttons=footer(words))


def remembered(turn: Turn, shown: Shown) -> Reply:
    """What the person will be reminded of, and when; changed by tapping."""
    words, wish = turn.words, shown.wish
    if wish.ended_at is not None:
        return stopped_one(turn, shown)
    every = wish.on_date is None
    text = lines(
        words,
        f"🔔 {bold(shown.name)}",
        next_line(turn, shown),
        plain(_promise(turn, shown)),
        plain(words.say("And again every time it is on.")) if every and shown.times else None,
    )
    leads = wish.leads
    eve = SetLeads(wish.id, not leads.day_before, leads.hours_before)
    hours = SetLeads(wish.id, leads.day_before, not leads.hours_before)
    rows: list[tuple[Button, ...]] = [
        (
            tap(
                mark(leads.day_before) + words.say("The day before at {time}", time=DAY_BEFORE),
                eve,
            ),
        ),
        (tap(mark(leads.hours_before) + words.say("2 hours before"), hours),),
    ]
    if wish.listing_id:
        calendar = OpenCard(wish.listing_id, "calendar")
        rows.append((tap("📅 " + words.say("Add to calendar"), calendar),))
    rows.append(
        (
            tap(words.say("🔕 Stop these reminders"), StopOne(wish.id)),
            tap(words.say("🔔 My reminders"), MyReminders()),
        )
    )
    return Reply(text, buttons=(*rows, *footer(words)))


def _promise(turn: Turn, shown: Shown) -> str:
    words = turn.words
    if shown.wish.leads == Leads(False, False):
        return words.say("No time is chosen, so I will not remind you.")
    if not shown.times:
        return words.say("It begins too soon for a reminder.")
    times = [dates.instant(words, at, turn.now, turn.zone) for at in shown.times]
    return words.say("I will remind you: {times}", times=words.joined(times))


def skipped(turn: Turn, shown: Shown, on_date: SkipDate) -> Reply:
    """No more about this one date."""
    words = turn.words
    text = lines(
        words,
        bold(shown.name),
        plain(words.say("All right. I will not write to you about this date.")),
    )
    back = SkipDate(on_date.subscription, on_date.on_date, back=True)
    return Reply(text, buttons=((tap(words.say("↩️ I can go after all"), back),), *footer(words)))


def stopped_one(turn: Turn, shown: Shown) -> Reply:
    """One is over, with a way back."""
    words = turn.words
    text = lines(
        words,
        f"🔕 {bold(shown.name)}",
        plain(words.say("Stopped. I will not remind you of this.")),
    )
    undo = tap(words.say("↩️ Undo"), StopOne(shown.wish.id, back=True))
    return Reply(
        text, buttons=((undo, tap(words.say("🔔 My reminders"), MyReminders())), *footer(words))
    )


def stopped_all(turn: Turn, moment: datetime | None) -> Reply:
    """No message comes that was not asked for; what was ended can be had back."""
    words = turn.words
    text = plain(words.say("I will not write to you on my own. When you write, I answer."))
    if moment is None:
        return Reply(text, buttons=footer(words))
    undo = tap(words.say("↩️ Undo"), StopAll(back=int(moment.timestamp())))
    return Reply(text, buttons=((undo,), *footer(words)))


def thanks_for_answer(turn: Turn, answer: str, shown: Shown, listing: Listing | None) -> Reply:
    """A kind word, and the next time if there is one."""
    words = turn.words
    following = next_line(turn, shown) if shown.next and answer in ("yes", "no") else None
    text = lines(words, bold(shown.name), plain(words.say(ANSWERS[answer])), following)
    rows: list[tuple[Button, ...]] = []
    if listing and shown.next and answer == "yes":
        still = shown.wish.on_date is None and shown.wish.ended_at is None
        rows.append(
            (
                tap(words.say("🔔 My reminders"), MyReminders())
                if still
                else tap("🔔 " + words.say("Remind me"), ChooseDates(listing.id)),
            )
        )
    return Reply(text, buttons=(*rows, *footer(words)))


def forgotten(turn: Turn) -> Reply:
    """A button of a reminder that is long over."""
    words = turn.words
    return Reply(
        plain(words.say("This reminder is over.")),
        buttons=((tap(words.say("🔔 My reminders"), MyReminders()),), *footer(words)),
    )


def next_line(turn: Turn, shown: Shown) -> str:
    """When it is next."""
    words = turn.words
    if shown.next is None:
        return "🕒 " + plain(words.say("No coming date is known."))
    return f"🕒 {plain(dates.when(words, shown.next, turn.now, turn.zone))}"


def mark(chosen: bool) -> str:
    """Whether something is chosen."""
    return CHOSEN if chosen else NOT_CHOSEN
