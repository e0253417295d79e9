"""What nobody trains for gets a sensible reply: other languages, two at once, long stories, no words at all."""

import pytest

from tests.whole import ON_SQLITE, Whole, answer, data_of

pytestmark = ON_SQLITE

SENTENCES = (
    "we came to this house in spring and the walls were already black with mould. ",
    "the landlord said he would send somebody, and nobody came. ",
    "in summer the boiler broke, so we washed with water from the kettle. ",
    "my wife wrote to the housing officer and she got no answer. ",
    "the little one coughs at night because the bedroom is damp. ",
    "then the window broke in the storm and we put cardboard there. ",
    "the neighbour upstairs has a leak and it drips on our table. ",
    "i asked the council for another flat, they said wait on the list. ",
    "we pay the rent every week, i keep all the papers in a box. ",
    "the man from the agency shouted that we complain too much. ",
)
STORY = "".join(SENTENCES) * 6 + "now there is an eviction letter, we must leave in two weeks"


@pytest.mark.parametrize(
    "foreign",
    [
        "tôi cần tìm chỗ ở cho gia đình tôi",
        "我饿了，哪里有免费的食物",
        "მშია, სად არის საჭმელი",
        "wo kann ich hier deutsch sprechende ärzte finden",
    ],
)
async def test_a_language_that_we_do_not_have_gets_an_answer_with_something_to_tap(
    understanding: Whole, foreign: str
) -> None:
    heard = await answer(await understanding.neighbour("en"), foreign)
    assert data_of(heard)
    assert "999" not in heard.text


@pytest.mark.parametrize("wordless", ["🙏🙏🙏", "???", "07700 900123", "ـــــ", "\u200d\u200e"])
async def test_a_message_without_words_gets_the_menu(understanding: Whole, wordless: str) -> None:
    heard = await answer(await understanding.neighbour("en"), wordless)
    assert data_of(heard)
    assert not any(data.startswith("c:") for data in data_of(heard))


async def test_a_story_as_long_as_telegram_lets_it_be_is_understood(understanding: Whole) -> None:
    assert 3500 <= len(STORY) <= 4096
    heard = await answer(await understanding.neighbour("en"), STORY)
    assert any("housing" in data for data in data_of(heard)) or "Housing" in heard.text


@pytest.mark.parametrize(
    ("mixed", "topic"),
    [
        ("salam, where can i find halal food في ليدز", "🍲"),
        ("bonjour i need a solicitor pour ma demande d'asile", "⚖"),
        ("dzien dobry, potrzebuje GP i dentist for my daughter", "🩺"),
    ],
)
async def test_two_languages_in_one_message_are_understood_together(
    understanding: Whole, mixed: str, topic: str
) -> None:
    heard = await answer(await understanding.neighbour("en"), mixed)
    assert topic in heard.text.splitlines()[0]


@pytest.mark.parametrize(
    "ordinary",
    [
        "help with reading and writing for my children",
        "i polish nails, where can i find work",
        "may i bring my sister to the english class",
        "my name is Halifax Mohamed and i need clothes",
    ],
)
async def test_a_word_that_is_also_a_town_a_language_or_a_month_is_left_alone(
    understanding: Whole, ordinary: str
) -> None:
    """The person stays where they live."""
    person = await understanding.neighbour("en")
    heard = await answer(person, ordinary)
    row = await understanding.kept(person)
    assert row is not None
    assert row.place_name == "Leeds"
    for said in ("near Reading", "in Reading", "Polish", "May"):
        assert said not in heard.text.splitlines()[0]


async def test_the_town_of_reading_is_meant_where_it_is_a_place(understanding: Whole) -> None:
    heard = await answer(await understanding.neighbour("en"), "food bank in Reading")
    assert "Reading" in heard.text
