"""Which rows is one service of an Open Referral feed? HSDS 3, the UK's version 3 and its version 1."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from listings.errors import ScheduleError
from listings.exchange import values
from listings.exchange.errors import RecordError
from listings.exchange.languages import language_code
from listings.exchange.oruk_places import extra_of, listed, part_id, place_rows
from listings.exchange.oruk_schedules import schedule_rows
from listings.exchange.records import Record, Row
from listings.exchange.topics import topics_of
from listings.exchange.words import FLAGS, TAXONOMY, TEXTS
from listings.schema.services import STATUSES
from listings.words import AUDIENCES

_TEXTS: Final = (
    *("interpretation_services", "application_process", "wait_time", "accreditations"),
    *("eligibility_description", "alert"),
)
_KNOWN: Final = {
    *("id", "name", "alternate_name", "description", "url", "email", "status", *_TEXTS),
    *("fees", "fees_description", "minimum_age", "maximum_age", "assured_date", "assurer_email"),
    *("last_modified", "organization", "organization_id", "service_at_locations", "schedules"),
    *("regular_schedules", "languages", "cost_options", "phones", "attributes"),
}
_KNOWN_OF_ORGANIZATION: Final = {
    *("id", "name", "alternate_name", "description", "email", "website", "url", "uri", "logo"),
    *("phones", "services"),
}
_PARTS: Final = ("service_at_locations", "schedules", "regular_schedules", "languages")


@dataclass
class ServiceReader:
    """One service of a feed. `organization` is the one around it, where a feed lists by organization."""

    given: Mapping[str, Any]
    source: str
    organization: Mapping[str, Any] | None = None
    notes: list[str] = field(default_factory=list)

    def record(self) -> Record:
        """The service with all it consists of; RecordError if it has no id, no name or no organization."""
        identity = values.identity(self.given.get("id"), self.source, "service")
        name = values.text(self.given.get("name"))
        if identity is None or name is None:
            raise RecordError("has no id" if identity is None else "has no name")
        self.id, external_id = identity
        organization = list(self._organization())
        service = Row(
            "service",
            self.id,
            {"organization_id": organization[0].id, "name": name, **self._columns()},
            self._ours(),
            self._extra(),
            external_id,
        )
        parts = [*self._places(), *self._phones(), *self._languages(), *self._costs()]
        return Record(
            id=self.id,
            name=name,
            rows=tuple(_first_of_each([*organization, service, *parts])),
            topics=self._own("topic") or topics_of(self._terms(), name),
            audiences=tuple(word for word in self._own("audience") if word in AUDIENCES),
            complete=any(part in self.given for part in _PARTS),
            notes=tuple(self.notes),
        )

    def _columns(self) -> dict[str, Any]:
        given = self.given
        status = (values.text(given.get("status")) or "").lower()
        ages = next(iter(listed(given, "eligibilitys", "eligibilities")), given)
        columns: dict[str, Any] = {name: values.prose(given.get(name)) for name in _TEXTS}
        columns |= {
            "alternate_name": values.text(given.get("alternate_name")),
            "description": values.prose(given.get("description")),
            "url": values.url(given.get("url")),
            "email": values.email(given.get("email")),
            "status": status if status in STATUSES else "active",
            "fees_description": values.prose(given.get("fees_description") or given.get("fees")),
            "minimum_age": values.number(ages.get("minimum_age"), least=0, most=130),
            "maximum_age": values.number(ages.get("maximum_age"), least=1, most=130),
            "last_modified": values.moment(given.get("last_modified")),
        }
        assured = values.day(given.get("assured_date"))
        if assured is not None:
            columns["assured_date"] = assured
            columns["assurer_email"] = values.email(given.get("assurer_email"))
        return columns

    def _organization(self) -> Iterator[Row]:
        given = self.given.get("organization")
        given = given if isinstance(given, dict) and given.get("name") else self.organization or {}
        name = values.text(given.get("name"))
        if name is None:
            raise RecordError("has no organization with a name")
        identity = values.identity(given.get("id"), self.source, "organization")
        id, external_id = identity or (values.derived_id(self.source, "organization", name), None)
        columns = {
            "alternate_name": values.text(given.get("alternate_name")),
            "description": values.prose(given.get("description")),
            "email": values.email(given.get("email")),
            "website": values.url(given.get("website") or given.get("url")),
            "uri": values.url(given.get("uri")),
            "logo": values.url(given.get("logo")),
        }
        said = {key: value for key, value in columns.items() if value is not None}
        extra = extra_of(given, _KNOWN_OF_ORGANIZATION)
        yield Row("organization", id, {"name": name, **said}, {}, extra, external_id)
        phones = _numbers(listed(given, "phones"))
        yield from self._phone_rows(phones, "organization_id", id)

    def _places(self) -> Iterator[Row]:
        for number, given in enumerate(listed(self.given, "service_at_locations")):
            location = given.get("location")
            rows = list(place_rows(location, self.source)) if isinstance(location, dict) else []
            if not rows:
                continue
            yield from rows
            id, external_id = part_id(given, self.source, "service_at_location", self.id, number)
            columns = {
                "service_id": self.id,
                "location_id": rows[0].id,
                "description": values.prose(given.get("description")),
            }
            known = {"id", "service_id", "location_id", "description", "location", "schedules"}
            extra = extra_of(given, {*known, "regular_schedule", "regular_schedules", "service"})
            yield Row("service_at_location", id, columns, {}, extra, external_id)
            yield from self._schedules(given, {"service_at_location_id": id})
        yield from self._schedules(self.given, {"service_id": self.id})

    def _schedules(self, given: Mapping[str, Any], owner: dict[str, UUID]) -> Iterator[Row]:
        names = ("schedules", "regular_schedules", "regular_schedule")
        for number, schedule in enumerate(listed(given, *names)):
            whose = next(iter(owner.values()))
            id, external_id = part_id(schedule, self.source, "schedule", whose, number)
            try:
                yield from schedule_rows(schedule, id, external_id, owner)
            except ScheduleError as error:
                self.notes.append(f"schedule left out: {error}")

    def _phones(self) -> Iterator[Row]:
        contacts = listed(self.given, "contacts")
        phones = [phone for contact in contacts for phone in listed(contact, "phones")]
        given = _numbers([*listed(self.given, "phones"), *phones])
        yield from self._phone_rows(given, "service_id", self.id)

    def _phone_rows(
        self, phones: list[Mapping[str, Any]], column: str, owner: UUID
    ) -> Iterator[Row]:
        for position, given in enumerate(phones):
            id, external_id = part_id(given, self.source, "phone", owner, position)
            columns = {
                column: owner,
                "number": given["number"],
                **{k: values.text(given.get(k)) for k in ("extension", "type", "description")},
            }
            yield Row("phone", id, columns, {"position": position}, external_id=external_id)

    def _languages(self) -> Iterator[Row]:
        for position, given in enumerate(listed(self.given, "languages")):
            name = values.text(given.get("name") or given.get("language"))
            code = language_code(given.get("code"), name)
            if name is None and code is None:
                continue
            id, external_id = part_id(given, self.source, "language", self.id, position)
            columns = {"service_id": self.id, "name": name, "code": code}
            columns["note"] = values.text(given.get("note"))
            yield Row("language", id, columns, {"position": position}, external_id=external_id)

    def _costs(self) -> Iterator[Row]:
        for number, given in enumerate(listed(self.given, "cost_options")):
            id, external_id = part_id(given, self.source, "cost_option", self.id, number)
            currency = values.text(given.get("currency"))
            columns = {
                "service_id": self.id,
                "valid_from": values.day(given.get("valid_from")),
                "valid_to": values.day(given.get("valid_to")),
                "option": values.text(given.get("option")),
                "currency": currency.upper() if currency and len(currency) == 3 else None,
                "amount": values.number(given.get("amount"), least=0, most=99_999_999),
                "amount_description": values.text(given.get("amount_description")),
            }
            yield Row("cost_option", id, columns, external_id=external_id)

    def _ours(self) -> dict[str, Any]:
        """Facts of ours that came along; a service that is here already keeps what it has."""
        facts: dict[str, Any] = {name: True for name in FLAGS if name in self._own("fact")}
        for attribute in listed(self.given, "attributes"):
            name = values.text(attribute.get("label"))
            if _is_ours(attribute) and name in TEXTS:
                facts[name] = values.text(attribute.get("value"))
        setting = facts.get("setting")
        return facts if setting in (None, "indoor", "outdoor") else {**facts, "setting": None}

    def _own(self, kind: str) -> tuple[str, ...]:
        return tuple(
            str(attribute["taxonomy_term"].get("name"))
            for attribute in listed(self.given, "attributes")
            if _is_ours(attribute) and attribute.get("link_type") == kind
        )

    def _terms(self) -> Iterator[str]:
        for attribute in listed(self.given, "attributes"):
            term = attribute.get("taxonomy_term")
            if isinstance(term, dict):
                yield str(term.get("name") or term.get("term") or "")
        for link in listed(self.given, "service_taxonomys", "service_taxonomies"):
            taxonomy = link.get("taxonomy")
            yield str(taxonomy.get("name") or "") if isinstance(taxonomy, dict) else ""

    def _extra(self) -> dict[str, Any]:
        extra = extra_of(self.given, _KNOWN)
        foreign = [one for one in listed(self.given, "attributes") if not _is_ours(one)]
        return {**extra, "attributes": values.web_safe(foreign)} if foreign else extra


def _is_ours(attribute: Mapping[str, Any]) -> bool:
    term = attribute.get("taxonomy_term")
    return isinstance(term, dict) and term.get("taxonomy") == TAXONOMY


def _numbers(phones: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The phones that have a number, each number once, without the quotes that some feeds write around it."""
    found: dict[str, Mapping[str, Any]] = {}
    for phone in phones:
        number = (values.text(phone.get("number")) or "").strip('" ')
        if any(character.isdigit() for character in number):
            found.setdefault(number, {**phone, "number": number})
    return list(found.values())


def _first_of_each(rows: list[Row]) -> Iterator[Row]:
    """Each id once a table: examples of the standard itself name one schedule in two places."""
    seen: set[tuple[str, UUID]] = set()
    for row in rows:
        if (row.table, row.id) not in seen:
            seen.add((row.table, row.id))
            yield row
