"""What is kept of a person, who can see it, and does it go?"""

from sqlalchemy import func, select

from bot.tables import Person
from tests.whole import LISTED_IN_EVERY_LANGUAGE, Whole, answer, data_of, sent, tapped

COLUMNS = {
    "chat_id",
    "language",
    "place_key",
    "place_name",
    "place_area",
    "latitude",
    "longitude",
    "partner",
    "created_on",
    "seen_on",
    "active",
    "discreet",
    "draft_notice",
    "questions",
    "asked_on",
}


async def test_my_data_is_what_is_kept(whole: Whole) -> None:
    person = whole.newcomer("fr")
    await answer(person, "/start leeds-library")
    await sent(person, "l:en:")
    await tapped(person, "Barnsley")

    shown = await answer(person, "/mydata")

    kept = await whole.kept(person)
    assert kept is not None
    assert {column.name for column in Person.__table__.c} == COLUMNS
    assert shown.text.splitlines() == [
        "This is all that is kept about you:",
        f"Chat number: {kept.chat_id}",
        "Language: English",
        f"Area: {kept.place_name} ({kept.latitude:.2f}, {kept.longitude:.2f})",
        f"Sent here by: {kept.partner}",
        "First day: 23 November 2026",
        "Last day: 23 November 2026",
        "Reminders: none",
        "I last asked you how it was: never",
    ]
    assert (kept.language, kept.place_name, kept.partner) == ("en", "Barnsley", "leeds-library")
    assert (str(kept.created_on), str(kept.seen_on)) == ("2026-11-23", "2026-11-23")


async def test_my_data_says_what_is_not_known(whole: Whole) -> None:
    shown = await answer(whole.newcomer(), "/mydata")
    assert "Language: not known" in shown.text
    assert "Area: not known" in shown.text


@LISTED_IN_EVERY_LANGUAGE
async def test_everything_goes_with_two_taps(whole: Whole, language: str) -> None:
    person = await whole.neighbour(language)
    assert await whole.kept(person) is not None
    question = await answer(person, "/forget")
    assert await whole.kept(person) is not None
    assert {"x:y", "m:"} <= set(data_of(question))

    await tapped(person, "x:y")

    assert await whole.kept(person) is None


async def test_what_is_left_of_a_forgotten_person_is_nothing(whole: Whole) -> None:
    person = await whole.neighbour()
    await sent(person, "x:y")
    await whole.api.all_confirmed()
    async with whole.database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Person)) == 0


async def test_somebody_who_was_forgotten_begins_anew(whole: Whole) -> None:
    person = await whole.neighbour("fr")
    await sent(person, "x:y")
    assert "p:g2644688" in data_of(await answer(person, "/start"))
    kept = await whole.kept(person)
    assert kept is not None
    assert (kept.language, kept.place_key) == (None, None)


async def test_a_no_keeps_everything(whole: Whole) -> None:
    person = await whole.neighbour()
    await answer(person, "/forget")
    await tapped(person, "No, keep it")
    assert await whole.kept(person) is not None


@LISTED_IN_EVERY_LANGUAGE
async def test_privacy_names_the_commands_that_show_and_delete(whole: Whole, language: str) -> None:
    told = await answer(await whole.neighbour(language), "/privacy")
    assert "/mydata" in told.text
    assert "/forget" in told.text
    assert told.text.count("•") == 5


@LISTED_IN_EVERY_LANGUAGE
async def test_help_names_every_command(whole: Whole, language: str) -> None:
    told = await answer(await whole.neighbour(language), "/help")
    for (
        name
    ) in "start menu place language reminders helpnow help privacy mydata forget stop".split():
        assert f"/{name}" in told.text


async def test_stop_says_that_nothing_comes_unasked(whole: Whole) -> None:
    stopped = await answer(await whole.neighbour(), "/stop")
    assert stopped.text == "I will not write to you on my own. When you write, I answer."


async def test_a_person_is_on_one_row_from_the_first_message(whole: Whole) -> None:
    person = whole.newcomer()
    for command in ("/start", "/menu", "/language", "/place"):
        await answer(person, command)
    async with whole.database.reading() as session:
        rows = list(await session.scalars(select(Person)))
    assert [row.chat_id for row in rows] == [person.id]
