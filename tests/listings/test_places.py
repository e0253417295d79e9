"""Which place does a text mean, in any script, misspelt, ambiguous, or nonsense?"""

import asyncio
import json
import random
import string
from pathlib import Path
from typing import Any

import pytest

from listings.database import Database, open_database
from listings.errors import PlaceDataError
from listings.model import Point
from listings.places import Places
from listings.places.outcodes import import_outcodes

TEXTS = Path(__file__).parents[3] / "shared" / "data" / "text"


@pytest.fixture
async def places(database: Database) -> Places:
    """The places of a database, on both kinds."""
    return Places(database.sessions)


@pytest.fixture(scope="module")
def sqlite_places(sqlite_template: Path) -> Places:
    """The same on SQLite, read once: how names are compared has nothing to do with the database."""
    return asyncio.run(_opened(sqlite_template))


async def _opened(path: Path) -> Places:
    database = open_database(f"sqlite:///{path}")
    places = Places(database.sessions)
    await places.open()
    await database.close()
    return places


async def names(places: Places, text: str) -> list[str]:
    """The names that a text may mean, likeliest first."""
    return [place.name for place in await places.find(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("لیدز", "Leeds"),
        ("ليدز", "Leeds"),
        ("Лідс", "Leeds"),
        ("Lids", "Leeds"),
        ("ሊድስ", "Leeds"),
        ("LEEDS ", "Leeds"),
        ("leedz", "Leeds"),
        ("Barnsli", "Barnsley"),
        ("Барнслі", "Barnsley"),
        ("хаддерсфілд", "Huddersfield"),
        ("هدرسفیلد", "Huddersfield"),
        ("Hudersfild", "Huddersfield"),
        ("Bradfort", "Bradford"),
        ("Hull", "Hull"),
        ("Kingston upon Hull", "Hull"),
        ("هال", "Hull"),
        ("hul", "Hull"),
        ("Галіфакс", "Halifax"),
        ("Sheffild", "Sheffield"),
        ("شفيلد", "Sheffield"),
        ("شێفیڵد", "Sheffield"),
        ("Vakefild", "Wakefield"),
        ("Kiethly", "Keighley"),
        ("Коветрі", "Coventry"),
        ("ዋልሳል", "Walsall"),
        ("Wolverhamton", "Wolverhampton"),
        ("Birmingam", "Birmingham"),
        ("Bradford on Avon", "Bradford-on-Avon"),
        ("Stoke", "Stoke-on-Trent"),
        ("Kirklees", "Huddersfield"),
        ("Harehills", "Harehills"),
        ("هیرهیلز", "Harehills"),
        ("smol hit", "Small Heath"),
        ("I live in Leeds", "Leeds"),
        ("في ليدز", "Leeds"),
        ("بليدز", "Leeds"),
        ("у Лідсі", "Leeds"),
        ("в Брадфорді", "Bradford"),
        ("Barnsley, South Yorkshire", "Barnsley"),
        ("London", "London"),
    ],
)
async def test_a_town_is_found_however_it_is_written(
    sqlite_places: Places, text: str, name: str
) -> None:
    assert await names(sqlite_places, text) == [name]


async def test_towns_are_found_on_both_databases(places: Places) -> None:
    (leeds,) = await places.find("لیدز")
    assert (leeds.key, leeds.kind, leeds.area) == ("g2644688", "town", "Leeds")
    assert leeds.point == Point(53.79648, -1.54785)
    assert await places.by_key("g2644688") == leeds


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("Richmond", ["North Yorkshire", "Twickenham"]),
        ("Newcastle", ["Staffordshire", "Newcastle upon Tyne"]),
        ("Handsworth", ["Birmingham", "Sheffield"]),
        ("Chapeltown", ["Sheffield", "Leeds"]),
        ("Bradford", ["Bradford"]),
        ("Whitby", ["North Yorkshire"]),
    ],
)
async def test_a_name_that_is_not_clear_gives_each_place_ours_first(
    sqlite_places: Places, text: str, areas: list[str]
) -> None:
    assert [place.area for place in await sqlite_places.find(text)] == areas


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "😀😀",
        "...",
        "hello",
        "help",
        "menu",
        "food",
        "مرحبا",
        "اهلا",
        "дякую",
        "null",
        "undefined",
        "1234567",
        "٣",
        "QQ1 1AA",
        "Leeds " * 11,
        "a" * 4096,
    ],
)
async def test_nonsense_is_no_place(sqlite_places: Places, text: str) -> None:
    assert await sqlite_places.find(text) == ()


