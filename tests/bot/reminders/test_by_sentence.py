"""Somebody asks in their own words to be reminded: of the card that they reply to, of what they name."""

from collections.abc import AsyncIterator

import pytest

from bot.sending.transport import WaypostBot
from listings.database import Database
from nlu.client import NluClient
from tests.botapi import BotApi, Heard
from tests.botapi.person import Person
from tests.listings.builders import Listed, a_listing
from tests.reminding import read, short
from tests.whole import IN_EVERY_LANGUAGE, Whole, answer, data_of, running, sent, tapped

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

THE_DAY_BEFORE = {
    "en": "remind me the day before",
    "ar": "ذكرني قبل يوم",
    "fa": "یک روز قبل یادم بنداز",
    "fr": "rappelle-le-moi la veille",
    "uk": "нагадай мені за день",
    "ckb": "ڕۆژێک پێشتر ئاگادارم بکەرەوە",
    "ps": "یوه ورځ مخکې مې خبر کړه",
    "ti": "ቅድሚ ሓደ መዓልቲ ኣዘኻኽረኒ",
    "am": "ከአንድ ቀን በፊት አስታውሰኝ",
    "so": "maalin ka hor i xusuusi",
    "sw": "nikumbushe siku moja kabla",
    "es": "avísame un día antes",
    "pt": "lembra-me um dia antes",
    "pl": "przypomnij mi dzień wcześniej",
    "ro": "adu-mi aminte cu o zi inainte",
    "ur": "ایک دن پہلے یاد دلا دینا",
}


@pytest.fixture
async def understanding(
    api: BotApi, bot: WaypostBot, database: Database, nlu: NluClient
) -> AsyncIterator[Whole]:
    """A running bot with the real language server, and none of the demo's listings."""
    async with running(api, bot, database, nlu) as waypost:
        yield waypost


async def lists(whole: Whole, name: str, weekly: str, topic: str) -> Listed:
    """A listing in Leeds, once a week from ten to twelve."""
    async with whole.database.writing() as session:
        return await a_listing(session, name, weekly=weekly, topics=[topic, "find_events"])


async def replies(person: Person, to: Heard, text: str) -> Heard:
    """Hold the finger on a message, tap "reply", write."""
    await person.sends({"message": {"text": text, "reply_to_message": to.message()}})
    [heard] = await person.hears()
    return heard


def reminding_of(heard: Heard) -> list[str]:
    """What is offered to be reminded of."""
    return [data for data in data_of(heard) if data.startswith("r:")]


@IN_EVERY_LANGUAGE
async def test_a_reply_to_a_card_asks_which_of_its_dates_and_then_promises(
    understanding: Whole, language: str
) -> None:
    cafe = await lists(understanding, "Café", "TU", "meet_people")
    await lists(understanding, "Choir", "TU", "meet_people")
    person = await understanding.neighbour(language)
    card = await sent(person, f"c:{short(cafe.id)}:card")
    question = await replies(person, card, THE_DAY_BEFORE[language])
    assert "Café" in question.text.splitlines()[0]
    schedule = short(cafe.schedules[0].id)
    asked = [data for data in data_of(question) if data.startswith("rd:")]
    dates = [f"rd:{short(cafe.id)}:{schedule}:{day}" for day in ("261124", "261201", "261208")]
    assert asked == [f"rd:{short(cafe.id)}:{schedule}:", *dates]
    promise = await sent(person, asked[1])
    assert "18:00" in promise.text
    assert "Café" in (await answer(person, "/reminders")).text


async def test_a_reply_to_a_reminders_own_message_is_about_the_same_event(
    understanding: Whole,
) -> None:
    cafe = await lists(understanding, "Café", "TU", "meet_people")
    person = await understanding.neighbour()
    asked = f"rd:{short(cafe.id)}:{short(cafe.schedules[0].id)}:261124"
    promise = await sent(person, asked)
    assert "📅 Add to calendar" in promise.labels
    question = await replies(person, promise, "please remind me of this every week")
    assert question.text.startswith("🔔 Café")


async def test_a_reply_that_is_not_quite_understood_still_means_that_card(
    understanding: Whole,
) -> None:
    """Unsure, the bot asks what was meant; the tap goes to the card and not to a list of what is on."""
    cafe = await lists(understanding, "Café", "TU", "meet_people")
    person = await understanding.neighbour("am")
    card = await sent(person, f"c:{short(cafe.id)}:card")
    meanings = await replies(person, card, "lezih alarm")
    assert reminding_of(meanings) == [f"r:{short(cafe.id)}"]


async def test_a_sentence_that_names_a_sport_offers_to_remind_of_that_sport_only(
    understanding: Whole,
) -> None:
    football = await lists(understanding, "Football in the park", "SA", "play_sport")
    await lists(understanding, "Choir", "SA", "meet_people")
    person = await understanding.neighbour()
    offered = await answer(person, "remind me of the football on saturday")
    assert offered.text.splitlines()[0] == "Tap 🔔 at what you want to be reminded of."
    assert reminding_of(offered) == [f"r:{short(football.id)}"]
    question = await tapped(person, f"r:{short(football.id)}")
    assert "Saturday 28 November, 10:00" in read(question.labels[1])


async def test_a_sentence_that_names_nothing_offers_what_is_on_at_that_time(
    understanding: Whole,
) -> None:
    tuesday = await lists(understanding, "Café", "TU", "meet_people")
    await lists(understanding, "Choir", "FR", "meet_people")
    person = await understanding.neighbour()
    offered = await answer(person, "remind me tomorrow")
    assert reminding_of(offered) == [f"r:{short(tuesday.id)}"]


async def test_what_is_kept_is_shown_and_stopped_by_a_sentence(understanding: Whole) -> None:
    cafe = await lists(understanding, "Café", "TU", "meet_people")
    person = await understanding.neighbour()
    await sent(person, f"rd:{short(cafe.id)}:{short(cafe.schedules[0].id)}:")
    assert "• Café" in (await answer(person, "show my reminders")).text
    stopped = await answer(person, "stop texting me")
    assert stopped.text == "I will not write to you on my own. When you write, I answer."
    assert "You have none yet." in (await answer(person, "show my reminders")).text
    await tapped(person, "↩️ Undo")
    assert "• Café" in (await answer(person, "show my reminders")).text
