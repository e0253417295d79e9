"""What is in a CSV export of Outpost, the software of several councils? Lines that add to a service before them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final
from uuid import UUID

from listings.errors import ScheduleError
from listings.exchange import values
from listings.exchange.csv_reading import Line
from listings.exchange.errors import RecordError
from listings.exchange.oruk_schedules import check, rule_columns
from listings.exchange.records import Feed, Record, Rejected, Row
from listings.exchange.topics import topics_of

_USED: Final = {
    *("", "import_id", "import_id_reference", "name", "description", "organisation", "url"),
    *("min_age", "max_age", "location_name", "location_latitude", "location_longitude"),
    *("location_address_1", "location_city", "location_postcode"),
    # Notes are of the council's staff, contacts may be private: neither is ours to keep.
    *("notes", "contact_name", "contact_title", "contact_visible", "contact_email"),
    *("contact_phone", "mask_exact_address", "location_visible"),
}


def is_outpost(header: Sequence[str]) -> bool:
    """Are these the columns of that software?"""
    return {"import_id", "import_id_reference", "organisation", "name"} <= set(header)


def outpost_records(lines: Iterable[Line], feed: Feed) -> Iterator[Record | Rejected]:
    """One record for each line that is no addition, with its additions."""
    services: dict[str, list[Line]] = {}
    lost: list[Rejected] = []
    for line in lines:
        whose = line.get("import_id_reference") or line.get("import_id", "")
        if line.get("import_id_reference") and whose not in services:
            lost.append(Rejected(f"line {line['']}", f"adds to {whose!r}, which is not before it"))
        else:
            services.setdefault(whose, []).append(line)
    for key, group in services.items():
        try:
            yield _record(key, group, feed)
        except RecordError as error:
            yield Rejected(f"{group[0].get('name') or key}, line {group[0]['']}", str(error))
    yield from lost


def _record(key: str, lines: list[Line], feed: Feed) -> Record:
    first = lines[0]
    name, organization = first.get("name"), first.get("organisation")
    if not name or not organization or not key:
        missing = "name" if not name else "organisation" if key else "import_id"
        raise RecordError(f"has no {missing}")
    if first.get("approved", "").lower() == "false":
        raise RecordError("is not approved there")
    id = values.derived_id(feed.source, "service", key)
    owner = values.derived_id(feed.source, "organization", organization)
    notes: list[str] = []
    places = [row for line in lines for row in _places(line, id, feed)]
    at = next((row.id for row in places if row.table == "service_at_location"), None)
    whose = {"service_at_location_id": at} if at else {"service_id": id}
    terms = [term.strip() for term in first.get("service_taxonomies", "").split(";")]
    return Record(
        id=id,
        name=name,
        rows=(
            Row("organization", owner, {"name": organization}),
            Row("service", id, _columns(first, owner), {}, _extra(first), key[:200]),
            *{(row.table, row.id): row for row in places}.values(),
            *_schedules(lines, whose, notes),
            *_phones(lines, id),
            *_costs(lines, id),
        ),
        topics=topics_of(terms, name),
        notes=tuple(notes),
    )


def _columns(line: Line, owner: UUID) -> dict[str, Any]:
    status = "active" if line.get("visible", "true").lower() != "false" else "inactive"
    closed = values.truth(line.get("temporarily_closed", ""))
    visible = values.truth(line.get("contact_visible", ""))
    return {
        "organization_id": owner,
        "name": line["name"],
        "description": values.prose(line.get("description")),
        "url": values.url(line.get("url")),
        "email": values.email(line.get("contact_email")) if visible else None,
        "status": "temporarily closed" if closed else status,
        "minimum_age": values.number(line.get("min_age"), least=0, most=130),
        "maximum_age": values.number(line.get("max_age"), least=1, most=130),
    }


def _extra(line: Line) -> dict[str, Any]:
    """What we do not use."""
    return {name: value for name, value in line.items() if value and name not in _USED}


def _places(line: Line, service_id: UUID, feed: Feed) -> Iterator[Row]:
    name, postcode = line.get("location_name"), line.get("location_postcode")
    if not (name or postcode) or line.get("location_visible", "true").lower() == "false":
        return
    masked = values.truth(line.get("mask_exact_address", ""))
    street = None if masked else values.text(line.get("location_address_1"))
    id = values.derived_id(feed.source, "location", name, street, postcode)
    latitude, longitude = values.point(
        line.get("location_latitude"), line.get("location_longitude")
    )
    facts: dict[str, Any] = {"name": None if masked else values.text(name)}
    if latitude is not None and longitude is not None:
        digits = 2 if masked else 6
        facts |= {"latitude": round(latitude, digits), "longitude": round(longitude, digits)}
    yield Row("location", id, facts, {"location_type": "physical"})
    address = {
        "location_id": id,
        "address_1": street,
        "city": values.text(line.get("location_city")),
        "postal_code": (postcode or "")[: 4 if masked else 20].strip() or None,
    }
    yield Row("address", values.derived_id(id, "address"), address)
    access = line.get("location_accessibilities")
    if access:
        said = {"location_id": id, "description": access}
        yield Row("accessibility", values.derived_id(id, "accessibility"), said)
    at = values.derived_id(service_id, "at", id)
    yield Row("service_at_location", at, {"service_id": service_id, "location_id": id})


def _schedules(lines: list[Line], owner: dict[str, UUID], notes: list[str]) -> Iterator[Row]:
    for line in lines:
        weekday = line.get("scheduled_weekday")
        if not weekday:
            continue
        times = (line.get("schedules_opens_at"), line.get("schedules_closes_at"))
        given = {"freq": "WEEKLY", "byday": weekday, "opens_at": times[0], "closes_at": times[1]}
        id = values.derived_id("schedule", *owner.values(), line[""])
        columns = rule_columns(given)
        try:
            check(id, columns)
        except ScheduleError as error:
            notes.append(f"schedule left out: {error}")
            continue
        yield Row("schedule", id, {**owner, **columns})


def _phones(lines: list[Line], owner: UUID) -> Iterator[Row]:
    """Of contacts that are shown to the public there."""
    for position, line in enumerate(lines):
        number = line.get("contact_phone")
        if number and values.truth(line.get("contact_visible", "")):
            id = values.derived_id(owner, "phone", number)
            facts = {"service_id": owner, "number": number}
            yield Row("phone", id, facts, {"position": position})


def _costs(lines: list[Line], owner: UUID) -> Iterator[Row]:
    if values.truth(lines[0].get("free", "")):
        free = {"service_id": owner, "option": "free", "amount": values.number(0, least=0, most=0)}
        yield Row("cost_option", values.derived_id(owner, "free"), free)
    for line in lines:
        if line.get("cost_option") or line.get("cost_amount"):
            facts = {
                "service_id": owner,
                "option": values.text(line.get("cost_option")),
                "amount": values.number(line.get("cost_amount"), least=0, most=99_999_999),
                "amount_description": values.text(line.get("cost_type")),
            }
            id = values.derived_id(owner, "cost", line[""])
            yield Row("cost_option", id, facts, {"currency": "GBP"})
