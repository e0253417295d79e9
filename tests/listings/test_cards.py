"""What is told of one listing, and in which language?"""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select

from listings.database import Database
from listings.model import Listing, Text
from listings.schema import Location, Organization, Phone, Service, Translation
from listings.search import listing
from tests.listings.builders import BARNSLEY, LEEDS, NOW, ZONE, Listed, a_listing


async def card(database: Database, listed: Listed, language: str = "en") -> Listing:
    """The card of a listing at NOW, seen from Leeds."""
    async with database.reading() as session:
        read = await listing(session, listed.id, now=NOW, language=language, zone=ZONE, place=LEEDS)
    assert read is not None
    return read


async def in_arabic(database: Database, listed: Listed, field: str, state: str = "human") -> None:
    """Give a field of the service an Arabic text."""
    async with database.writing() as session:
        session.add(
            Translation(
                entity="service",
                entity_id=listed.service.id,
                field=field,
                language="ar",
                text="مقهى المحادثة",
                state=state,
            )
        )


async def test_every_fact_that_was_stated_is_told(database: Database) -> None:
    async with database.writing() as session:
        listed = await a_listing(
            session,
            topics=("learn_english", "meet_people"),
            at=BARNSLEY.point,
            audiences=("women",),
            women_only=True,
            languages=("ar", "en"),
            cost=0,
            phones=("0113 496 0002", "0113 496 0001"),
            step_free=True,
            bus="Bus 49",
            weekly="TU",
            description="Tea and talk.",
            travel_refunded=True,
            childcare=True,
            no_id_needed=True,
            waiting_list=True,
            setting="indoor",
            level="Entry 1",
            first_visit="Sign in.",
            welcome="Ask for Amira.",
            bring="Nothing.",
            url="https://example.org",
            demo=True,
        )
    told = await card(database, listed)
    assert told.id == listed.id
    assert told.service_id == listed.service.id
    assert told.name == Text("Conversation café", "en", "original")
    assert told.summary == Text("Tea and talk.", "en", "original")
    assert told.organization == "Good Neighbours"
    assert told.topics == ("learn_english", "meet_people")
    assert (told.location_name, told.address, told.town) == (
        "The Old School",
        "1 School Lane",
        "Leeds",
    )
    assert told.distance_km == pytest.approx(27.7, abs=0.2)
    assert len(told.next_dates) == 3
    assert told.cost is not None
    assert told.cost.free
    assert (told.travel_refunded, told.childcare, told.no_id_needed) == (True, True, True)
    assert (told.step_free, told.waiting_list, told.women_only) == (True, True, True)
    assert (told.setting, told.level) == ("indoor", "Entry 1")
    assert (told.audiences, told.languages) == (("women",), ("ar", "en"))
    assert told.first_visit == Text("Sign in.", "en", "original")
    assert told.welcome == Text("Ask for Amira.", "en", "original")
    assert told.bring == Text("Nothing.", "en", "original")
    assert told.bus == Text("Bus 49", "en", "original")
    assert told.phones == ("0113 496 0002", "0113 496 0001")
    assert (told.email, told.url) == ("hello@example.org", "https://example.org")
    assert (told.assured_on, told.freshness, told.demo) == (date(2026, 11, 2), "fresh", True)


async def test_what_nobody_has_said_is_left_out(database: Database) -> None:
    async with database.writing() as session:
        listed = await a_listing(session)
    told = await card(database, listed)
    assert (told.summary, told.cost, told.setting, told.level) == (None, None, None, None)
    assert (told.audiences, told.languages, told.phones, told.next_dates) == ((), (), (), ())


async def test_online_has_no_place_on_the_map(database: Database) -> None:
    async with database.writing() as session:
        listed = await a_listing(session, online=True)
    told = await card(database, listed)
    assert told.online
    assert (told.point, told.distance_km, told.town) == (None, None, None)


async def test_a_translation_is_told_with_its_state(database: Database) -> None:
    async with database.writing() as session:
        listed = await a_listing(session, description="Tea and talk.")
    await in_arabic(database, listed, "name", "machine")
    told = await card(database, listed, "ar")
    assert told.name == Text("مقهى المحادثة", "ar", "machine")
    assert told.summary == Text("Tea and talk.", "en", "original")
    assert (await card(database, listed, "fr")).name.language == "en"


async def test_changing_a_text_outdates_its_translations_and_no_others(database: Database) -> None:
    async with database.writing() as session:
        listed = await a_listing(session, description="Tea and talk.")
    await in_arabic(database, listed, "name")
    await in_arabic(database, listed, "description")
    async with database.writing() as session:
        service = await session.get_one(Service, listed.service.id)
        service.description = "Tea, talk and cake."
        service.level = "Entry 1"
    told = await card(database, listed, "ar")
    assert told.name.state == "human"
    assert told.summary is not None
    assert told.summary.state == "outdated"


async def test_a_translation_of_a_text_that_is_gone_is_not_told(database: Database) -> None:
    async with database.writing() as session:
        listed = await a_listing(session)
    await in_arabic(database, listed, "welcome")
    assert (await card(database, listed, "ar")).welcome is None


async def test_the_organizations_phone_is_told_only_for_want_of_another(database: Database) -> None:
    async with database.writing() as session:
        own = await a_listing(session, phones=("0113 496 0001",))
        without = await a_listing(session)
        for listed in (own, without):
            owner = await session.get_one(Organization, listed.service.organization_id)
            session.add(Phone(organization_id=owner.id, number="0113 496 0009"))
    assert (await card(database, own)).phones == ("0113 496 0001",)
    assert (await card(database, without)).phones == ("0113 496 0009",)


async def test_a_schedule_of_the_whole_service_counts_at_its_location(database: Database) -> None:
    async with database.writing() as session:
        listed = await a_listing(session, weekly="TU")
        listed.schedules[0].service_at_location_id = None
        listed.schedules[0].service_id = listed.service.id
    assert len((await card(database, listed)).next_dates) == 3


@pytest.mark.parametrize(
    "gone", [{"status": "inactive"}, {"assured_date": date(2026, 1, 1)}, {"status": "defunct"}]
)
async def test_a_listing_that_is_no_longer_shown_is_none(
    database: Database, gone: dict[str, object]
) -> None:
    async with database.writing() as session:
        listed = await a_listing(session, **gone)  # type: ignore[arg-type]
    async with database.reading() as session:
        for id in (listed.id, uuid4()):
            assert await listing(session, id, now=NOW, language="en", zone=ZONE) is None


async def test_removing_an_organization_removes_what_hangs_on_it(database: Database) -> None:
    async with database.writing() as session:
        listed = await a_listing(session, weekly="TU", phones=("0113 496 0001",))
    async with database.writing() as session:
        owner = await session.get_one(Organization, listed.service.organization_id)
        await session.delete(owner)
    async with database.reading() as session:
        assert (await session.scalars(select(Service))).all() == []
        assert (await session.scalars(select(Phone))).all() == []
        assert len((await session.scalars(select(Location))).all()) == 1
