"""Words as they count, and where they stand."""

import pytest

from nlu.components.normalise import plain, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("كيف أتعلم العربيّة", "کیف اتعلم العربیه"),
        ("مــرحــبــاااا", "مرحبا"),
        ("می‌خواهم", "میخواهم"),
        ("سڵاو", "سلاو"),
        ("ሠላም ዓለም", "ሰላም አለም"),
        ("ፀሐይ፡ጸሀይ", "ጸሀይ ጸሀይ"),
        ("м’ята", "м'ята"),
        ("su'aal", "suʼaal"),
        ("Łódź żółw", "lodz zolw"),
        ("ESOL!!! Ｌｅｅｄｓ", "esol leeds"),
        ("pleaaaase", "please"),
        ("freeeee", "free"),
        ("١٢ ۴۵", "12 45"),
        ("\u202eabc\u202c", "abc"),
    ],
)
def test_what_people_take_for_the_same_reads_the_same(one: str, other: str) -> None:
    assert plain(one) == plain(other)


def test_letters_of_their_own_stay_apart() -> None:
    assert plain("їжак") == "їжак"
    assert plain("мій") == "мій"


def test_french_articles_stand_alone() -> None:
    assert plain("l'anglais qu'on parle") == "l anglais qu on parle"


def test_each_word_knows_its_place_in_the_persons_text() -> None:
    message = "😭 بِلِيدْز؟ Leeeeds…"

    assert [message[word.start : word.end] for word in words(message)] == ["😭", "بِلِيدْز", "Leeeeds"]


@pytest.mark.parametrize("nothing", ["", " ", "?!", "\u200d\u200f", "\n"])
def test_nothing_has_no_words(nothing: str) -> None:
    assert words(nothing) == []


def test_digits_are_not_drawn_out() -> None:
    assert plain("111 999") == "111 999"
