"""How is what was found told? What was understood, what had to be widened, two or three cards, and what to tap next."""

from collections.abc import Iterator
from dataclasses import replace

from bot.buttons import (
    Ask,
    ChooseLanguage,
    Filters,
    OpenCard,
    OtherPlace,
    Search,
    Wrong,
    WrongAmong,
)
from bot.person import Turn
from bot.reminder_buttons import ChooseDates
from bot.replies import events, names
from bot.replies.cards import short_card
from bot.replies.footer import footer
from bot.replies.helplines import helpline_line
from bot.replies.markup import bold, lines, plain, tap
from bot.replies.reply import Button, Reply
from listings.model import Found, Helpline, Listing
from locales.words import Words

NUMBERS = ("1️⃣", "2️⃣", "3️⃣")
NUMBERS_TO_FIVE = (*NUMBERS, "4️⃣", "5️⃣")
LABEL = 60


def understood(words: Words, found: Found) -> str:
    """The question in the bot's words: "English classes · women · Harehills"."""
    query = found.query
    parts = [names.topic(words, query.topic)]
    parts += [words.say(names.AUDIENCE_NAMES[audience]) for audience in query.audiences]
    if query.spoken:
        parts.append(words.language_name(query.spoken))
    if query.free:
        parts.append(words.pick("among others", "free"))
    parts += [names.time(words, time) for time in query.times]
    if query.place:
        parts.append(words.say("near {place}", place=query.place.name))
    return " · ".join(parts)


def results(turn: Turn, ask: Ask, found: Found, helplines: tuple[Helpline, ...]) -> Reply:
    """What was found; where nothing was, the honest sentence with the nearest help."""
    if not found.listings:
        return _nothing(turn, ask, found, helplines)
    if events.day_by_day(found):
        found = events.in_order_of_days(turn, found)
        cards = [*events.cards(turn, found)]
    else:
        cards = [*_cards(turn, found)]
    text = lines(turn.words, bold(understood(turn.words, found)), *_widened(turn, found), *cards)
    return Reply(text, buttons=_buttons(turn, ask, found))


def _cards(turn: Turn, found: Found) -> Iterator[str]:
    for number, listing in enumerate(found.listings, start=1):
        yield ""
        yield short_card(turn, listing, number)


def to_be_reminded(turn: Turn, ask: Ask, found: Found, helplines: tuple[Helpline, ...]) -> Reply:
    """What is on, to choose what to be reminded of."""
    reply = results(turn, ask, found, helplines)
    if not found.listings:
        return reply
    lead = turn.words.line(bold(turn.words.say("Tap 🔔 at what you want to be reminded of.")))
    return replace(reply, text=f"{lead}\n\n{reply.text}")


def _widened(turn: Turn, found: Found) -> list[str]:
    words = turn.words
    said = [events.other_time(turn, found) if "time" in found.widened else None]
    if "cost" in found.widened:
        said.append(words.say("I found nothing that is surely free. Please ask what these cost."))
    if "language" in found.widened and found.query.spoken:
        language = words.language_name(found.query.spoken)
        said.append(
            words.say(
                "I found nothing in {language}. These are in other languages.", language=language
            )
        )
    if "distance" in found.widened:
        said.append(_farther(words, found.radius_km))
    if found.query.place is None:
        said.append(words.say("Tell me where you are, and I show what is near you."))
    return [plain(sentence) for sentence in said if sentence]


def _farther(words: Words, radius_km: int | None) -> str:
    if radius_km is None:
        return words.say("I found nothing near. These are further away.")
    return words.count(
        "I found nothing closer, so I looked up to {number} km away.",
        "I found nothing closer, so I looked up to {number} km away.",
        radius_km,
    )


def _buttons(turn: Turn, ask: Ask, found: Found) -> tuple[tuple[Button, ...], ...]:
    words = turn.words
    rows = [
        _of_listing(words, sign, listing)
        for sign, listing in zip(NUMBERS, found.listings, strict=False)
    ]
    if found.more:
        following = replace(ask, offset=ask.offset + len(found.listings))
        rows.append((tap(words.say("➕ Show more"), Search(following)),))
    narrower = tap(words.say("🔍 Narrow down"), Filters(ask.first_page()))
    wrong = tap(words.say("⚠️ Wrong information"), WrongAmong(ask))
    return (*rows, (_elsewhere(words, ask), narrower), (wrong,), *footer(words, ask=ask))


def _of_listing(words: Words, sign: str, listing: Listing) -> tuple[Button, ...]:
    more = tap(sign + " " + words.say("Map and more"), OpenCard(listing.id))
    if not any(date.state != "cancelled" for date in listing.next_dates):
        return (more,)
    return (more, tap(f"{sign} 🔔 " + words.say("Remind me"), ChooseDates(listing.id)))


def _elsewhere(words: Words, ask: Ask) -> Button:
    return tap(words.say("📍 Other place"), OtherPlace(ask.first_page()))


def _nothing(turn: Turn, ask: Ask, found: Found, helplines: tuple[Helpline, ...]) -> Reply:
    words = turn.words
    text = lines(
        words,
        bold(understood(words, found)),
        plain(words.say("I know nothing for that yet.")),
        plain(words.say("I noted that someone needs it, without noting who.")),
        *(("", plain(words.say("These people can help you by phone:"))) if helplines else ()),
        *(helpline_line(words, helpline) for helpline in helplines),
    )
    rows: list[tuple[Button, ...]] = []
    if ask.audiences or ask.free or ask.spoken or ask.times:
        rows.append((tap(words.say("🔎 Search without these limits"), Search(wider(ask))),))
    return Reply(text, buttons=(*rows, (_elsewhere(words, ask),), *footer(words, ask=ask)))


def wider(ask: Ask) -> Ask:
    """The same topic and place, with nothing else asked for."""
    return Ask(topic=ask.topic, place=ask.place)


def languages_row(offer: Words, ask: Ask | None) -> tuple[Button, ...]:
    """The button that goes on in the language that the person has just written."""
    return (tap(f"🌐 {offer.language.own_name}", ChooseLanguage(offer.language.code, ask)),)


def which_is_wrong(turn: Turn, listings: tuple[Listing, ...]) -> Reply:
    """Which of the listings is wrong?"""
    words = turn.words
    rows = tuple((tap(shortened(listing.name.value), Wrong(listing.id)),) for listing in listings)
    return Reply(bold(words.say("Which one is wrong?")), buttons=(*rows, *footer(words)))


def shortened(label: str) -> str:
    """A name that fits a button."""
    return label if len(label) <= LABEL else f"{label[: LABEL - 1]}…"
