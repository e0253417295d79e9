"""In which language is somebody answered who has not chosen one?"""

import pytest

from bot.language import decided_by
from nlu.parse import Entity, Parse
from tests.whole import ON_SQLITE, Whole, answer


def a_parse(text: str, language: str, confidence: float, place: str = "") -> Parse:
    start = text.find(place)
    entities = (Entity("place", "Leeds", start, start + len(place)),) if place else ()
    return Parse(text, language, confidence, "food", 0.9, (("food", 0.9),), entities)


@pytest.mark.parametrize(
    ("text", "language", "confidence", "place", "phone", "decided"),
    [
        ("je cherche un cours", "fr", 0.97, "", "en", "fr"),
        ("i need food in Leeds", "en", 0.97, "Leeds", "fr", "en"),
        ("ok merci", "fr", 0.60, "", "en", None),
        ("Leeds", "en", 0.99, "Leeds", "fr", None),
        ("Leeds, LS8!", "en", 0.99, "Leeds, LS8", "fr", None),
        ("👍👍", "en", 0.99, "", "fr", None),
        ("ليدز", "ar", 0.70, "ليدز", "en", "ar"),
        ("بدي أكل", "ar", 0.48, "", "en", "ar"),
        ("بدي أكل", "ar", 0.48, "", None, "ar"),
        ("بدي أكل", "ar", 0.20, "", "en", None),
        ("დახმარება", "und", 0.99, "", "en", None),
        ("дайте їжі", "uk", 0.60, "", "ar", "uk"),
    ],
)
def test_a_first_message_decides_if_it_says_enough(
    text: str, language: str, confidence: float, place: str, phone: str | None, decided: str | None
) -> None:
    assert decided_by(a_parse(text, language, confidence, place), phone) == decided


def test_without_the_language_server_nothing_is_decided() -> None:
    assert decided_by(None, "en") is None


@ON_SQLITE
async def test_a_town_in_arabic_letters_on_an_english_phone_is_answered_in_arabic(
    understanding: Whole,
) -> None:
    person = understanding.newcomer("en")
    heard = await answer(person, "ليدز")
    assert "سأبحث قرب" in heard.text
    kept = await understanding.kept(person)
    assert kept is not None
    assert (kept.language, kept.place_name) == ("ar", "Leeds")


@ON_SQLITE
async def test_a_town_in_latin_letters_decides_nothing(understanding: Whole) -> None:
    person = understanding.newcomer("fr")
    heard = await answer(person, "Leeds")
    assert "De quoi avez-vous besoin" in heard.text
    kept = await understanding.kept(person)
    assert kept is not None
    assert (kept.language, kept.place_name) == (None, "Leeds")


@ON_SQLITE
async def test_what_was_chosen_stays_whatever_is_written(understanding: Whole) -> None:
    person = await understanding.neighbour("fr")
    heard = await answer(person, "де вчити англійську в Барнслі")
    assert "Cours d’anglais" in heard.text
    assert "🌐 Українська" in heard.labels
    kept = await understanding.kept(person)
    assert kept is not None
    assert kept.language == "fr"
