"""In which council's area is a point, and is that one of the regions that Waypost is for?"""

from dataclasses import dataclass
from math import cos, radians

from listings.model import Point
from listings.places.tables import point_of, rows


@dataclass(frozen=True, slots=True)
class Area:
    """`home` is Yorkshire & Humber or the West Midlands."""

    name: str
    home: bool
    point: Point


class Areas:
    """Nearest known point decides: right in the middle of an area, roughly right at its edge."""

    def __init__(self) -> None:
        known = [(row, row["home"] == "1") for row in rows("areas.tsv")]
        known += [(row, True) for row in rows("neighbourhoods.tsv")]
        self._areas = tuple(Area(row["area"], home, point_of(row)) for row, home in known)

    def of(self, point: Point) -> Area:
        """The area that a point belongs to."""
        return min(self._areas, key=lambda area: flat_distance(point, area.point))


def flat_distance(a: Point, b: Point) -> float:
    """A number that grows with distance, quick to compute; only for telling which is nearer."""
    east = (a.longitude - b.longitude) * cos(radians(a.latitude))
    north = a.latitude - b.latitude
    return east * east + north * north
