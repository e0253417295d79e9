"""How long is an entry trusted, and how far is it?"""

from datetime import date

import pytest

from listings.distance import box_around, distance_km
from listings.freshness import freshness
from listings.model import Point
from tests.listings.builders import BARNSLEY, LEEDS, north_of

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("assured", "review", "added", "expected"),
    [
        (date(2026, 11, 23), None, date(2020, 1, 1), "fresh"),
        (date(2026, 8, 25), None, date(2020, 1, 1), "fresh"),  # 90 days
        (date(2026, 8, 24), None, date(2020, 1, 1), "due"),
        (date(2026, 11, 1), date(2026, 11, 22), date(2020, 1, 1), "due"),
        (date(2026, 8, 1), date(2026, 12, 1), date(2020, 1, 1), "fresh"),
        (date(2026, 5, 27), None, date(2020, 1, 1), "due"),  # 180 days
        (date(2026, 5, 26), None, date(2026, 11, 1), "stale"),
        (None, None, date(2026, 11, 22), "due"),
        (None, None, date(2026, 5, 26), "stale"),
    ],
)
def test_an_entry_goes_from_fresh_to_due_to_stale(
    assured: date | None, review: date | None, added: date, expected: str
) -> None:
    assert freshness(assured, review, added, TODAY) == expected


def test_leeds_is_28_km_from_barnsley() -> None:
    assert distance_km(LEEDS.point, BARNSLEY.point) == pytest.approx(27.74, abs=0.05)


@pytest.mark.parametrize("km", [8, 60])
def test_a_box_holds_the_circle(km: int) -> None:
    box = box_around(LEEDS.point, km)
    north = north_of(LEEDS, km)
    assert box.south < north.latitude < box.north
    east = Point(LEEDS.point.latitude, LEEDS.point.longitude + km / 65.6)
    assert distance_km(LEEDS.point, east) == pytest.approx(km, rel=0.02)
    assert box.west < east.longitude < box.east
