"""How does a source come in as a whole? Record by record, some in a transaction, with a report at the end."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from types import ModuleType
from typing import Final
from uuid import UUID

import httpx
from sqlalchemy import exists, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from listings.database import Database
from listings.exchange.errors import RecordError, SourceError
from listings.exchange.positions import Positions
from listings.exchange.records import Feed, Record, Rejected
from listings.exchange.sources import documents
from listings.exchange.upsert import Upsert
from listings.schema import ServiceTopic

# The bot writes to the same SQLite file and waits at most five seconds: hold the lock for a moment only.
_AT_ONCE: Final = 20
Heard = Callable[[int, int | None], None]


class _NotKept(Exception):
    """The end of a transaction of a dry run, which rolls back."""


@dataclass
class Report:
    """What became of the records. `without_topic` and `nowhere` count services that staff have to look at."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    without_topic: int = 0
    nowhere: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    notes: list[Rejected] = field(default_factory=list)

    @property
    def taken(self) -> int:
        """How many records are in."""
        return self.added + self.changed + self.unchanged


@dataclass
class Import:
    """One run of one format on one source."""

    database: Database
    format: ModuleType
    feed: Feed
    dry_run: bool = False
    transport: httpx.AsyncBaseTransport | None = None
    report: Report = field(default_factory=Report)
    _seen: set[UUID] = field(default_factory=set)

    async def run(self, source: str, heard: Heard) -> Report:
        """Import a file or an http(s) address; SourceError if it cannot be read at all.

        `heard` is told how many records are done, and of how many where that is known.
        """
        upsert = Upsert(self.feed)
        positions = Positions(self.database.sessions)
        async with httpx.AsyncClient(transport=self.transport) as client:
            async for records, total in self._read(source, client):
                for chunk in _chunks(records):
                    placed = [await positions.placed(record) for record in chunk]
                    await self._take(upsert, placed)
                    heard(self.report.taken + len(self.report.rejected), total)
        return self.report

    async def _read(
        self, source: str, client: httpx.AsyncClient
    ) -> AsyncIterator[tuple[list[Record], int | None]]:
        pages = documents(source, client, paged=self.format.PAGED)
        first = True
        async for document in pages:
            if isinstance(document, Rejected):
                self.report.rejected.append(document)
                continue
            try:
                found = list(self.format.read(document.content, self.feed))
            except SourceError as error:
                if first:
                    raise
                self.report.rejected.append(Rejected("a later page", error.reason))
                continue
            first = False
            total = len(found) * document.of if document.of else None
            yield list(self._records(found)), total or len(found)

    def _records(self, found: list[Record | Rejected]) -> Iterator[Record]:
        for one in found:
            if isinstance(one, Rejected):
                self.report.rejected.append(one)
            elif one.id in self._seen:
                self._reject(one, "has an id that another record of this source has too")
            else:
                self._seen.add(one.id)
                yield one

    async def _take(self, upsert: Upsert, records: list[Record]) -> None:
        with suppress(_NotKept):
            async with self.database.writing() as session:
                for record in records:
                    await self._one(session, upsert, record)
                if self.dry_run:
                    upsert.shared.clear()
                    raise _NotKept

    async def _one(self, session: AsyncSession, upsert: Upsert, record: Record) -> None:
        try:
            outcome = await upsert.take(session, record)
        except RecordError as error:
            self._reject(record, str(error))
            return
        except DBAPIError as error:
            reason = str(error.orig).strip().splitlines() or ["is refused"]
            self._reject(record, f"the database refuses it ({reason[0]})")
            return
        setattr(self.report, outcome, getattr(self.report, outcome) + 1)
        self.report.without_topic += await _without_topic(session, record)
        self.report.nowhere += next(record.of("service_at_location"), None) is None
        self.report.notes += [Rejected(record.name, note) for note in record.notes]

    def _reject(self, record: Record, reason: str) -> None:
        self.report.rejected.append(Rejected(f"{record.name} ({record.id})", reason))


async def _without_topic(session: AsyncSession, record: Record) -> bool:
    """Neither the feed nor staff have said what it is for."""
    if record.topics or record.ours is not None:
        return False
    return not await session.scalar(select(exists().where(ServiceTopic.service_id == record.id)))


def _chunks(records: list[Record]) -> Iterator[list[Record]]:
    for start in range(0, len(records), _AT_ONCE):
        yield records[start : start + _AT_ONCE]
