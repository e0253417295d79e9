"""What does a person read about one listing? Every fact that is known, none that is not."""

from collections.abc import Iterator

from bot.person import Turn
from bot.replies import dates
from bot.replies.markup import bold, italic, lines, plain
from bot.replies.names import AUDIENCE_NAMES
from listings.model import Listing, Occurrence, Text
from locales.words import Words, left_to_right

WALKABLE_KM = 2.5
MINUTES_PER_KM = 12.5
ALL_LEVELS = "All levels"


def short_card(turn: Turn, listing: Listing, number: int) -> str:
    """A listing in a list of results, as Telegram HTML."""
    words = turn.words
    heading = bold(f"{number}. {words.foreign(listing.name.value)}")
    return lines(words, heading, *_facts(turn, listing, dates_shown=1))


def whole_card(turn: Turn, listing: Listing) -> str:
    """A listing on its own, with all that helps to get there for the first time."""
    words = turn.words
    return lines(
        words,
        bold(words.foreign(listing.name.value)),
        plain(words.foreign(listing.organization)),
        *_facts(turn, listing, dates_shown=3),
        _text(words, "🎒", listing.bring),
        _text(words, "🚏", listing.bus),
        f"✉️ {plain(left_to_right(listing.email))}" if listing.email else None,
        f"🔗 {plain(listing.url)}" if listing.url else None,
        None if _whole_translation(listing) else italic(_translation_note(words)),
    )


def _facts(turn: Turn, listing: Listing, dates_shown: int) -> Iterator[str]:
    words = turn.words
    if listing.demo:
        yield italic(words.say("Demo entry: this is an example, not a real place."))
    if listing.summary:
        yield plain(words.foreign(listing.summary.value))
    yield from (f"{sign} {plain(part)}" for sign, part in where(words, listing))
    for occurrence in listing.next_dates[:dates_shown]:
        yield f"🕒 {plain(dates.when(words, occurrence, turn.now, turn.zone))}"
        yield from _changes(words, occurrence)
    yield from _joined("💷", _price(words, listing))
    if listing.languages:
        names = words.joined([words.language_name(code) for code in listing.languages])
        yield "🗣 " + plain(words.say("Languages: {languages}", languages=names))
    yield from _joined("👥", _who(words, listing))
    yield from _joined("✔️", _easier(words, listing))
    for sign, text in (("👋", listing.first_visit), ("🚪", listing.welcome)):
        if text:
            yield f"{sign} {plain(words.foreign(text.value))}"
    if listing.phones:
        yield f"☎️ {plain(', '.join(left_to_right(phone) for phone in listing.phones))}"
    if listing.assured_on:
        yield f"🗓 {plain(_freshness(turn, listing))}"


def _changes(words: Words, occurrence: Occurrence) -> Iterator[str]:
    if occurrence.where:
        yield "📍 " + plain(words.say("New place: {place}", place=occurrence.where))
    reason = dates.reason(words, occurrence)
    if reason:
        yield plain(reason)


def where(words: Words, listing: Listing) -> Iterator[tuple[str, str]]:
    address = [part for part in (listing.location_name, listing.address, listing.town) if part]
    if listing.postcode:
        address.append(left_to_right(listing.postcode))
    if address:
        yield "📍", words.foreign(", ".join(dict.fromkeys(address)))
    if listing.distance_km is not None:
        walkable = listing.distance_km <= WALKABLE_KM
        yield "🚶" if walkable else "🚌", distance(words, listing.distance_km)
    if listing.online:
        yield "💻", words.say("Online")
    if listing.national:
        yield "🇬🇧", words.say("Everywhere in the country")


def distance(words: Words, km: float) -> str:
    """How far, and how long on foot where one would walk."""
    shown = words.say("{number} km", number=words.number(round(km, 1) if km < 10 else round(km)))
    if km > WALKABLE_KM:
        return words.say("{distance} away", distance=shown)
    minutes = max(1, round(km * MINUTES_PER_KM))
    return words.count(
        "{distance} away, about {number} minute on foot",
        "{distance} away, about {number} minutes on foot",
        minutes,
        distance=shown,
    )


def _joined(sign: str, parts: Iterator[str]) -> Iterator[str]:
    found = " · ".join(parts)
    if found:
        yield f"{sign} {plain(found)}"


def _price(words: Words, listing: Listing) -> Iterator[str]:
    if listing.cost and listing.cost.free:
        yield words.say("Free")
    elif listing.cost and listing.cost.amount is not None:
        yield words.money(listing.cost.amount, listing.cost.currency)
    if listing.travel_refunded:
        yield words.say("They pay your bus fare back")


def _who(words: Words, listing: Listing) -> Iterator[str]:
    if listing.women_only:
        yield words.say("Women only")
    shown = [name for name in listing.audiences if not (listing.women_only and name == "women")]
    if shown:
        names = words.joined([words.say(AUDIENCE_NAMES[name]) for name in shown])
        yield words.say("For {people}", people=names)
    if listing.level:
        all_levels = listing.level == ALL_LEVELS
        level = words.say("All levels") if all_levels else listing.level
        yield words.say("Level: {level}", level=level)


def _easier(words: Words, listing: Listing) -> Iterator[str]:
    if listing.no_id_needed:
        yield words.say("No papers needed")
    if listing.childcare:
        yield words.say("Childcare")
    if listing.step_free:
        yield words.say("No steps")
    if listing.waiting_list:
        yield words.say("There is a waiting list")
    if listing.setting == "outdoor":
        yield words.say("Outdoors")


def _text(words: Words, sign: str, text: Text | None) -> str | None:
    return f"{sign} {plain(words.foreign(text.value))}" if text else None


def _whole_translation(listing: Listing) -> bool:
    texts = (listing.summary, listing.first_visit, listing.welcome, listing.bring, listing.bus)
    return all(text.state in ("original", "human") for text in texts if text)


def _translation_note(words: Words) -> str:
    return words.say("Some of this text was translated by a machine.")


def _freshness(turn: Turn, listing: Listing) -> str:
    if listing.assured_on is None:
        return ""
    told = dates.checked(turn.words, listing.assured_on, turn.now.astimezone(turn.zone).date())
    if listing.freshness == "fresh":
        return told
    return turn.words.say("{checked}. Please ring before you go.", checked=told)
