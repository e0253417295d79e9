"""Does every answer come by tapping alone, in every language?"""

from collections import deque
from unicodedata import bidirectional

from locales.languages import BY_CODE
from tests.botapi import Heard, Person
from tests.whole import (
    IN_EVERY_LANGUAGE,
    LISTED_IN_EVERY_LANGUAGE,
    ON_SQLITE,
    Whole,
    answer,
    data_of,
    sent,
    tapped,
)

GROUPS = ("m:people", "m:learn", "m:rights", "m:daily")
TOPIC_CODES = "mp le fe ps vo wo fa vp ia ho he mh fo mo es wk ed tr go in tf hc hs".split()


@LISTED_IN_EVERY_LANGUAGE
async def test_the_first_card_is_three_taps_from_the_start(whole: Whole, language: str) -> None:
    person = whole.newcomer(language)
    welcome = await answer(person, "/start")
    assert "p:g2644688" in data_of(welcome)

    await tapped(person, "Leeds")
    await tapped(person, "m:people")
    found = await tapped(person, "q:mp||||||")

    assert "1. " in found.text
    assert "Harehills Corner Hall" in found.text
    assert "10:00" in found.text


@LISTED_IN_EVERY_LANGUAGE
async def test_every_topic_is_reached_and_answered(whole: Whole, language: str) -> None:
    person = await whole.neighbour(language)
    reached = []
    for group in GROUPS:
        await answer(person, "/menu")
        topics = [data for data in data_of(await tapped(person, group)) if data.startswith("q:")]
        for topic in topics:
            found = await tapped(person, topic)
            assert "1. " in found.text, topic
            assert found.text.count("📍") >= 1, topic
        reached += topics
    assert sorted(reached) == sorted(f"q:{code}||||||" for code in TOPIC_CODES)


@ON_SQLITE
@IN_EVERY_LANGUAGE
async def test_help_now_and_language_are_one_tap_away_on_every_screen(
    whole: Whole, language: str
) -> None:
    person = await whole.neighbour(language)
    screens = await _every_screen(person)
    assert len(screens) > 50
    for data, screen in screens.items():
        if not (screen.wants_reply or screen.keyboard):
            assert "h:" in data_of(screen), (data, screen.text)
            assert any(each.startswith("l:") for each in data_of(screen)), (data, screen.text)
        if not data.startswith("l:"):
            assert _goes_the_right_way(screen, BY_CODE[language].right_to_left), screen.text


async def test_numbers_for_danger_come_from_the_first_screen(whole: Whole) -> None:
    person = whole.newcomer()
    await answer(person, "/start")
    numbers = await tapped(person, "🆘 Help now")
    assert numbers.text.splitlines()[1].startswith("☎️ \u2066999\u2069")
    assert "\u2066116 123\u2069" in numbers.text
    assert "\u20660808 2000 247\u2069" in numbers.text


async def test_a_menu_takes_the_place_of_the_one_that_was_tapped(whole: Whole) -> None:
    person = await whole.neighbour()
    menu = await answer(person, "/menu")
    group = await tapped(person, "m:learn")
    assert group.edited
    assert group.message_id == menu.message_id
    back = await tapped(person, "☰ Menu")
    assert back.message_id == menu.message_id
    assert "What do you need?" in back.text


async def test_an_answer_stays_in_the_chat(whole: Whole) -> None:
    person = await whole.neighbour()
    await sent(person, "m:people")
    found = await tapped(person, "q:mp||||||")
    assert not found.edited


async def test_a_tap_is_acknowledged_so_that_the_button_stops_turning(whole: Whole) -> None:
    person = await whole.neighbour()
    await tapped(person, "m:people")
    await whole.api.all_confirmed()
    assert all(person.callbacks.values())


async def test_a_phone_in_an_unknown_language_gets_the_list_of_languages(whole: Whole) -> None:
    person = whole.newcomer(None)
    languages = await answer(person, "/start")
    assert "العربية" in languages.labels
    welcome = await tapped(person, "Українська")
    assert "p:g2644688" in data_of(welcome)
    kept = await whole.kept(person)
    assert kept is not None
    assert kept.language == "uk"


async def test_another_language_goes_on_with_the_search(whole: Whole) -> None:
    person = await whole.neighbour()
    await sent(person, "q:fo|g2656284|||||")
    await tapped(person, "🌐 Language")
    found = await tapped(person, "Français")
    assert "Barnsley" in found.text
    assert "Monk Bretton Cupboard" in found.text
    assert "Nourriture" in found.text
    kept = await whole.kept(person)
    assert kept is not None
    assert kept.language == "fr"


async def test_a_translation_that_nobody_checked_says_so_once(whole: Whole) -> None:
    person = whole.newcomer("fr")
    welcome = await answer(person, "/start")
    assert "ℹ️" in welcome.text
    assert "ℹ️" not in (await tapped(person, "Leeds")).text


async def test_a_search_that_finds_nothing_says_so_and_gives_a_number(whole: Whole) -> None:
    person = await whole.neighbour()
    nothing = await sent(person, "q:ho|||lgdi|y|cy|")
    assert "I know nothing for that yet." in nothing.text
    assert "Shelter" in nothing.text
    assert "q:ho||||||" in data_of(nothing)


async def _every_screen(person: Person) -> dict[str, Heard]:
    """Tap everything that can be tapped, one button of each kind; what each was answered by."""
    screens: dict[str, Heard] = {}
    first = await answer(person, "/menu")
    waiting = deque(data_of(first))
    seen: set[str] = set()
    while waiting:
        data = waiting.popleft()
        if _kind(data) in seen or _changes_language(data):
            continue
        seen.add(_kind(data))
        screens[data] = await sent(person, data)
        waiting.extend(data_of(screens[data]))
        if screens[data].raw.get("location") is None and data.endswith((":map", ":calendar")):
            await person.hears()
    return screens


def _kind(data: str) -> str:
    """Two buttons of a kind lead to the same screen with other facts."""
    kind, _, rest = data.partition(":")
    if kind in ("p", "r", "rd", "ro", "rg"):
        return f"{kind}:{rest == ''}"
    if kind in ("rl", "rk", "rx"):
        return f"{kind}:{rest.partition(':')[2]}"
    if kind in ("c", "w"):
        return f"{kind}:{rest.partition(':')[2]}"
    topic, *limits = rest.split("|")
    if kind in ("f", "o", "v", "l"):
        topic = "a topic" if limits else topic
    return f"{kind}:{topic}:{'limits' if any(limits) else ''}"


def _goes_the_right_way(screen: Heard, right_to_left: bool) -> bool:
    """Whether the first letter or mark of each line has the direction of the language."""
    first = [
        next((bidirectional(c) for c in line if bidirectional(c) in ("L", "R", "AL")), "")
        for line in screen.text.split("\n")
    ]
    return all((direction != "L") == right_to_left for direction in first if direction)


def _changes_language(data: str) -> bool:
    return data.startswith("l:") and not data.startswith("l::")
