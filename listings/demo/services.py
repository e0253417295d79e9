"""Which rows does one demo service become?"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from listings.demo.form import Entry
from listings.demo.ids import demo_id
from listings.demo.locations import rows_of_location
from listings.demo.texts import translations_of
from listings.demo.words import FLAGS, ORGANIZATION, SERVICE, TEXTS, TRANSLATED
from listings.schema import (
    Base,
    CostOption,
    Language,
    Organization,
    Phone,
    Service,
    ServiceAudience,
    ServiceTopic,
)
from listings.words import AUDIENCES, TOPICS


def rows_of_organization(given: Entry) -> Iterator[Base]:
    """An organization and its phone."""
    given.only(ORGANIZATION)
    id = demo_id("organization", given.needed("key"))
    yield Organization(
        id=id,
        demo=True,
        name=given.needed("name"),
        description=given.text("description"),
        email=given.text("email"),
        website=given.text("url"),
    )
    if given.text("phone"):
        phone_id = demo_id("phone", str(id))
        yield Phone(id=phone_id, demo=True, organization_id=id, number=given.needed("phone"))


def rows_of_service(given: Entry, organizations: Iterable[str], today: date) -> Iterator[Base]:
    """A service, its facts, and its listings at each location."""
    given.only(SERVICE)
    key = given.needed("key")
    id = demo_id("service", key)
    if given.needed("organization") not in organizations:
        raise given.wrong("organization", "is not the key of an organization")
    yield _service(given, id, today)
    yield from _facts(given, id)
    yield from translations_of(given, "service", id, TRANSLATED)
    locations = list(given.entries("at"))
    if not locations:
        raise given.wrong("at", "is missing")
    for number, location in enumerate(locations):
        yield from rows_of_location(location, f"{key}/{number}", id, today)


def _service(given: Entry, id: UUID, today: date) -> Service:
    setting = given.text("setting")
    if setting not in (None, "indoor", "outdoor"):
        raise given.wrong("setting", "must be indoor or outdoor")
    assured_on = today - timedelta(days=given.number("assured_days_ago", 0) or 0)
    return Service(
        id=id,
        demo=True,
        organization_id=demo_id("organization", given.needed("organization")),
        name=given.needed("name"),
        description=given.needed("summary"),
        email=given.text("email"),
        url=given.text("url"),
        status="active",
        setting=setting,
        level=given.text("level"),
        assured_date=assured_on,
        assured_by="demo",
        added_on=assured_on,
        **{name: given.flag(name) for name in FLAGS},
        **{name: given.text(name) for name in TEXTS},
    )


def _facts(given: Entry, id: UUID) -> Iterator[Base]:
    topics = given.texts("topics", TOPICS)
    if not topics:
        raise given.wrong("topics", "is missing")
    for position, topic in enumerate(topics):
        yield ServiceTopic(service_id=id, topic=topic, position=position)
    for audience in given.texts("audiences", AUDIENCES):
        yield ServiceAudience(service_id=id, audience=audience)
    for position, code in enumerate(given.texts("languages")):
        row_id = demo_id("language", str(id), code)
        yield Language(id=row_id, demo=True, service_id=id, code=code, position=position)
    for position, number in enumerate(given.texts("phones")):
        row_id = demo_id("phone", str(id), str(position))
        yield Phone(id=row_id, demo=True, service_id=id, number=number, position=position)
    if "cost" in given.values:
        row_id = demo_id("cost", str(id))
        yield CostOption(id=row_id, demo=True, service_id=id, currency="GBP", **_cost(given))


def _cost(given: Entry) -> dict[str, Any]:
    if given.values["cost"] == "free":
        return {"option": "free", "amount": Decimal(0)}
    amount = given.mapping("cost").only({"amount"}).values.get("amount")
    try:
        pounds = Decimal(str(amount))
    except InvalidOperation as error:
        raise given.wrong("cost", "must be free or an amount in pounds") from error
    return {"amount": pounds}
