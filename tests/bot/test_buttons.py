"""A button says all that its answer needs, in 64 bytes, and nothing else is taken for a button."""

from contextlib import suppress
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.button_codes import decode, encode
from bot.buttons import (
    Action,
    Ask,
    ChooseLanguage,
    ChoosePlace,
    Filters,
    Forget,
    HelpNow,
    Mean,
    Menu,
    OldButtonError,
    OpenCard,
    OtherPlace,
    Search,
    ShareLocation,
    SkipPlace,
    Wrong,
    WrongAmong,
)
from listings.words import AUDIENCES, TIMES, TOPICS

places = st.none() | st.from_regex(r"([gn][1-9][0-9]{0,8}|p[A-Z0-9]{1,7})\Z", fullmatch=True).map(
    str.strip
)
asks = st.builds(
    Ask,
    topic=st.sampled_from(TOPICS),
    place=places,
    times=st.lists(st.sampled_from(TIMES), max_size=3, unique=True).map(tuple),
    audiences=st.lists(st.sampled_from(AUDIENCES), max_size=2, unique=True).map(tuple),
    free=st.booleans(),
    spoken=st.none() | st.sampled_from(("ar", "ckb", "ti")),
    offset=st.integers(0, 300),
)
words = st.from_regex(r"[a-z_]{1,24}", fullmatch=True)
actions = st.one_of(
    st.builds(Search, asks),
    st.builds(Filters, asks),
    st.builds(OtherPlace, st.none() | asks),
    st.builds(ChoosePlace, places.filter(bool)),
    st.just(ShareLocation()),
    st.just(SkipPlace()),
    st.builds(Menu, st.none() | words),
    st.builds(HelpNow, st.none() | words),
    st.builds(ChooseLanguage, st.none() | st.sampled_from(("ar", "ckb")), st.none() | asks),
    st.builds(OpenCard, st.uuids(), st.sampled_from(("card", "map", "calendar"))),
    st.builds(Wrong, st.uuids(), st.none() | words),
    st.builds(WrongAmong, asks),
    st.builds(Mean, words),
    st.builds(Forget, st.booleans()),
)


@given(actions)
def test_every_action_comes_back_from_its_button_and_fits_64_ascii_bytes(action: Action) -> None:
    data = encode(action)
    assert len(data.encode("ascii")) <= 64
    assert decode(data) == action


@pytest.mark.parametrize(
    ("data", "action"),
    [
        (
            "q:le|g2644688|tuev|wo|y|ti|3",
            Search(
                Ask("learn_english", "g2644688", ("tuesday", "evening"), ("women",), True, "ti", 3)
            ),
        ),
        ("q:fo||||||", Search(Ask("food"))),
        ("m:", Menu()),
        ("h:abuse", HelpNow("abuse")),
        ("l:ar:", ChooseLanguage("ar")),
        ("c:AAAAAAAAAAAAAAAAAAAAAQ:map", OpenCard(UUID(int=1), "map")),
        ("x:y", Forget(sure=True)),
    ],
)
def test_a_button_of_today_still_means_the_same_tomorrow(data: str, action: Action) -> None:
    assert decode(data) == action


@given(st.text(max_size=64))
def test_anything_else_is_an_old_button_and_no_other_error(data: str) -> None:
    with suppress(OldButtonError):
        assert encode(decode(data))


@pytest.mark.parametrize(
    "data",
    [
        "",
        "q:",
        "q:zz||||||",
        "q:le|x1|||||",
        "q:le||||||9999",
        "p:",
        "p:../etc",
        "c:short:card",
        "sh:1",
        "x:n",
    ],
)
def test_damaged_data_is_an_old_button(data: str) -> None:
    with pytest.raises(OldButtonError):
        decode(data)
