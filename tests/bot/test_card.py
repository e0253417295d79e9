"""What does a person do with one card?"""

from datetime import UTC, datetime, timedelta

from icalendar import Calendar
from sqlalchemy import select

from listings.schema.records import WrongInfoReport
from tests.botapi import Heard, Person
from tests.whole import Whole, sent, tapped

CAFE_ON_THE_MAP = (53.8122, -1.5118)


async def _open_the_cafe(person: Person) -> Heard:
    await sent(person, "q:mp||||||")
    return await tapped(person, "1️⃣ Map and more")


async def test_a_card_tells_what_helps_to_get_there(whole: Whole) -> None:
    card = await _open_the_cafe(await whole.neighbour())
    assert _plain(card).splitlines() == [
        "Harehills Conversation Café",
        "Seven Kettles Leeds",
        "Demo entry: this is an example, not a real place.",
        "Tea, talk and easy English with neighbours. Come as often as you like.",
        "📍 Harehills Corner Hall, 118 Harehills Lane, Leeds, LS8 5HS",
        "🚌 2.9 km away",
        "🕒 Tomorrow, Tuesday 24 November, 10:00-12:00",
        "🕒 Thursday 26 November, 18:00-20:00",
        "🕒 Cancelled: Tuesday 1 December, 10:00-12:00",
        "The hall is being painted",
        "💷 Free · They pay your bus fare back",
        "🗣 Languages: English, Arabic, Persian and Tigrinya",
        "👥 Level: All levels",
        "✔️ No papers needed · Childcare · No steps",
        "👋 You write only your first name. Somebody sits with you and tells you how it works.",
        "🚪 Ask for Amira at the door.",
        "☎️ 0113 496 0111",
        "🗓 Checked today",
        "🚏 Bus 49 or 50 to Harehills Lane.",
        "✉️ hello@seven-kettles.example.org",
        "🔗 https://seven-kettles.example.org",
    ]


async def test_a_card_in_arabic_says_times_and_postcode_from_left_to_right(whole: Whole) -> None:
    person = await whole.neighbour("ar")
    await sent(person, "q:mp||||||")
    card = await tapped(person, "1️⃣ الخريطة والمزيد")
    assert "\u206610:00\u2069" in card.text


async def test_what_staff_wrote_in_english_keeps_its_direction_in_a_right_to_left_message(
    whole: Whole,
) -> None:
    """Otherwise the postcode jumps before the street, and the full stop to the other end of the line."""
    person = await whole.neighbour("ckb")
    heard = await sent(person, "q:mp||||||")
    assert "\u200f1. \u2068Harehills Conversation Café\u2069\n" in heard.text
    where = "Harehills Corner Hall, 118 Harehills Lane, Leeds, \u2066LS8 5HS\u2069"
    assert f"\u200f📍 \u2068{where}\u2069\n" in heard.text
    assert "\u200f🚪 \u2068Ask for Amira at the door.\u2069\n" in heard.text


async def test_the_map_shows_a_pin_where_the_place_is(whole: Whole) -> None:
    person = await whole.neighbour()
    await _open_the_cafe(person)
    await person.taps("🗺 Map")
    text, pin = await person.hears(2)
    assert "Harehills Conversation Café" in text.text
    assert pin.location == CAFE_ON_THE_MAP


async def test_directions_open_a_route_by_bus(whole: Whole) -> None:
    card = await _open_the_cafe(await whole.neighbour())
    [address] = [each.url for row in card.buttons for each in row if each.url]
    assert address.startswith("https://www.google.com/maps/dir/?api=1&")
    assert address.endswith("&destination=53.81220%2C-1.51180&travelmode=transit")


async def test_the_calendar_file_has_the_dates_that_take_place(whole: Whole) -> None:
    person = await whole.neighbour()
    await _open_the_cafe(person)
    await person.taps("📅 Add to calendar")
    _, file = await person.hears(2)
    assert file.document is not None
    name, content = file.document
    assert name == "waypost.ics"
    events = Calendar.from_ical(content).events
    assert [(event.start, event.end) for event in events] == [
        (datetime(2026, 11, 24, 10, tzinfo=UTC), datetime(2026, 11, 24, 12, tzinfo=UTC)),
        (datetime(2026, 11, 26, 18, tzinfo=UTC), datetime(2026, 11, 26, 20, tzinfo=UTC)),
    ]
    assert events[0]["summary"] == "Harehills Conversation Café"
    assert "Harehills Corner Hall" in events[0]["location"]
    assert events[0].alarms.times[0].trigger == datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert events[0].walk("VALARM")[0]["trigger"].dt == timedelta(hours=-2)


async def test_wrong_information_is_reported_without_the_person(whole: Whole) -> None:
    person = await whole.neighbour()
    await _open_the_cafe(person)
    question = await tapped(person, "⚠️ Wrong information")
    assert "What is wrong?" in question.text
    thanks = await tapped(person, "It is closed")
    assert thanks.text.startswith("Thank you. The team will check it.")

    async with whole.database.reading() as session:
        [report] = await session.scalars(select(WrongInfoReport))
    kept = {column.name: getattr(report, column.name) for column in WrongInfoReport.__table__.c}
    assert set(kept) == {"id", "service_id", "kind", "created_at", "settled_at"}
    assert kept["kind"] == "closed"
    assert str(person.id) not in str(kept)


async def test_wrong_information_in_a_list_asks_which_one(whole: Whole) -> None:
    person = await whole.neighbour()
    await sent(person, "q:mp||||||")
    which = await tapped(person, "⚠️ Wrong information")
    assert which.labels[0] == "Harehills Conversation Café"
    assert "What is wrong?" in (await tapped(person, "Harehills Conversation Café")).text


def _plain(heard: Heard) -> str:
    return "".join(c for c in heard.text if c not in "\u2066\u2068\u2069")
