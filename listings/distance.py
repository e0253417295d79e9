"""How far apart are two points, and which box holds all that is near?"""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Final

from listings.model import Point

EARTH_KM: Final = 6371.0
_KM_PER_DEGREE: Final = 111.19


@dataclass(frozen=True, slots=True)
class Box:
    """Degrees between which something lies; made for Great Britain, so no pole and no date line."""

    south: float
    north: float
    west: float
    east: float


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance (haversine)."""
    north = radians(b.latitude - a.latitude)
    east = radians(b.longitude - a.longitude)
    shrink = cos(radians(a.latitude)) * cos(radians(b.latitude))
    chord = sin(north / 2) ** 2 + shrink * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(chord))


def box_around(point: Point, radius_km: float) -> Box:
    """A box that holds every point within `radius_km`, and a little more."""
    tall = radius_km / _KM_PER_DEGREE * 1.01
    wide = tall / max(0.1, cos(radians(abs(point.latitude) + tall)))
    return Box(
        south=point.latitude - tall,
        north=point.latitude + tall,
        west=point.longitude - wide,
        east=point.longitude + wide,
    )
