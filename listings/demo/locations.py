"""Which rows does one location of a demo service become?"""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from listings.demo.form import Entry
from listings.demo.ids import demo_id
from listings.demo.schedules import schedules_of
from listings.demo.texts import translations_of
from listings.demo.words import LOCATION
from listings.schema import Address, Base, Location, ServiceAtLocation


def rows_of_location(given: Entry, key: str, service_id: UUID, today: date) -> Iterator[Base]:
    """A location with its address, the listing there, and its schedules."""
    given.only({"online", "schedules"} if given.flag("online") else LOCATION)
    id = demo_id("location", key)
    if given.flag("online"):
        yield Location(id=id, demo=True, location_type="virtual")
    else:
        yield from _building(given, id, key)
        yield from translations_of(given, "location", id, {"bus": "transportation"})
    listing_id = demo_id("listing", key)
    yield ServiceAtLocation(id=listing_id, demo=True, service_id=service_id, location_id=id)
    yield from schedules_of(given, key, listing_id, today)


def _building(given: Entry, id: UUID, key: str) -> Iterator[Base]:
    yield Location(
        id=id,
        demo=True,
        location_type="physical",
        name=given.needed("name"),
        transportation=given.text("bus"),
        latitude=given.degrees("lat"),
        longitude=given.degrees("lon"),
        step_free=given.flag("step_free"),
    )
    yield Address(
        id=demo_id("address", key),
        demo=True,
        location_id=id,
        address_1=given.needed("address"),
        city=given.needed("town"),
        postal_code=given.text("postcode"),
        country="GB",
        address_type="physical",
    )
