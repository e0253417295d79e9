"""How does Open Referral UK 3.0 (HSDS 3.x, and the UK's version 1) come in and go out? As JSON."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from listings.exchange.errors import RecordError, SourceError
from listings.exchange.oruk_places import listed
from listings.exchange.oruk_reading import ServiceReader
from listings.exchange.oruk_writing import page_of, service_object
from listings.exchange.records import Feed, Record, Rejected
from listings.exchange.sources import contents
from listings.exchange.values import text

PAGED: Final = True


def read(document: bytes, feed: Feed) -> Iterator[Record | Rejected]:
    """The services of one document: a service, a list, a page, an organization with its services.

    Raises SourceError if it is not JSON or holds nothing that could be a service.
    """
    try:
        page = json.loads(document)
    except (ValueError, RecursionError) as error:
        raise SourceError(feed.source, f"is not JSON ({error})") from error
    if not isinstance(page, dict | list):
        raise SourceError(feed.source, "is neither a list nor an object")
    for number, item in enumerate(contents(page), start=1):
        yield from _of_item(item, f"item {number}", feed)


def write(records: Iterable[Record], now: datetime) -> str:
    """One page object of all services."""
    services: list[Mapping[str, Any]] = [service_object(record) for record in records]
    return json.dumps(page_of(services), ensure_ascii=False, indent=2) + "\n"


def _of_item(item: Any, where: str, feed: Feed) -> Iterator[Record | Rejected]:
    if not isinstance(item, dict):
        yield Rejected(where, "is no object")
        return
    service = item.get("service")
    if isinstance(service, dict):  # a service_at_location with its service
        at = {key: value for key, value in item.items() if key != "service"}
        yield _of_service({**service, "service_at_locations": [at]}, where, feed)
    elif isinstance(item.get("services"), list):  # an organization with its services
        for number, inner in enumerate(listed(item, "services"), start=1):
            yield _of_service(inner, f"{where}, service {number}", feed, item)
    else:
        yield _of_service(item, where, feed)


def _of_service(
    item: Mapping[str, Any],
    where: str,
    feed: Feed,
    organization: Mapping[str, Any] | None = None,
) -> Record | Rejected:
    name = text(item.get("name")) or text(item.get("id")) or where
    try:
        return ServiceReader(item, feed.source, organization).record()
    except RecordError as error:
        return Rejected(name, str(error))
    except (TypeError, ValueError, AttributeError, KeyError, RecursionError) as error:
        # Whatever else a feed thinks of, it is this record's trouble and no other's.
        return Rejected(name, f"cannot be read ({type(error).__name__}: {error})")
