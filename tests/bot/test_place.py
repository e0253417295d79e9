"""How does a person say where they are, and where else shall be looked?"""

import pytest

from tests.whole import Whole, answer, data_of, sent, tapped

POTTERNEWTON = (53.80851, -1.52731)
PARIS = (48.8566, 2.3522)


async def test_a_town_that_was_tapped_is_kept(whole: Whole) -> None:
    person = whole.newcomer()
    await answer(person, "/start")
    menu = await tapped(person, "Barnsley")
    assert "Good, I look near Barnsley." in menu.text
    kept = await whole.kept(person)
    assert kept is not None
    assert (kept.place_key, kept.place_name) == ("g2656284", "Barnsley")
    assert "Little Lamp House" in (await sent(person, "q:mp||||||")).text


async def test_without_a_place_everything_still_works(whole: Whole) -> None:
    person = whole.newcomer()
    await answer(person, "/start")
    menu = await tapped(person, "Skip")
    assert "/place" in menu.text
    found = await sent(person, "q:fo||||||")
    assert "Tell me where you are" in found.text
    assert "1. " in found.text


async def test_a_shared_location_is_rounded_before_it_is_kept(whole: Whole) -> None:
    person = whole.newcomer()
    await answer(person, "/start")
    question = await tapped(person, "📍 Share my location")
    assert question.keyboard == [{"text": "📍 Share my location", "request_location": True}]

    await person.shares_location(*POTTERNEWTON)
    [menu] = await person.hears()

    assert "You are near Chapeltown. I kept only the area." in menu.text
    kept = await whole.kept(person)
    assert kept is not None
    assert (kept.latitude, kept.longitude) == (53.81, -1.53)
    assert "(53.81, -1.53)" in (await answer(person, "/mydata")).text
    assert "Harehills Corner Hall" in (await sent(person, "q:mp||||||")).text


async def test_a_location_abroad_is_not_kept(whole: Whole) -> None:
    person = whole.newcomer()
    await person.shares_location(*PARIS)
    [question] = await person.hears()
    assert "I only know places in England." in question.text
    assert "p:g2644688" in data_of(question)
    kept = await whole.kept(person)
    assert kept is not None
    assert kept.latitude is None


@pytest.mark.parametrize(
    ("written", "name"), [("Harehills", "Harehills"), ("لیدز", "Leeds"), ("ls8 5hs", "LS8")]
)
async def test_a_place_follows_the_command(whole: Whole, written: str, name: str) -> None:
    person = whole.newcomer()
    assert name in (await answer(person, f"/place {written}")).text
    kept = await whole.kept(person)
    assert kept is not None
    assert kept.place_name == name


async def test_the_command_alone_asks_where_the_person_is(whole: Whole) -> None:
    question = await answer(whole.newcomer(), "/place")
    assert "Where are you?" in question.text
    assert {"p:g2644688", "sh:", "sk:"} <= set(data_of(question))


async def test_an_unknown_place_is_asked_for_again(whole: Whole) -> None:
    question = await answer(whole.newcomer(), "/place Xyzzybury")
    assert "I do not know the place Xyzzybury." in question.text
    assert "sk:" in data_of(question)


async def test_a_name_that_several_towns_share_is_asked_about(whole: Whole) -> None:
    person = whole.newcomer()
    question = await answer(person, "/place Norton")
    assert question.labels[:2] == ["Norton, North Yorkshire", "Norton, Wakefield"]
    await tapped(person, "Norton, Wakefield")
    kept = await whole.kept(person)
    assert kept is not None
    assert kept.place_area == "Wakefield"


async def test_a_search_is_repeated_in_another_place(whole: Whole) -> None:
    person = await whole.neighbour()
    await sent(person, "q:fo||||y||")
    question = await tapped(person, "📍 Other place")
    assert question.wants_reply

    found = await answer(person, "Barnsley")

    assert found.text.startswith("🍲 Food · free · near Barnsley")
    assert "Monk Bretton Cupboard" in found.text
    kept = await whole.kept(person)
    assert kept is not None
    assert kept.place_name == "Leeds"


async def test_a_search_waits_while_its_other_place_is_misspelt(whole: Whole) -> None:
    person = await whole.neighbour()
    await sent(person, "q:fo||||||")
    await tapped(person, "📍 Other place")
    again = await answer(person, "Xyzzybury")
    assert "I do not know the place Xyzzybury." in again.text
    assert again.wants_reply
    assert "Monk Bretton Cupboard" in (await answer(person, "Barnsli")).text


async def test_a_search_goes_on_further_away_from_a_typed_postcode(whole: Whole) -> None:
    person = await whole.neighbour()
    await sent(person, "q:mp||||||")
    await tapped(person, "📍 Other place")
    found = await answer(person, "S70 2AB")
    assert "near S70" in found.text
    more = await tapped(person, "➕ Show more")
    assert "near S70" in more.text
