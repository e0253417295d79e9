"""What passes between formats and the database? One service with the rows that it consists of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Feed:
    """Where records come from. `source` is the name that rows remember; `zone` holds for times without one."""

    source: str
    now: datetime
    zone: str = "Europe/London"

    @property
    def today(self) -> date:
        """The day of the import, in UTC."""
        return self.now.date()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table of listings.schema.

    `values` are columns that the source speaks for; `first` are columns that only a new row takes, since they are
    ours from then on; `extra` holds fields that we do not use (None: the source says nothing about them).
    """

    table: str
    id: UUID
    values: Values
    first: Values = field(default_factory=dict)
    extra: dict[str, Any] | None = None
    external_id: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One service; `rows` hold owners before what they own.

    `topics` and `audiences` are taken by a service that has none. `complete`: what is missing here is gone there.
    `curated`: a spreadsheet of ours, which may change what staff keep. `ours`: an event that came from here, by
    the id of its schedule. `notes` say what was left out.
    """

    id: UUID
    name: str
    rows: tuple[Row, ...]
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    complete: bool = True
    curated: bool = False
    ours: UUID | None = None
    notes: tuple[str, ...] = ()

    def of(self, table: str, **owner: UUID) -> Iterator[Row]:
        """The rows of a table, with these values."""
        for row in self.rows:
            if row.table == table and all(row.values.get(k) == v for k, v in owner.items()):
                yield row

    def row(self, table: str, id: UUID) -> Row | None:
        """A row by its id."""
        return next((row for row in self.of(table) if row.id == id), None)

    @property
    def service(self) -> Row:
        """The service itself."""
        return next(self.of("service"))


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that was not taken; `name` is how a person finds it in the source."""

    name: str
    reason: str
