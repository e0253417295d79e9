"""Do the demo listings load, cover everything, keep their form, and go again without a trace?"""

import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from sqlalchemy import func, select

from listings.database import Database
from listings.demo import FOLDER, load_demo, read_demo, remove_demo
from listings.errors import FormError
from listings.model import Query
from listings.schema import (
    Address,
    Base,
    Service,
    ServiceAtLocation,
    ServiceAudience,
    ServiceTopic,
    Translation,
)
from listings.search import search
from listings.words import AUDIENCES, TOPICS
from tests.listings.builders import LEEDS, NOW, ZONE, a_listing

EXAMPLE = FOLDER / "example.yaml.txt"
# Places are there before, and stay; the reports and counts are nobody's demo.
# A note of each removal stays until the reminders have read it.
KEPT = {"place", "place_name", "alembic_version", "schedule_change"}


def a_folder(tmp_path: Path, text: str | None = None) -> Path:
    """A folder with the example, or another text, as its only file."""
    if text is None:
        shutil.copy(EXAMPLE, tmp_path / "example.yaml")
    else:
        (tmp_path / "example.yaml").write_text(text, encoding="utf-8")
    return tmp_path


async def test_the_example_of_the_form_loads(database: Database, tmp_path: Path) -> None:
    async with database.writing() as session:
        assert await load_demo(session, a_folder(tmp_path), NOW) == 3
    async with database.reading() as session:
        found = await search(
            session, Query("learn_english", LEEDS), now=NOW, language="ar", zone=ZONE
        )
    card = found.listings[0]
    assert card.name.value == "مقهى المحادثة"
    assert card.name.state == "machine"
    assert card.demo
    assert card.travel_refunded
    assert card.bus is not None
    assert card.bus.language == "ar"
    assert card.assured_on == NOW.date()
    states = [date.state for date in card.next_dates]
    assert states == ["on", "on", "on"]


async def test_the_demo_covers_every_topic_audience_and_town(database: Database) -> None:
    async with database.writing() as session:
        assert await load_demo(session, FOLDER, NOW) >= 80
    async with database.reading() as session:
        topics = set(await session.scalars(select(ServiceTopic.topic)))
        audiences = set(await session.scalars(select(ServiceAudience.audience)))
        towns = set(await session.scalars(select(Address.city)))
        marked = set(await session.scalars(select(Service.demo)))
    assert topics == set(TOPICS)
    assert audiences == set(AUDIENCES)
    assert towns >= {"Leeds", "Bradford", "Huddersfield", "Barnsley", "Sheffield", "York"}
    assert towns >= {"Scarborough", "Hull", "Birmingham", "Coventry", "Wolverhampton"}
    assert marked == {True}


async def test_loading_twice_doubles_nothing(database: Database, tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    async with database.writing() as session:
        await load_demo(session, folder, NOW)
    async with database.writing() as session:
        await load_demo(session, folder, NOW + timedelta(days=30))
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(ServiceAtLocation)) == 3
        dates = set(await session.scalars(select(Service.assured_date)))
    assert max(filter(None, dates)) == (NOW + timedelta(days=30)).date()


async def test_removing_leaves_what_is_real_and_nothing_else(database: Database) -> None:
    async with database.writing() as session:
        await load_demo(session, FOLDER, NOW)
        real = await a_listing(session, "A real one", weekly="TU", languages=("ar",))
        session.add(_translation(real.service))
    async with database.writing() as session:
        assert await remove_demo(session) >= 80
    async with database.reading() as session:
        left = {
            table.name: await session.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
            if table.name not in KEPT
        }
    expected = ("organization", "service", "service_topic", "language", "location", "address")
    expected += ("service_at_location", "schedule", "translation")
    assert {name: count for name, count in left.items() if count} == dict.fromkeys(expected, 1)


def _translation(service: Service) -> Translation:
    return Translation(
        entity="service",
        entity_id=service.id,
        field="name",
        language="ar",
        text="حقيقي",
        state="human",
    )


def test_demo_contacts_ring_nobody() -> None:
    texts = [path.read_text(encoding="utf-8") for path in FOLDER.glob("*.yaml")]
    drama = re.compile(r"01(13|14|21) 496 0\d{3}|01632 960\d{3}|0808 157 0\d{3}|07700 900\d{3}")
    for text in texts:
        for entry in (yaml.safe_load(text) or {}).get("services", []):
            for phone in entry.get("phones", []):
                assert drama.fullmatch(phone), phone
        for host in re.findall(r"https?://([^/\s\"']+)|@([\w.-]+)", text):
            assert "".join(host).rstrip(".").endswith("example.org"), host


SOUND = """
organizations: [{key: o, name: O}]
services:
  - key: s
    organization: o
    name: S
    summary: Something.
    topics: [food]
    at:
      - {name: Hall, address: 1 Road, town: Leeds, lat: 53.8, lon: -1.5, schedules: [SCHEDULE]}
"""
WEEKLY = "{weekly: tuesday, from: '10:00', to: '12:00'}"


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("topics: [food]", "topics: [fod]", "'fod' is not one of the words"),
        ("topics: [food]", "audiences: [women]", "topics: is missing"),
        ("name: S", "nam: S", "'nam' is not a field"),
        ("organization: o", "organization: p", "not the key of an organization"),
        ("lat: 53.8, ", "", "lat: must be a number"),
        ("summary: Something.", "summary: [1]", "summary: must be a text"),
        (WEEKLY, "{weekly: tuesday}", "either from or all_day"),
        (WEEKLY, "{from: '10:00'}", "needs one of weekly"),
        (WEEKLY, "{weekly: tuesday, in_days: 3, from: '10:00'}", "needs one of weekly"),
        (WEEKLY, "{monthly: 9TU5, from: '10:00'}", "byday"),
        (WEEKLY, "{weekly: tuesday, from: '25:00'}", "no time of day"),
        (WEEKLY, "{in_days: 3, from: '10:00', cancelled: [{date: 2}]}", "not a coming date"),
        (WEEKLY, "tuesday", "must be a mapping"),
        ("organizations:", "orgs:", "'orgs' is not a field"),
        ("summary: Something.", "summary: A.\n    cost: cheap", "cost: must be a mapping"),
        ("summary: Something.", "summary: A.\n    women_only: yes please", "must be true or false"),
        (
            "summary: Something.",
            "summary: A.\n    translations: {ar: {welcome: x}}",
            "translates a text that is not there",
        ),
        ("services:", "services: [", "is not readable YAML"),
    ],
)
def test_a_file_that_does_not_keep_to_the_form_says_where(
    tmp_path: Path, before: str, after: str, message: str
) -> None:
    sound = SOUND.replace("SCHEDULE", WEEKLY)
    assert before in sound
    folder = a_folder(tmp_path, sound.replace(before, after))
    with pytest.raises(FormError, match=re.escape(message)) as caught:
        list(read_demo(folder, NOW.date()))
    assert str(caught.value).startswith("example.yaml")


def test_a_key_that_is_used_twice_is_refused(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, SOUND.replace("SCHEDULE", WEEKLY))
    shutil.copy(folder / "example.yaml", folder / "other.yaml")
    with pytest.raises(FormError, match="used twice"):
        list(read_demo(folder, NOW.date()))
