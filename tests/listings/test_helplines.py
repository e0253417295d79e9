"""Can every number be trusted, is the right one first, and does a broken file say where it is broken?"""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.replies.helplines import NOTES
from listings.errors import HelplineError, ListingsError
from listings.helplines import Helplines, load_helplines, read_helplines
from listings.words import TOPICS

LINE: dict[str, Any] = {
    "name": "Refuge",
    "phone": "0808 2000 247",
    "hours": "",
    "free": True,
    "police": False,
    "interpreters": False,
    "source": "https://example.org",
    "checked_on": date(2026, 11, 22),
    "checked_by": "somebody",
}
SAFETY: dict[str, Any] = {
    "emergency": ["refuge"],
    "suicide_self_harm": ["refuge"],
    "abuse": ["refuge"],
}


def a_table(*, without: str = "", **line: Any) -> dict[str, Any]:
    """A table with one line that is not the police."""
    block = {name: value for name, value in {**LINE, **line}.items() if name != without}
    return {"safety": SAFETY, "topics": {"food": ["refuge"]}, "helplines": {"refuge": block}}


def phones(helplines: Helplines, intent: str) -> list[str]:
    return [line.phone for line in helplines.for_safety(intent)]


@pytest.fixture(scope="module")
def ours() -> Helplines:
    return load_helplines()


def test_somebody_in_danger_gets_999_first(ours: Helplines) -> None:
    assert phones(ours, "emergency") == [
        *("999", "999, 55", "999"),
        *("111", "0808 2000 247", "0808 8010 503"),
    ]


def test_somebody_who_thinks_of_suicide_gets_samaritans_first_and_the_police_last(
    ours: Helplines,
) -> None:
    assert phones(ours, "suicide_self_harm") == [
        *("116 123", "111", "85258", "0800 1111", "0800 068 4141"),
        "999",
    ]


def test_somebody_who_is_abused_gets_refuge_first_and_the_police_last(ours: Helplines) -> None:
    assert phones(ours, "abuse") == [
        *("0808 2000 247", "08000 121 700", "020 7008 0151", "0800 5999 247"),
        *("0808 801 0327", "0800 999 5428", "0800 1111"),
        *("999", "999, 55"),
    ]


def test_the_police_are_marked_as_such(ours: Helplines) -> None:
    assert {line.key for line in ours.all if line.police} == {
        *("emergency", "silent", "text_999", "police_101"),
    }


def test_the_emergency_numbers_are_found_by_their_keys(ours: Helplines) -> None:
    emergency, silent = ours.by_key("emergency"), ours.by_key("silent")
    assert emergency is not None
    assert silent is not None
    assert (emergency.phone, silent.phone) == ("999", "999, 55")
    assert emergency.safety == ("emergency", "suicide_self_harm", "abuse")
    assert ours.by_key("no such key") is None


def test_a_topic_has_at_most_three_numbers_and_may_have_none(ours: Helplines) -> None:
    assert [line.name for line in ours.for_topic("immigration_advice")] == [
        "Migrant Help",
        "Citizens Advice",
    ]
    assert ours.for_topic("play_sport") == ()
    assert ours.for_topic("no such topic") == ()
    assert all(len(ours.for_topic(topic)) <= 3 for topic in TOPICS)


def test_every_number_leads_somewhere_and_says_why_it_is_trusted(ours: Helplines) -> None:
    for line in ours.all:
        assert line.safety or line.topics, line.key
        assert line.source.startswith(("https://", "given by ")), line.key
        assert line.checked_on >= date(2026, 11, 22), line.key
        assert not set(line.phone) - set("0123456789 ,"), line.key


def test_every_helpline_has_a_note_in_the_replies(ours: Helplines) -> None:
    assert set(NOTES) == {line.key for line in ours.all}


def test_a_sound_table_is_read() -> None:
    line = read_helplines(a_table()).for_safety("abuse")[0]
    assert (line.key, line.phone, line.url) == ("refuge", "0808 2000 247", None)
    assert (line.topics, line.checked_on) == (("food",), date(2026, 11, 22))


@pytest.mark.parametrize("field", sorted(LINE))
def test_a_missing_field_is_named_with_its_block(field: str) -> None:
    with pytest.raises(HelplineError) as caught:
        read_helplines(a_table(without=field))
    assert isinstance(caught.value, ListingsError)
    assert (caught.value.block, caught.value.field) == ("refuge", field)
    assert f"refuge, {field}: " in str(caught.value)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("phone", 999),
        ("name", " "),
        ("source", ""),
        ("checked_by", ""),
        ("free", "yes"),
        ("checked_on", datetime(2026, 11, 22, 10, tzinfo=UTC)),
        ("checked_on", "2026-11-22"),
        ("colour", "red"),
    ],
)
def test_a_wrong_field_is_named_with_its_block(field: str, value: Any) -> None:
    with pytest.raises(HelplineError) as caught:
        read_helplines(a_table(**{field: value}))
    assert (caught.value.block, caught.value.field) == ("refuge", field)


@pytest.mark.parametrize(
    ("part", "lists", "field"),
    [
        ("safety", {**SAFETY, "abuse": []}, "abuse"),
        ("safety", {**SAFETY, "abuse": ["nobody"]}, "abuse"),
        ("safety", {**SAFETY, "fire": ["refuge"]}, "fire"),
        ("topics", {"pets": ["refuge"]}, "pets"),
        ("topics", {"food": "refuge"}, "food"),
    ],
)
def test_a_list_that_names_an_unknown_line_or_word_is_named(
    part: str, lists: dict[str, Any], field: str
) -> None:
    with pytest.raises(HelplineError) as caught:
        read_helplines({**a_table(), part: lists})
    assert (caught.value.block, caught.value.field) == (part, field)


def test_a_table_whose_only_way_is_the_police_is_refused() -> None:
    with pytest.raises(HelplineError, match="not the police"):
        read_helplines(a_table(police=True))


def test_a_table_with_a_part_too_many_or_too_few_is_refused() -> None:
    with pytest.raises(HelplineError, match="more"):
        read_helplines({**a_table(), "more": {}})
    with pytest.raises(HelplineError, match="topics"):
        read_helplines({"safety": SAFETY, "helplines": {}})


def test_a_file_that_is_no_toml_or_is_not_there_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("[[", encoding="utf-8")
    for name in ("broken.toml", "nowhere.toml"):
        with pytest.raises(HelplineError):
            load_helplines(tmp_path / name)
