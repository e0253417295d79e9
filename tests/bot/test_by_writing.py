"""One sentence in a person's own words reaches the right cards, through the real language server."""

import pytest

from tests.whole import IN_EVERY_LANGUAGE, ON_SQLITE, Whole, answer, data_of, tapped

pytestmark = ON_SQLITE

# Each asks for English classes in or near Barnsley.
CLASSES = {
    "en": "where can i learn english in barnsley",
    "ar": "أريد أن أتعلم الإنجليزية في بارنسلي",
    "fa": "کلاس زبان انگلیسی در بارنزلی کجاست",
    "fr": "je cherche un cours d'anglais à Barnsley",
    "uk": "де вчити англійську в Барнслі",
    "ckb": "لە بارنزلی لە کوێ فێری ئینگلیزی بم",
    "ps": "په بارنزلي کې انګلیسي چیرته زده کړم",
    "ti": "ኣብ ባርንስሊ እንግሊዝኛ ኣበይ ክመሃር እኽእል",
    "am": "ባርንስሌይ ውስጥ እንግሊዝኛ የት መማር እችላለሁ",
    "so": "xaggee ayaan Ingiriisiga ka baran karaa Barnsley",
    "sw": "nitajifunza wapi kiingereza hapa Barnsley",
    "es": "dónde puedo aprender inglés en Barnsley",
    "pt": "onde posso aprender inglês em Barnsley",
    "pl": "gdzie mogę uczyć się angielskiego w Barnsley",
    "ro": "unde pot învăța engleza în Barnsley",
    "ur": "بارنزلی میں انگریزی کہاں سیکھ سکتا ہوں",
}
CLASS_NAMES = {
    "en": "English Evenings",
    "ar": "أمسيات الإنجليزية",
    "fr": "Soirées d’anglais",
    "uk": "Вечори англійської",
}
HUDDERSFIELD = {
    "en": "Hudersfield",
    "ar": "هدرسفيلد",
    "fa": "هادرزفیلد",
    "fr": "huddersfield",
    "uk": "хаддерсфілд",
    "ckb": "هادەرسفیڵد",
    "ps": "هادرزفیلډ",
    "ti": "ሃደርስፊልድ",
    "am": "ሃደርስፊልድ",
    "so": "Hadersfiild",
    "sw": "Hudersfild",
    "es": "Hudersfield",
    "pt": "Hudersfield",
    "pl": "Huddersfild",
    "ro": "Hadersfild",
    "ur": "ہڈرزفیلڈ",
}
GREETINGS = {
    "en": "hello",
    "ar": "السلام عليكم",
    "fa": "سلام",
    "fr": "bonjour",
    "uk": "привіт",
    "ckb": "سڵاو چۆنی",
    "ps": "سلام څنګه یې",
    "ti": "ሰላም ከመይ ኣለኹም",
    "am": "ሰላም እንዴት ነህ",
    "so": "salaan iska warran",
    "sw": "habari yako",
    "es": "hola buenas",
    "pt": "olá boa tarde",
    "pl": "dzień dobry",
    "ro": "bună ziua",
    "ur": "السلام علیکم",
}
OUT_OF_SCOPE = "what is the capital of Peru"


@IN_EVERY_LANGUAGE
async def test_one_sentence_from_a_newcomer_reaches_cards_in_their_language(
    understanding: Whole, language: str
) -> None:
    person = understanding.newcomer(language)
    heard = await answer(person, CLASSES[language])
    headline = heard.text.splitlines()[0]
    assert "Barnsley" in headline
    assert "💬" in headline
    assert CLASS_NAMES.get(language, "01632 96031") in heard.text
    assert sum(data.startswith("c:") for data in data_of(heard)) in (2, 3)


@IN_EVERY_LANGUAGE
async def test_a_town_alone_in_any_script_is_where_the_person_is(
    understanding: Whole, language: str
) -> None:
    person = await understanding.neighbour(language)
    heard = await answer(person, HUDDERSFIELD[language])
    assert "Huddersfield" in heard.text
    row = await understanding.kept(person)
    assert row is not None
    assert row.place_name == "Huddersfield"


@IN_EVERY_LANGUAGE
async def test_a_greeting_gets_a_short_human_sentence_and_the_menu(
    understanding: Whole, language: str
) -> None:
    person = await understanding.neighbour(language)
    heard = await answer(person, GREETINGS[language])
    assert "m:people" in data_of(heard)
    assert not any(data.startswith("c:") for data in data_of(heard))


async def test_what_somebody_writes_first_decides_the_language(understanding: Whole) -> None:
    person = understanding.newcomer("en")
    heard = await answer(person, CLASSES["ar"])
    assert CLASS_NAMES["ar"] in heard.text
    row = await understanding.kept(person)
    assert row is not None
    assert row.language == "ar"


async def test_another_language_is_answered_in_the_chosen_one_and_offered(
    understanding: Whole,
) -> None:
    person = await understanding.neighbour("en")
    heard = await answer(person, CLASSES["uk"])
    assert "English Evenings" in heard.text
    switched = await tapped(person, "🌐 Українська")
    assert CLASS_NAMES["uk"] in switched.text


async def test_a_language_is_changed_by_asking_for_it(understanding: Whole) -> None:
    person = await understanding.neighbour("en")
    await answer(person, "change language to french please")
    row = await understanding.kept(person)
    assert row is not None
    assert row.language == "fr"


async def test_time_audience_and_cost_are_taken_from_the_sentence(understanding: Whole) -> None:
    person = await understanding.neighbour("en")
    heard = await answer(person, "free english class for women in leeds on friday")
    headline = heard.text.splitlines()[0]
    for said in ("English classes", "women", "free", "Friday", "Leeds"):
        assert said in headline


async def test_what_is_out_of_scope_is_said_kindly_and_shortly(understanding: Whole) -> None:
    person = await understanding.neighbour("en")
    heard = await answer(person, OUT_OF_SCOPE)
    assert heard.text.startswith("I cannot help with that.")


async def test_an_unsure_sentence_offers_three_meanings(understanding: Whole) -> None:
    person = await understanding.neighbour("en")
    heard = await answer(person, "need paper")
    meanings = [data for data in data_of(heard) if data.startswith(("q:", "i:"))]
    assert heard.text.startswith("Do you mean one of these?")
    assert len(meanings) == 3


@pytest.mark.parametrize("foreign", ["你好，我需要帮助", "გამარჯობა, მჭირდება დახმარება"])
async def test_a_script_that_nobody_here_reads_gets_the_menu(
    understanding: Whole, foreign: str
) -> None:
    person = await understanding.neighbour("en")
    heard = await answer(person, foreign)
    assert heard.labels
