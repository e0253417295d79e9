"""Places, postcodes and affixes, without a trained model."""

import pytest

from nlu.components.affixes import stems
from nlu.components.postcodes import postcodes
from nlu.components.spelling import Name, Names, skeleton

TOWNS = Names(
    Name(town.lower(), town, prominent=True)
    for town in (
        "Leeds",
        "Bradford",
        "Huddersfield",
        "Barnsley",
        "Sheffield",
        "Birmingham",
        "Coventry",
    )
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("hudersfield", "Huddersfield"),
        ("barnsli", "Barnsley"),
        ("bredford", "Bradford"),
        ("birmingam", "Birmingham"),
        ("хаддерсфілд", "Huddersfield"),
        ("شيفيلد", "Sheffield"),
        ("برادفورد", "Bradford"),
        ("በርሚንግሃም", "Birmingham"),
    ],
)
def test_a_town_is_known_by_ear_in_any_letters(written: str, meant: str) -> None:
    assert TOWNS.nearest(written, sure=False) == meant


@pytest.mark.parametrize(
    "word", ["hotel", "country", "please", "doctor", "field", "لازم", "robota"]
)
def test_an_ordinary_word_is_not_a_town(word: str) -> None:
    assert TOWNS.nearest(word, sure=False) is None


def test_a_short_name_by_ear_is_known_only_where_a_name_is_expected() -> None:
    assert TOWNS.nearest("lids", sure=False) is None
    assert TOWNS.nearest("lids", sure=True) == "Leeds"


def test_consonants_are_what_is_heard() -> None:
    assert skeleton("Хаддерсфілд") == skeleton("Huddersfield")


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("I live at ls8 4ab.", [("LS8 4AB", 10, 17)]),
        ("s70", [("S70", 0, 3)]),
        ("WF13 3jn, HD١", [("WF13 3JN", 0, 8), ("HD1", 10, 13)]),
        ("W1A 1AA", [("W1A 1AA", 0, 7)]),
        ("p45 g4s uc50 nhs111", []),
    ],
)
def test_postcodes_are_found_and_written_as_by_the_post(
    message: str, expected: list[tuple[str, int, int]]
) -> None:
    assert list(postcodes(message)) == expected


@pytest.mark.parametrize(
    ("word", "stem"),
    [("بلیدز", "لیدز"), ("በሊድስ", "ሊድስ"), ("бредфорді", "бредфорд"), ("yorku", "york")],
)
def test_what_a_language_ties_to_a_name_comes_off(word: str, stem: str) -> None:
    assert stem in stems(word)
