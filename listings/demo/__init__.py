"""What is there to try before real listings are in? Made-up ones, marked as such and removable."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import yaml
from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from listings.demo.form import Entry, entry
from listings.demo.services import rows_of_organization, rows_of_service
from listings.errors import FormError
from listings.events.local import local_date
from listings.schema import (
    Base,
    Location,
    Organization,
    Schedule,
    Service,
    ServiceAtLocation,
    Translation,
)

__all__ = ["FOLDER", "load_demo", "remove_demo"]

FOLDER: Final = Path(__file__).parent
_ZONE: Final = "Europe/London"


async def load_demo(session: AsyncSession, folder: Path, now: datetime) -> int:
    """Load the `*.yaml` of a folder, in place of what was loaded before; returns the number of listings.

    Dates count from the local date of `now`. Raises FormError, before anything has changed, for a file that does
    not follow FORMAT.md. Does not commit.
    """
    rows = list(read_demo(folder, local_date(now, _ZONE)))
    await remove_demo(session)
    session.add_all(rows)
    await session.flush()
    return sum(isinstance(row, ServiceAtLocation) for row in rows)


async def remove_demo(session: AsyncSession) -> int:
    """Remove every demo row, and nothing else; returns the number of listings. Does not commit."""
    number = await session.scalar(
        select(func.count()).select_from(ServiceAtLocation).where(ServiceAtLocation.demo)
    )
    for translated in (Service, Location, Organization):
        ids = select(translated.id).where(translated.demo)
        await session.execute(delete(Translation).where(Translation.entity_id.in_(ids)))
    for model in (Schedule, ServiceAtLocation, Service, Location, Organization):
        await session.execute(delete(model).where(model.demo))
    return number or 0


def read_demo(folder: Path, today: date) -> Iterator[Base]:
    """The rows of all files."""
    entries = list(_entries(folder))
    organizations = [given for name, given in entries if name == "organizations"]
    services = [given for name, given in entries if name == "services"]
    _refuse_doubles(organizations)
    _refuse_doubles(services)
    keys = {given.needed("key") for given in organizations}
    for given in organizations:
        yield from rows_of_organization(given)
    for given in services:
        yield from rows_of_service(given, keys, today)


def _entries(folder: Path) -> Iterator[tuple[str, Entry]]:
    for path in sorted(folder.glob("*.yaml")):
        document = entry(path.name, _parsed(path)).only({"organizations", "services"})
        for name in document.values:
            for given in document.entries(name):
                where = f"{path.name}, {given.values.get('key', given.where)}"
                yield name, Entry(where, given.values)


def _parsed(path: Path) -> Any:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise FormError(path.name, f"is not readable YAML ({error})") from error


def _refuse_doubles(entries: list[Entry]) -> None:
    seen: set[str] = set()
    for given in entries:
        key = given.needed("key")
        if key in seen:
            raise given.wrong("key", f"{key!r} is used twice")
        seen.add(key)
