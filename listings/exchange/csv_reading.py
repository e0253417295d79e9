"""Which service is a group of lines of our own spreadsheet? What a column that is there says, staff have said."""

from collections.abc import Iterator, Sequence
from typing import Any, Final
from uuid import UUID

from listings.exchange import csv_schedules, values
from listings.exchange.csv_columns import FLAGS, TEXTS
from listings.exchange.errors import RecordError
from listings.exchange.languages import language_code
from listings.exchange.records import Feed, Record, Row
from listings.schema.services import STATUSES
from listings.words import AUDIENCES, TOPICS

Line = dict[str, str]
_PLACE: Final = ("location_name", "address_1", "postcode", "city", "latitude")


def record_of(lines: Sequence[Line], feed: Feed) -> Record:
    """The service, at each of its places; RecordError names the column that cannot be read."""
    first = lines[0]
    name, organization = first.get("name"), first.get("organisation")
    if not name or not organization:
        raise RecordError("has no name" if not name else "has no organisation")
    identity = values.identity(first.get("id") or None, feed.source, "service")
    id, external_id = identity or (values.derived_id(feed.source, organization, name), None)
    owner = _id(first, "organisation_id", feed.source, organization)
    service = {"organization_id": owner, "name": name, **_columns(first)}
    parts = [*_phones(first, id), *_languages(first, id), *_costs(first, id)]
    places = [row for line in lines for row in _places(line, id, feed)]
    return Record(
        id=id,
        name=name,
        rows=(
            Row("organization", owner, {"name": organization}),
            Row("service", id, service, external_id=external_id),
            *{(row.table, row.id): row for row in (*places, *parts)}.values(),
        ),
        topics=_words(first, "topics", TOPICS),
        audiences=_words(first, "audiences", AUDIENCES),
        curated=True,
        notes=(),
    )


def _columns(line: Line) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "description": values.prose,
        "email": values.email,
        "url": values.url,
        "minimum_age": lambda value: values.number(value, least=0, most=130),
        "maximum_age": lambda value: values.number(value, least=1, most=130),
        **dict.fromkeys(TEXTS, values.text),
        **dict.fromkeys(FLAGS, values.truth),
    }
    said = {name: read(line[name]) for name, read in columns.items() if name in line}
    if said.get("setting") not in (None, "indoor", "outdoor"):
        raise RecordError("setting: must be indoor or outdoor")
    status = line.get("status", "").lower()
    if status and status not in STATUSES:
        raise RecordError(f"status: {status!r} is not one of {', '.join(STATUSES)}")
    if status:
        said["status"] = status
    if line.get("assured_date"):
        said["assured_date"] = values.day(line["assured_date"])
        if said["assured_date"] is None:
            raise RecordError("assured_date: must be like 2026-11-30")
    return said


def _places(line: Line, service_id: UUID, feed: Feed) -> Iterator[Row]:
    """The location, the listing there and its schedules; none, if no column says where."""
    online = values.truth(line.get("online", ""))
    described = [line.get(name) for name in _PLACE]
    if not online and not any(described) and not line.get("location_id"):
        yield from csv_schedules.rows_of(line.get("schedules", ""), {"service_id": service_id})
        return
    id = _id(line, "location_id", feed.source, "online" if online else "", service_id, *described)
    latitude, longitude = values.point(line.get("latitude"), line.get("longitude"))
    said: dict[str, Any] = {"location_type": "virtual" if online else "physical"}
    if latitude is not None:
        said |= {"latitude": latitude, "longitude": longitude}
    for column, name in (("name", "location_name"), ("transportation", "transportation")):
        if name in line:
            said[column] = values.text(line[name])
    if "step_free" in line:
        said["step_free"] = values.truth(line["step_free"])
    yield Row("location", id, said)
    if any(line.get(name) for name in ("address_1", "city", "postcode")):
        address = {
            "location_id": id,
            "address_1": values.text(line.get("address_1")),
            "city": values.text(line.get("city")),
            "postal_code": (values.text(line.get("postcode")) or "")[:20] or None,
        }
        yield Row("address", values.derived_id(id, "address"), address)
    listing = _id(line, "listing_id", service_id, id)
    yield Row("service_at_location", listing, {"service_id": service_id, "location_id": id})
    owner = {"service_at_location_id": listing}
    yield from csv_schedules.rows_of(line.get("schedules", ""), owner)


def _phones(line: Line, owner: UUID) -> Iterator[Row]:
    for position, number in enumerate(_items(line, "phones")):
        id = values.derived_id(owner, "phone", position)
        yield Row("phone", id, {"service_id": owner, "number": number}, {"position": position})


def _languages(line: Line, owner: UUID) -> Iterator[Row]:
    for position, word in enumerate(_items(line, "languages")):
        code = language_code(word, None) if len(word) <= 3 else language_code(None, word)
        said = {"service_id": owner, **({"code": code} if code else {"name": word})}
        yield Row(
            "language", values.derived_id(owner, "language", word), said, {"position": position}
        )


def _costs(line: Line, owner: UUID) -> Iterator[Row]:
    for number, words in enumerate(_items(line, "cost")):
        amount, _, rest = words.partition(" ")
        pounds = values.number(amount, least=0, most=99_999_999)
        if words.lower() == "free":
            said: dict[str, Any] = {"amount": values.number(0, least=0, most=0)}
        elif pounds is None:
            said = {"option": words}
        else:
            said = {"amount": pounds, **({"option": rest.strip()} if rest.strip() else {})}
        id = values.derived_id(owner, "cost", number)
        yield Row("cost_option", id, {"service_id": owner, **said}, {"currency": "GBP"})


def _words(line: Line, column: str, known: Sequence[str]) -> tuple[str, ...]:
    words = _items(line, column)
    for word in words:
        if word not in known:
            raise RecordError(f"{column}: {word!r} is not one of our words (CSV.md)")
    return tuple(sorted(words) if column == "audiences" else words)


def _items(line: Line, column: str) -> list[str]:
    found = (part.strip() for part in line.get(column, "").split(";"))
    return list(dict.fromkeys(part for part in found if part))


def _id(line: Line, column: str, *otherwise: object) -> UUID:
    given = line.get(column)
    if not given:
        return values.derived_id(column, *otherwise)
    try:
        return UUID(given)
    except ValueError:
        return values.derived_id(column, otherwise[0], given)
