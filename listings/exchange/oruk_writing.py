"""How does a service of ours read as Open Referral UK 3.0? One JSON object with everything nested in it."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from listings.exchange.oruk_schedules import EVERY_DAY
from listings.exchange.records import Record, Row
from listings.exchange.values import derived_id
from listings.exchange.words import FLAGS, TAXONOMY, TEXTS

_OURS: Final = {*FLAGS, *TEXTS, "added_on", "review_after", "assured_by", "position"}
# What the profile requires, even where there is nothing to say.
_REQUIRED: Final = {
    "organization": ("description",),
    "address": ("address_1", "city", "state_province", "postal_code", "country"),
}


def service_object(record: Record) -> dict[str, Any]:
    """A service as /services/{id} gives it."""
    service = record.service
    organization = next(record.of("organization"))
    nested = {
        "organization": {
            **_object(organization),
            **_list("phones", record.of("phone", organization_id=organization.id)),
        },
        "service_at_locations": [_at(record, row) for row in record.of("service_at_location")],
        "schedules": [
            _schedule(record, row) for row in record.of("schedule", service_id=record.id)
        ],
        **_list("phones", record.of("phone", service_id=record.id)),
        **_list("languages", record.of("language")),
        **_list("cost_options", record.of("cost_option")),
    }
    foreign = (service.extra or {}).get("attributes", [])
    return {**_object(service), **nested, "attributes": [*_attributes(record), *foreign]}


def _at(record: Record, row: Row) -> dict[str, Any]:
    location = record.row("location", row.values["location_id"])
    assert location is not None
    schedules = record.of("schedule", service_at_location_id=row.id)
    return {
        **_object(row),
        "location": {
            **_object(location),
            "addresses": [_object(one) for one in record.of("address", location_id=location.id)],
            "accessibility": [
                _object(one) for one in record.of("accessibility", location_id=location.id)
            ],
        },
        "schedules": [_schedule(record, schedule) for schedule in schedules],
    }


def _schedule(record: Record, row: Row) -> dict[str, Any]:
    """Open Referral UK knows WEEKLY and MONTHLY only; `exceptions`, `daily` and `pauses` are ours."""
    written = _object(row)
    plain = not (row.values["bymonthday"] or row.values["byday"])
    if row.values["freq"] == "DAILY" and plain and (row.values["interval"] or 1) == 1:
        written |= {"freq": "WEEKLY", "byday": EVERY_DAY, "daily": True}
    exceptions = [
        {key: value for key, value in _object(one).items() if key not in ("id", "schedule_id")}
        for one in record.of("schedule_exception", schedule_id=row.id)
    ]
    return {**written, **({"exceptions": exceptions} if exceptions else {})}


def _attributes(record: Record) -> Iterator[dict[str, Any]]:
    """Topics, audiences and the facts that lower a barrier, under a taxonomy of ours."""
    facts = record.service.values
    words = [
        *(("topic", word, None) for word in record.topics),
        *(("audience", word, None) for word in record.audiences),
        *(("fact", name, None) for name in FLAGS if facts.get(name)),
        *(("fact", name, facts[name]) for name in TEXTS if facts.get(name)),
    ]
    for kind, word, value in words:
        said = {"label": word, "value": value} if value is not None else {}
        yield {
            "id": str(derived_id("attribute", record.id, kind, word)),
            "link_id": str(record.id),
            "link_type": kind,
            **said,
            "taxonomy_term": {
                "id": str(derived_id("term", kind, word)),
                "name": word,
                "description": word.replace("_", " "),
                "taxonomy": TAXONOMY,
            },
        }


def _list(name: str, rows: Iterator[Row]) -> dict[str, Any]:
    return {name: [_object(row) for row in rows]}


def _object(row: Row) -> dict[str, Any]:
    """The columns that say something, and the fields that came in and that we do not use."""
    written: dict[str, Any] = {"id": row.external_id or str(row.id)}
    for name in _REQUIRED.get(row.table, ()):
        written[name] = ""
    for name, value in row.values.items():
        if value is not None and name not in _OURS:
            written[name] = _json(value)
    return {**(row.extra or {}), **written}


def _json(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M:%S") if value.second else value.strftime("%H:%M")
    return value


def page_of(services: list[Mapping[str, Any]]) -> dict[str, Any]:
    """All services as one page of the profile's list."""
    return {
        "version": "HSDS-UK-3.0",
        "total_items": len(services),
        "total_pages": 1,
        "page_number": 1,
        "size": len(services),
        "first_page": True,
        "last_page": True,
        "empty": not services,
        "contents": services,
    }
