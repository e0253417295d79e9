"""How is a search narrowed, widened and gone through by tapping?"""

from tests.whole import Whole, answer, data_of, sent, tapped


async def test_limits_are_set_and_taken_away_by_tapping(whole: Whole) -> None:
    person = await whole.neighbour()
    found = await sent(person, "q:mp||||||")
    await tapped(person, "🔍 Narrow down")
    women = await tapped(person, "women")
    assert women.edited
    assert "☑️ women" in women.labels
    free = await tapped(person, "Free")
    assert {"☑️ women", "☑️ Free"} <= set(free.labels)

    narrowed = await tapped(person, "✅ Show")
    assert narrowed.text.startswith("🤝 Meet people · women · free · near Leeds")
    assert "Women's Tea and Sewing Circle" in narrowed.text

    await sent(person, "f:mp|||wo|y||")
    await tapped(person, "☑️ women")
    wide = await tapped(person, "☑️ Free")
    assert "☑️" not in " ".join(wide.labels)
    assert (await tapped(person, "✅ Show")).text == found.text


async def test_a_day_replaces_a_day_and_goes_with_an_evening(whole: Whole) -> None:
    person = await whole.neighbour()
    await sent(person, "f:mp||||||")
    await tapped(person, "today")
    await tapped(person, "tomorrow")
    chosen = await tapped(person, "in the evening")
    assert [label for label in chosen.labels if "☑️" in label] == [
        "☑️ tomorrow",
        "☑️ in the evening",
    ]


async def test_nothing_at_that_time_is_said_and_other_times_are_shown(whole: Whole) -> None:
    person = await whole.neighbour()
    found = await sent(person, "q:ps||tm||||")
    assert "I found nothing at that time (tomorrow)." in found.text
    assert "Sunday Football" in found.text


async def test_nothing_near_is_said_and_what_is_further_is_shown(whole: Whole) -> None:
    person = await whole.neighbour()
    found = await sent(person, "q:ps|g2656284|||||")
    assert "I found nothing closer, so I looked up to 30 km away." in found.text


async def test_more_is_shown_until_there_is_no_more(whole: Whole) -> None:
    person = await whole.neighbour()
    first = await sent(person, "q:mp||||||")
    assert first.text.count("Demo entry") == 3
    last = await tapped(person, "➕ Show more")
    assert last.text.count("Demo entry") == 1
    assert "➕ Show more" not in last.labels
    assert "Harehills Corner Hall" not in last.text


async def test_a_place_in_the_button_comes_before_the_persons_own(whole: Whole) -> None:
    person = await whole.neighbour()
    assert "near Barnsley" in (await sent(person, "q:fo|g2656284|||||")).text
    assert "near Leeds" in (await sent(person, "q:fo||||||")).text


async def test_a_search_in_a_link_is_answered_at_once(whole: Whole) -> None:
    found = await answer(whole.newcomer(), "/start q-fo-g2656284-----")
    assert "Monk Bretton Cupboard" in found.text


async def test_a_partners_link_greets_and_is_kept(whole: Whole) -> None:
    person = whole.newcomer()
    welcome = await answer(person, "/start leeds-library_2")
    assert "sk:" in data_of(welcome)
    kept = await whole.kept(person)
    assert kept is not None
    assert kept.partner == "leeds-library_2"


async def test_an_old_button_says_so_and_shows_the_menu(whole: Whole) -> None:
    person = await whole.neighbour()
    old = ("zz", "", "q:xx||||||", "q:mp", "i:no_such", "c:short:card", "x:maybe", "p:nowhere")
    for data in old:
        menu = await sent(person, data)
        assert menu.text.startswith("This button is old. Please tap one of these."), data
        assert "m:people" in data_of(menu)


async def test_a_listing_that_is_gone_says_so(whole: Whole) -> None:
    person = await whole.neighbour()
    for data in ("c:AAAAAAAAAAAAAAAAAAAAAA:card", "w:AAAAAAAAAAAAAAAAAAAAAA:closed"):
        gone = await sent(person, data)
        assert gone.text.startswith("This place is not on my list any more.")
