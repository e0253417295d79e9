"""Which listings answer a question, in which order, and what is given up when nothing is near?"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from listings.database import Database
from listings.model import Found, Listing, Point, Query
from listings.search import search
from tests.listings.builders import LEEDS, NOW, ZONE, a_listing, north_of


async def found(database: Database, query: Query, language: str = "en") -> Found:
    """The answer to a query at NOW."""
    async with database.reading() as session:
        return await search(session, query, now=NOW, language=language, zone=ZONE)


def names(answer: Found) -> list[str]:
    """What was found, by name, in order."""
    return [listing.name.value for listing in answer.listings]


def near_leeds(topic: str = "meet_people", **limits: Any) -> Query:
    """A question asked in Leeds."""
    return Query(topic, LEEDS, **limits)


async def test_only_what_is_about_the_topic_is_found(database: Database) -> None:
    async with database.writing() as session:
        await a_listing(session, "Conversation café", topics=("meet_people", "learn_english"))
        await a_listing(session, "Food bank", topics=("food",))
    assert names(await found(database, near_leeds("learn_english"))) == ["Conversation café"]


async def test_near_comes_first(database: Database) -> None:
    async with database.writing() as session:
        await a_listing(session, "Three away", at=north_of(LEEDS, 3))
        await a_listing(session, "One away", at=north_of(LEEDS, 1))
        await a_listing(session, "Two away", at=north_of(LEEDS, 2))
    answer = await found(database, near_leeds())
    assert names(answer) == ["One away", "Two away", "Three away"]
    assert [round(one.distance_km or 0, 1) for one in answer.listings] == [1.0, 2.0, 3.0]
    assert (answer.radius_km, answer.widened) == (8, ())


async def test_what_is_mainly_for_it_and_fresh_is_worth_a_walk(database: Database) -> None:
    async with database.writing() as session:
        await a_listing(session, "Long unchecked", assured_date=date(2026, 7, 1))
        await a_listing(session, "Also for it", topics=("food", "meet_people"))
        await a_listing(session, "Made for it", at=north_of(LEEDS, 2))
    answer = await found(database, near_leeds())
    assert names(answer) == ["Made for it", "Also for it", "Long unchecked"]
    assert [one.freshness for one in answer.listings] == ["fresh", "fresh", "due"]


@pytest.mark.parametrize(("km", "radius"), [(7, 8), (12, 15), (25, 30), (50, 60), (200, None)])
async def test_the_search_widens_until_something_is_near(
    database: Database, km: float, radius: int | None
) -> None:
    async with database.writing() as session:
        await a_listing(session, at=north_of(LEEDS, km))
    answer = await found(database, near_leeds())
    assert answer.total == 1
    assert answer.radius_km == radius
    assert answer.widened == (() if radius == 8 else ("distance",))


async def test_what_is_near_keeps_out_what_is_far(database: Database) -> None:
    async with database.writing() as session:
        await a_listing(session, "Near", at=north_of(LEEDS, 5))
        await a_listing(session, "Far", at=north_of(LEEDS, 20))
    assert names(await found(database, near_leeds())) == ["Near"]


async def test_online_and_national_come_after_what_is_local(database: Database) -> None:
    async with database.writing() as session:
        await a_listing(session, "Online", online=True)
        await a_listing(session, "National", national=True, at=Point(51.5, -0.1))
        await a_listing(session, "Local", at=north_of(LEEDS, 7))
    answer = await found(database, near_leeds())
    assert names(answer) == ["Local", "National", "Online"]
    assert answer.listings[2].online
    assert answer.listings[1].national


async def test_online_alone_comes_before_what_is_hours_away(database: Database) -> None:
    async with database.writing() as session:
        await a_listing(session, "Hours away", at=north_of(LEEDS, 200))
        await a_listing(session, "Online", online=True)
    answer = await found(database, near_leeds())
    assert names(answer) == ["Online", "Hours away"]
    assert answer.widened == ("distance",)


async def test_without_a_place_the_whole_region_is_searched(database: Database) -> None:
    async with database.writing() as session:
        await a_listing(session, "Here")
        await a_listing(session, "There", at=north_of(LEEDS, 150))
    answer = await found(database, Query("meet_people"))
    assert names(answer) == ["Here", "There"]
    assert (answer.radius_km, answer.widened) == (None, ())
    assert answer.listings[0].distance_km is None


async def test_nothing_is_an_honest_answer(database: Database) -> None:
    answer = await found(database, near_leeds("worship", times=("today",), free=True, spoken="ti"))
    assert answer.listings == ()
    assert answer.total == 0
    assert answer.widened == ("distance", "time", "cost", "language")


async def test_pages_do_not_overlap_and_say_whether_there_is_more(database: Database) -> None:
    async with database.writing() as session:
        for number in range(5):
            await a_listing(session, f"Number {number}", at=north_of(LEEDS, number))
    first = await found(database, near_leeds())
    second = await found(database, near_leeds(offset=3))
    assert names(first) == ["Number 0", "Number 1", "Number 2"]
    assert names(second) == ["Number 3", "Number 4"]
    assert (first.total, first.more, second.more) == (5, True, False)


@pytest.mark.parametrize(
    "hidden",
    [
        {"status": "inactive"},
        {"status": "defunct"},
        {"assured_date": date(2026, 5, 26)},  # 181 days
        {"assured_date": None, "added_on": date(2026, 5, 26)},
        {"schedule": {"dtstart": date(2026, 11, 20)}},
        {
            "schedule": {
                "dtstart": date(2026, 9, 1),
                "freq": "WEEKLY",
                "byday": "TU",
                "until": date(2026, 11, 17),
            }
        },
        {"schedule": {"dtstart": date(2026, 9, 1), "freq": "DAILY", "count": 10}},
    ],
)
async def test_what_is_gone_stale_or_over_is_hidden(
    database: Database, hidden: dict[str, Any]
) -> None:
    async with database.writing() as session:
        await a_listing(session, **hidden)
    assert (await found(database, near_leeds())).total == 0


async def test_an_over_event_that_was_moved_to_the_future_is_shown(database: Database) -> None:
    moved = {"on_date": date(2026, 11, 20), "kind": "moved", "new_date": date(2026, 11, 27)}
    async with database.writing() as session:
        await a_listing(session, schedule={"dtstart": date(2026, 11, 20)}, exceptions=[moved])
    answer = await found(database, near_leeds())
    assert [one.state for one in answer.listings[0].next_dates] == ["moved"]


async def test_an_imported_listing_that_nobody_assured_is_due(database: Database) -> None:
    async with database.writing() as session:
        await a_listing(session, assured_date=None, added_on=date(2026, 11, 1))
    assert (await found(database, near_leeds())).listings[0].freshness == "due"


@pytest.mark.parametrize(
    ("audience", "stated", "expected"),
    [
        ("women", {"audiences": ("women",)}, 1),
        ("women", {"women_only": True}, 1),
        ("women", {}, 0),
        ("men", {"audiences": ("men",)}, 1),
        ("men", {"audiences": ("men", "women"), "women_only": True}, 0),
        ("men", {}, 0),
        ("disabled", {"audiences": ("disabled",)}, 1),
        ("disabled", {"step_free": True}, 1),
        ("disabled", {}, 0),
        ("lgbt", {"audiences": ("women",)}, 0),
    ],
)
async def test_a_listing_is_for_an_audience_only_if_it_says_so(
    database: Database, audience: str, stated: dict[str, Any], expected: int
) -> None:
    async with database.writing() as session:
        await a_listing(session, **stated)
    answer = await found(database, near_leeds(audiences=(audience,)))
    assert answer.total == expected


async def test_two_audiences_must_both_be_stated(database: Database) -> None:
    async with database.writing() as session:
        await a_listing(session, "For mothers", audiences=("women", "parents"))
        await a_listing(session, "For women", audiences=("women",))
    answer = await found(database, near_leeds(audiences=("women", "parents")))
    assert names(answer) == ["For mothers"]


async def test_free_means_that_nobody_pays(database: Database) -> None:
    async with database.writing() as session:
        await a_listing(session, "Free", cost=0)
        await a_listing(session, "Three pounds", cost=3)
        await a_listing(session, "Nobody has said")
    answer = await found(database, near_leeds(free=True))
    assert names(answer) == ["Free"]
    assert answer.listings[0].cost is not None
    assert answer.listings[0].cost.free


async def test_cost_is_given_up_before_language_and_audience_never(database: Database) -> None:
    async with database.writing() as session:
        await a_listing(session, "Dear", cost=5, audiences=("women",), languages=("ar",))
        await a_listing(session, "For men", cost=0, audiences=("men",), languages=("ar",))
    query = near_leeds(audiences=("women",), free=True, spoken="ar")
    answer = await found(database, query)
    assert names(answer) == ["Dear"]
    assert answer.widened == ("cost",)
    assert (await found(database, near_leeds(audiences=("lgbt",)))).total == 0


async def test_the_language_spoken_there_counts_and_is_given_up_last(database: Database) -> None:
    async with database.writing() as session:
        await a_listing(session, "In English", languages=("en",))
    answer = await found(database, near_leeds(free=True, spoken="uk"))
    assert names(answer) == ["In English"]
    assert answer.widened == ("cost", "language")


async def test_a_time_asks_for_a_date_in_it_which_then_comes_first(database: Database) -> None:
    async with database.writing() as session:
        await a_listing(session, "Tuesdays", weekly="TU")
        await a_listing(session, "Mondays and Thursdays", weekly="MO,TH")
        await a_listing(session, "Always open")
    answer = await found(database, near_leeds(times=("thursday", "morning")))
    assert names(answer) == ["Mondays and Thursdays"]
    starts = [one.starts_at.day for one in answer.listings[0].next_dates]
    assert starts == [26, 30, 3]


async def test_time_is_given_up_after_distance(database: Database) -> None:
    async with database.writing() as session:
        await a_listing(session, "Tuesdays", weekly="TU")
    answer = await found(database, near_leeds(times=("saturday",)))
    assert names(answer) == ["Tuesdays"]
    assert (answer.radius_km, answer.widened) == (8, ("time",))
    far = await found(database, near_leeds(times=("tuesday",)))
    assert far.widened == ()


async def test_a_cancelled_date_does_not_answer_for_its_day(database: Database) -> None:
    off = {"on_date": date(2026, 11, 24), "kind": "cancelled", "reason": "Eid"}
    weekly = {"freq": "WEEKLY", "byday": "TU", "dtstart": date(2026, 11, 3)}
    async with database.writing() as session:
        await a_listing(session, "Off this week", schedule=weekly, exceptions=[off])
    tuesday = await found(database, near_leeds(times=("tuesday",)))
    assert tuesday.widened == ("time",)
    next_dates = tuesday.listings[0].next_dates
    assert [(one.state, one.reason) for one in next_dates[:2]] == [
        ("cancelled", "Eid"),
        ("on", None),
    ]


async def test_events_are_what_is_on_in_the_coming_week_soonest_first(database: Database) -> None:
    async with database.writing() as session:
        await a_listing(session, "Friday", topics=("worship",), weekly="FR")
        await a_listing(session, "Tuesday far", weekly="TU", at=north_of(LEEDS, 6))
        await a_listing(session, "Tuesday near", topics=("food",), weekly="TU")
        await a_listing(session, "In a month", schedule={"dtstart": date(2026, 12, 20)})
        await a_listing(session, "No dates")
    answer = await found(database, near_leeds("find_events", limit=9))
    assert names(answer) == ["Tuesday near", "Tuesday far", "Friday"]


async def test_events_without_any_this_week_are_looked_for_further_on(database: Database) -> None:
    async with database.writing() as session:
        await a_listing(session, "In a month", schedule={"dtstart": date(2026, 12, 20)})
    answer = await found(database, near_leeds("find_events"))
    assert names(answer) == ["In a month"]
    assert answer.widened == ("time",)


async def test_a_schedule_that_cannot_be_read_stops_no_other(database: Database) -> None:
    async with database.writing() as session:
        await a_listing(
            session, "Broken", schedule={"freq": "HOURLY", "dtstart": date(2026, 11, 3)}
        )
        await a_listing(session, "Sound", weekly="TU", at=north_of(LEEDS, 1))
    assert names(await found(database, near_leeds("find_events"))) == ["Sound"]
    assert names(await found(database, near_leeds())) == ["Broken", "Sound"]


async def test_an_amount_is_told_as_it_is(database: Database) -> None:
    async with database.writing() as session:
        await a_listing(session, cost=Decimal("2.50"))
    cost = (await found(database, near_leeds())).listings[0].cost
    assert cost is not None
    assert (cost.free, cost.amount, cost.currency) == (False, Decimal("2.50"), "GBP")


async def test_an_unknown_topic_finds_nothing(database: Database) -> None:
    async with database.writing() as session:
        await a_listing(session)
    assert (await found(database, near_leeds("'; DROP TABLE service; --"))).total == 0


async def test_a_page_costs_as_many_statements_for_many_listings_as_for_one(
    database: Database,
) -> None:
    async with database.writing() as session:
        for number in range(12):
            await a_listing(session, f"Number {number}", weekly="TU", languages=("ar", "en"))
    few = await _statements(database, near_leeds(limit=1))
    many = await _statements(database, near_leeds(limit=12))
    assert few == many <= 6


async def _statements(database: Database, query: Query) -> int:
    from sqlalchemy import event

    sent: list[str] = []

    def note(conn: Any, cursor: Any, statement: str, *rest: Any) -> None:
        sent.append(statement)

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    answer = await found(database, query, language="ar")
    event.remove(database.engine.sync_engine, "before_cursor_execute", note)
    assert isinstance(answer.listings[0], Listing)
    return len(sent)


async def test_moving_on_in_time_hides_what_was_not_assured(database: Database) -> None:
    async with database.writing() as session:
        await a_listing(session)
    async with database.reading() as session:
        later = NOW + timedelta(days=200)
        answer = await search(session, near_leeds(), now=later, language="en", zone=ZONE)
    assert answer.total == 0
