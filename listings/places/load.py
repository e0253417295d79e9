"""How does the table of places get filled? Once, when the database is set up."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from listings.model import Point
from listings.places.areas import Areas
from listings.places.fold import latin, normal, sound
from listings.places.geonames import Town, read_towns
from listings.places.tables import point_of, rows
from listings.schema.places import PlaceName, PlaceRow

# What people say, where GeoNames has the full name.
SHORT_NAMES: Final = {2645425: "Hull", 2644737: "Leamington Spa"}
# "Stoke" for Stoke-on-Trent: the name without what tells it apart.
_LINKED: Final = re.compile(r"^(\w+)[ -](?:on|upon|under|in|by|le|next|super)[ -]", re.IGNORECASE)
_NEIGHBOURHOOD_POPULATION: Final = 10_000
_BIG: Final = 100_000
_LONGEST_NAME: Final = 120


async def load_places(session: AsyncSession) -> int:
    """Fill `place` and `place_name` if they are empty; returns how many places were added. Does not commit."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text("LOCK TABLE place IN SHARE ROW EXCLUSIVE MODE"))
    if await session.scalar(select(PlaceRow.key).limit(1)) is not None:
        return 0
    extra = {row["key"]: row["spellings"].split("|") for row in rows("spellings.tsv")}
    places: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    for place, spellings in _all_places():
        places.append(place)
        known = [place["name"], *spellings, *extra.get(place["key"], ())]
        names.extend(_names(place, known))
    await session.execute(insert(PlaceRow), places)
    await session.execute(insert(PlaceName), names)
    return len(places)


def _all_places() -> Iterator[tuple[dict[str, Any], Iterable[str]]]:
    areas = Areas()
    for town in read_towns():
        key, name = f"g{town.geoname_id}", SHORT_NAMES.get(town.geoname_id, town.name)
        point = Point(town.latitude, town.longitude)
        yield _place(areas, key, name, point, town.population), _spellings(town)
    for row in rows("neighbourhoods.tsv"):
        key, people = f"n{row['number']}", _NEIGHBOURHOOD_POPULATION
        yield _place(areas, key, row["name"], point_of(row), people), ()


def _place(areas: Areas, key: str, name: str, point: Point, population: int) -> dict[str, Any]:
    area = areas.of(point)
    return {
        "key": key,
        "name": name,
        "area": area.name,
        "latitude": point.latitude,
        "longitude": point.longitude,
        "population": population,
        "home": area.home,
    }


def _spellings(town: Town) -> Iterator[str]:
    yield town.name
    linked = _LINKED.match(town.name)
    if linked:
        yield linked.group(1)
    for name in town.names:
        yield name
        yield re.split("[,،(]", name)[0]


def _names(place: dict[str, Any], spellings: Iterable[str]) -> Iterator[dict[str, Any]]:
    comparable = place["home"] or place["population"] >= _BIG
    for name in {normal(spelling)[:_LONGEST_NAME] for spelling in spellings} - {""}:
        heard = sound(latin(name))
        yield {
            "place_key": place["key"],
            "name": name,
            "folded": heard,
            "guess": comparable and len(heard) >= 3,
        }