async def test_random_words_are_no_places(sqlite_places: Places) -> None:
    words = random.Random(7)
    for _ in range(300):
        text = "".join(words.choices(string.ascii_lowercase, k=12))
        assert await sqlite_places.find(text) == (), text


@pytest.mark.skipif(not TEXTS.exists(), reason="the shared texts are not here")
@pytest.mark.parametrize("file", ["blns.json", "unicode-hazards.json"])
async def test_strings_that_break_programs_break_nothing(sqlite_places: Places, file: str) -> None:
    for text in _strings(json.loads((TEXTS / file).read_text(encoding="utf-8"))):
        assert len(await sqlite_places.find(text)) <= 5


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for item in inside for text in _strings(item)]


@pytest.mark.parametrize(
    ("text", "key", "area"),
    [
        ("s70 1aa", "pS70", "Barnsley"),
        ("S701AA", "pS70", "Barnsley"),
        ("LS8", "pLS8", "Leeds"),
        ("ls8 5", "pLS8", "Leeds"),
        ("BD12ab", "pBD1", "Bradford"),
        ("12 High Street, HD1 2AB", "pHD1", "Kirklees"),
        ("S٧٠", "pS70", "Barnsley"),
        ("WV1-4AN", "pWV1", "Wolverhampton"),
        ("S99 9ZZ", "pS99", "Sheffield"),
    ],
)
async def test_a_postcode_is_kept_no_finer_than_its_outcode(
    sqlite_places: Places, text: str, key: str, area: str
) -> None:
    (place,) = await sqlite_places.find(text)
    assert (place.key, place.name, place.kind, place.area) == (key, key[1:], "outcode", area)
    assert await sqlite_places.by_key(key) == place


@pytest.mark.parametrize("key", ["g1", "pQQ1", "p", "", "n99999", "x"])
async def test_a_key_of_nothing_is_none(sqlite_places: Places, key: str) -> None:
    assert await sqlite_places.by_key(key) is None


async def test_a_shared_location_is_rounded_before_it_is_told(places: Places) -> None:
    place = await places.nearest(Point(53.553_21, -1.479_87))
    assert place is not None
    assert place.point == Point(53.55, -1.48)
    assert (place.key, place.name, place.kind) == ("g2656284", "Barnsley", "shared")


async def test_a_location_abroad_is_none(sqlite_places: Places) -> None:
    assert await sqlite_places.nearest(Point(48.85, 2.35)) is None


async def test_imported_outcodes_come_before_our_own_table(
    database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "outcodes.csv"
    file.write_text("outcode,latitude,longitude,postcode_count\nS70,53.5432,-1.4711,900\n")
    async with database.writing() as session:
        assert await import_outcodes(session, file) == 1
    (place,) = await Places(database.sessions).find("S70 1AA")
    assert place.point == Point(53.5432, -1.4711)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "outcode,latitude,longitude\n",
        "code,lat,lon\nS70,53.5,-1.4\n",
        "outcode,latitude,longitude\nS70,north,-1.4\n",
        "outcode,latitude,longitude\nS70,-53.5,-1.4\n",
        "outcode,latitude,longitude\nBarnsley,53.5,-1.4\n",
        "outcode,latitude,longitude\nS70\n",
    ],
)
async def test_a_table_of_outcodes_that_cannot_be_read_changes_nothing(
    database: Database, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "outcodes.csv"
    file.write_text(text)
    with pytest.raises(PlaceDataError, match=r"outcodes\.csv"):
        await _import(database, file)
    (place,) = await Places(database.sessions).find("S70")
    assert place.area == "Barnsley"


async def _import(database: Database, file: Path) -> None:
    async with database.writing() as session:
        await import_outcodes(session, file)
