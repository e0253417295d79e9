"""Every language says numbers, dates and foreign names so that they can be read, dialled and found."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from locales.languages import LANGUAGES, from_telegram
from locales.words import Words

ARABIC = Words.of("ar")
ENGLISH = Words.of("en")


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_digits_are_the_ones_on_a_bus_and_on_a_phone(language: object) -> None:
    words = Words(language)  # type: ignore[arg-type]
    told = (
        words.number(12.5)
        + words.money(Decimal("2.50"), "GBP")
        + words.day(date(2026, 11, 24))
        + words.full_date(date(2026, 11, 24))
        + words.clock(datetime(2026, 11, 24, 18, 30, tzinfo=UTC))
    )
    digits = [character for character in told if character.isdigit()]
    assert digits
    assert all(character.isascii() for character in digits)


def test_a_foreign_name_in_an_arabic_sentence_stands_in_isolates() -> None:
    assert "\u2068Barnsley\u2069" in ARABIC.say("near {place}", place="Barnsley")


def test_a_line_of_a_right_to_left_message_begins_with_its_direction() -> None:
    assert ARABIC.line("Leeds")[0] == "\u200f"
    assert ENGLISH.line("Leeds") == "Leeds"


def test_a_missing_value_is_an_error_and_not_an_empty_place() -> None:
    with pytest.raises(KeyError):
        ENGLISH.say("near {place}", town="Leeds")


def test_dates_are_said_in_the_words_of_the_language() -> None:
    assert ENGLISH.day(date(2026, 11, 24)) == "Tuesday 24 November"
    assert Words.of("fr").day(date(2026, 11, 24)) == "mardi 24 novembre"
    assert Words.of("uk").day(date(2026, 11, 24)) == "вівторок, 24 листопада"


def test_pounds_are_shown_with_pence_only_where_there_are_some() -> None:
    assert ENGLISH.money(Decimal("2"), "GBP") == "£2"
    assert ENGLISH.money(Decimal("2.50"), "GBP") == "£2.50"


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en-GB", "en"),
        ("ar", "ar"),
        ("fa-IR", "fa"),
        ("FR", "fr"),
        ("uk", "uk"),
        ("zh-hans", None),
        ("", None),
        (None, None),
    ],
)
def test_telegrams_language_tag_finds_ours(tag: str | None, code: str | None) -> None:
    found = from_telegram(tag)
    assert (found.code if found else None) == code
