"""Where is a service of an Open Referral feed? Its service_at_locations as rows."""

from collections.abc import Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from listings.exchange import values
from listings.exchange.records import Row

_TYPES: Final = ("physical", "postal", "virtual")
_KNOWN: Final = {
    *("id", "location_type", "url", "name", "alternate_name", "description", "transportation"),
    *("latitude", "longitude", "addresses", "physical_addresses", "accessibility"),
    *("accessibility_for_disabilities", "organization_id", "step_free"),
}


def place_rows(given: Mapping[str, Any], source: str) -> Iterator[Row]:
    """A location with its addresses and its words about access; only what the feed mentions is written."""
    identity = values.identity(given.get("id"), source, "location")
    if identity is None:
        return
    id, external_id = identity
    kind = str(given.get("location_type") or "").lower()
    latitude, longitude = values.point(given.get("latitude"), given.get("longitude"))
    columns = {
        "location_type": kind if kind in _TYPES else "physical",
        "url": values.url(given.get("url")),
        "name": values.text(given.get("name")),
        "alternate_name": values.text(given.get("alternate_name")),
        "description": values.prose(given.get("description")),
        "transportation": values.prose(given.get("transportation")),
        "latitude": latitude,
        "longitude": longitude,
    }
    said = {name: value for name, value in columns.items() if name in given and value is not None}
    first = {"location_type": columns["location_type"], "step_free": given.get("step_free") is True}
    yield Row("location", id, said, first, extra_of(given, _KNOWN), external_id)
    for number, address in enumerate(listed(given, "addresses", "physical_addresses")):
        yield _address(address, number, id, source)
    names = ("accessibility", "accessibility_for_disabilities")
    for number, access in enumerate(listed(given, *names)):
        yield _access(access, number, id, source)


def extra_of(given: Mapping[str, Any], known: set[str]) -> dict[str, Any]:
    """What we do not use, so that an export loses nothing."""
    kept = {name: value for name, value in given.items() if name not in known}
    clean: dict[str, Any] = values.web_safe(kept)
    return {name: value for name, value in clean.items() if value not in (None, "", [], {})}


def _address(given: Mapping[str, Any], number: int, owner: UUID, source: str) -> Row:
    id, external_id = part_id(given, source, "address", owner, number)
    country = values.text(given.get("country"))
    kind = str(given.get("address_type") or "").lower()
    columns = {
        "location_id": owner,
        **{
            name: values.text(given.get(name))
            for name in ("attention", "address_1", "address_2", "city", "region", "state_province")
        },
        "postal_code": (values.text(given.get("postal_code")) or "")[:20] or None,
        "country": country if country and len(country) == 2 else None,
        "address_type": kind if kind in _TYPES else "physical",
    }
    return Row("address", id, columns, external_id=external_id)


def _access(given: Mapping[str, Any], number: int, owner: UUID, source: str) -> Row:
    id, external_id = part_id(given, source, "accessibility", owner, number)
    columns = {
        "location_id": owner,
        "description": values.prose(given.get("description") or given.get("accessibility")),
        "details": values.prose(given.get("details")),
        "url": values.url(given.get("url")),
    }
    return Row("accessibility", id, columns, external_id=external_id)


def part_id(
    given: Mapping[str, Any], source: str, table: str, owner: UUID, number: int
) -> tuple[UUID, str | None]:
    """The id of a part; one without gets an id by its place in the list."""
    return values.identity(given.get("id"), source, table) or (
        values.derived_id(source, table, owner, number),
        None,
    )


def listed(given: Mapping[str, Any], *names: str) -> list[Mapping[str, Any]]:
    """The mappings of the first of these lists that is there."""
    for name in names:
        items = given.get(name)
        if isinstance(items, list) and items:
            return [item for item in items if isinstance(item, dict)]
    return []
