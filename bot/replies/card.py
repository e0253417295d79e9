"""How is one listing shown, and what can be tapped on it?"""

from urllib.parse import urlencode

from bot.buttons import OpenCard, Wrong
from bot.person import Turn
from bot.reminder_buttons import ChooseDates
from bot.replies import menu
from bot.replies.cards import whole_card
from bot.replies.footer import footer
from bot.replies.markup import bold, lines, plain, tap
from bot.replies.reply import Button, Reply
from listings.model import Listing, Point
from locales.words import message

DIRECTIONS = "https://www.google.com/maps/dir/"
WRONG_KINDS = {
    "closed": message("It is closed"),
    "moved": message("It is somewhere else"),
    "time": message("The time is wrong"),
    "phone": message("The phone number is wrong"),
    "other": message("Something else is wrong"),
}


def whole(turn: Turn, listing: Listing) -> Reply:
    """The whole card."""
    words = turn.words
    rows: list[tuple[Button, ...]] = []
    if listing.point:
        rows.append(
            (
                tap("🗺 " + words.say("Map"), OpenCard(listing.id, "map")),
                Button("🚌 " + words.say("Directions"), url=directions(listing.point)),
            )
        )
    if any(date.state != "cancelled" for date in listing.next_dates):
        rows.append(
            (
                tap("🔔 " + words.say("Remind me"), ChooseDates(listing.id)),
                tap("📅 " + words.say("Add to calendar"), OpenCard(listing.id, "calendar")),
            )
        )
    rows.append((tap(words.say("⚠️ Wrong information"), Wrong(listing.id)),))
    return Reply(whole_card(turn, listing), buttons=(*rows, *footer(words)))


def on_map(turn: Turn, listing: Listing) -> Reply:
    """The pin on Telegram's own map."""
    point = listing.point
    if point is None:
        return gone(turn)
    where = ", ".join(x for x in (listing.location_name, listing.address, listing.postcode) if x)
    return Reply(
        lines(
            turn.words,
            bold(turn.words.foreign(listing.name.value)),
            plain(turn.words.foreign(where)),
        ),
        buttons=footer(turn.words),
        pin=(point.latitude, point.longitude),
    )


def for_calendar(turn: Turn, listing: Listing, file: bytes) -> Reply:
    """The dates as a file that the phone's calendar opens."""
    return Reply(
        lines(
            turn.words,
            bold(turn.words.foreign(listing.name.value)),
            plain(turn.words.say("Open this file: your phone puts the dates into its calendar.")),
        ),
        buttons=footer(turn.words),
        document=("waypost.ics", file),
    )


def directions(point: Point) -> str:
    """The address of a route by bus to a point, from wherever the phone is."""
    destination = f"{point.latitude:.5f},{point.longitude:.5f}"
    return (
        f"{DIRECTIONS}?{urlencode({'api': 1, 'destination': destination, 'travelmode': 'transit'})}"
    )


def gone(turn: Turn) -> Reply:
    """A listing that was removed since."""
    return menu.menu(turn, lead=turn.words.say("This place is not on my list any more."))


def what_is_wrong(turn: Turn, listing: Listing) -> Reply:
    """What is wrong with a listing?"""
    words = turn.words
    kinds = tuple(
        (tap(words.say(text), Wrong(listing.id, kind)),) for kind, text in WRONG_KINDS.items()
    )
    text = lines(words, bold(words.foreign(listing.name.value)), plain(words.say("What is wrong?")))
    return Reply(text, buttons=(*kinds, *footer(words)))


def thanks_for_report(turn: Turn) -> Reply:
    """The report is with the staff, without the person."""
    return menu.menu(
        turn,
        lead=turn.words.say("Thank you. The team will check it. They do not see who told them."),
    )
