"""Where does a person mean? Names in any script, postcodes and shared locations become places."""

import asyncio

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from listings.distance import distance_km
from listings.model import Place, Point
from listings.places.areas import flat_distance
from listings.places.index import Known, NameIndex, Spelling
from listings.places.postcodes import Postcodes, outcode_in
from listings.schema.places import Outcode, PlaceName, PlaceRow

__all__ = ["Places"]

# Further from every town than this is not in Great Britain.
_ABROAD_KM = 50.0
_SHARED_DECIMALS = 2  # about 1 km


class Places:
    """The places of one database, read at first use and kept. Whoever made it owns it."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions
        self._loading = asyncio.Lock()
        self._loaded: _Loaded | None = None

    async def open(self) -> None:
        """Read the table now, so that the first person does not wait for it."""
        await self._table()

    async def find(self, text: str) -> tuple[Place, ...]:
        """The places that a text can mean, likeliest first; more than one if it is not clear which.

        Postcodes give their outcode. Nonsense, and text of more than 60 characters, gives nothing.
        """
        table = await self._table()
        outcode = outcode_in(text) if len(text) <= 60 else None
        if outcode is not None:
            place = table.postcodes.place(outcode)
            if place is not None:
                return (place,)
        return tuple(table.places[key] for key in table.names.find(text))

    async def by_key(self, key: str) -> Place | None:
        """The place of a stored key, or None if it is gone."""
        table = await self._table()
        if key.startswith("p"):
            outcode = outcode_in(key[1:])
            return table.postcodes.place(outcode) if outcode else None
        return table.places.get(key)

    async def nearest(self, point: Point) -> Place | None:
        """A shared location, rounded to about 1 km before anything else, named after the nearest town.

        None if it is not in Great Britain.
        """
        table = await self._table()
        rough = Point(
            round(point.latitude, _SHARED_DECIMALS), round(point.longitude, _SHARED_DECIMALS)
        )
        town = min(table.places.values(), key=lambda place: flat_distance(rough, place.point))
        if distance_km(rough, town.point) > _ABROAD_KM:
            return None
        return Place(town.key, town.name, rough, "shared", town.area)

    async def _table(self) -> "_Loaded":
        async with self._loading:
            if self._loaded is None:
                async with self._sessions() as session:
                    self._loaded = await _load(session)
            return self._loaded


class _Loaded:
    def __init__(self, places: dict[str, Place], names: NameIndex, postcodes: Postcodes) -> None:
        self.places = places
        self.names = names
        self.postcodes = postcodes


async def _load(session: AsyncSession) -> _Loaded:
    places = {}
    known = []
    for row in await session.execute(select(PlaceRow.__table__)):
        point = Point(row.latitude, row.longitude)
        places[row.key] = Place(row.key, row.name, point, "town", row.area)
        known.append(Known(row.key, row.population, row.home))
    names = await session.execute(
        select(PlaceName.place_key, PlaceName.name, PlaceName.folded, PlaceName.guess)
    )
    index = NameIndex(known, (Spelling(*row) for row in names))
    codes = await session.execute(select(Outcode.code, Outcode.latitude, Outcode.longitude))
    outcodes = {row.code: Point(row.latitude, row.longitude) for row in codes}
    return _Loaded(places, index, Postcodes(outcodes))
