"""Which lines of a spreadsheet is a service of ours? One for each place where it is."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from listings.exchange import csv_schedules
from listings.exchange.csv_columns import FLAGS, TEXTS
from listings.exchange.records import Record, Row


def lines_of(record: Record) -> Iterator[dict[str, str]]:
    """The lines, each with everything about the service, so that a sorted sheet still reads."""
    facts = _service(record)
    listings = list(record.of("service_at_location"))
    if not listings:
        schedules = record.of("schedule", service_id=record.id)
        yield {**facts, "schedules": csv_schedules.written(record, schedules)}
    for listing in listings:
        yield {**facts, **_place(record, listing)}


def _service(record: Record) -> dict[str, str]:
    service = record.service.values
    organization = next(record.of("organization"))
    same = ("name", "description", "email", "url", "status", "assured_date")
    return {
        "id": str(record.id),
        "organisation_id": str(organization.id),
        "organisation": organization.values["name"],
        "topics": "; ".join(record.topics),
        "audiences": "; ".join(record.audiences),
        "languages": "; ".join(_spoken(row) for row in record.of("language")),
        "cost": "; ".join(_cost(row) for row in record.of("cost_option")),
        "phones": "; ".join(
            row.values["number"] for row in record.of("phone", service_id=record.id)
        ),
        **{name: _text(service[name]) for name in (*same, *TEXTS)},
        **{name: _text(service[name]) for name in ("minimum_age", "maximum_age")},
        **{name: "yes" if service[name] else "no" for name in FLAGS},
    }


def _place(record: Record, listing: Row) -> dict[str, str]:
    location = record.row("location", listing.values["location_id"])
    assert location is not None
    facts = location.values
    address = next(record.of("address", location_id=location.id), None)
    where = address.values if address else {}
    schedules = record.of("schedule", service_at_location_id=listing.id)
    return {
        "listing_id": str(listing.id),
        "location_id": str(location.id),
        "online": "yes" if facts["location_type"] == "virtual" else "no",
        "location_name": _text(facts["name"]),
        "address_1": _text(where.get("address_1")),
        "city": _text(where.get("city")),
        "postcode": _text(where.get("postal_code")),
        "latitude": _text(facts["latitude"]),
        "longitude": _text(facts["longitude"]),
        "transportation": _text(facts["transportation"]),
        "step_free": "yes" if facts["step_free"] else "no",
        "schedules": csv_schedules.written(record, schedules),
    }


def _spoken(row: Row) -> str:
    return _text(row.values["code"] or row.values["name"])


def _cost(row: Row) -> str:
    """ "free", "3.50" or "3.50 adults": an amount in pounds and whom or what it is for."""
    facts = row.values
    if facts["amount"] == 0 and facts["option"] in (None, "free"):
        return "free"
    said = (facts["amount"], facts["option"] or facts["amount_description"])
    return " ".join(_text(part) for part in said if part is not None).replace(";", ",")


def _text(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:.2f}".removesuffix(".00")
    return "" if value is None else str(value)
