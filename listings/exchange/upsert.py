"""How does a record get into the database? Added, changed where it differs, and never over what staff keep."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from listings.exchange.errors import RecordError
from listings.exchange.matching import differs, matched
from listings.exchange.records import Feed, Record, Row
from listings.exchange.tables import MODELS, OWNERS, SHARED, owner_of
from listings.exchange.values import derived_id
from listings.schema import Service, ServiceAudience, ServiceTopic

Outcome = Literal["added", "changed", "unchanged"]


@dataclass
class Upsert:
    """One import. `shared` holds the organizations and locations that it has met: their first mention counts."""

    feed: Feed
    shared: set[UUID] = field(default_factory=set)

    async def take(self, session: AsyncSession, record: Record) -> Outcome:
        """Bring one record in, in a savepoint; RecordError leaves everything as it was. Does not commit."""
        if record.ours and await session.get(MODELS["schedule"], record.ours):
            return "unchanged"
        async with session.begin_nested():
            taking = _Taking(session, self.feed, record, await _service(session, self.feed, record))
            await taking.run(self.shared)
            await session.flush()
        self.shared.update(row.id for table in SHARED for row in record.of(table))
        if taking.stored is None:
            return "added"
        return "changed" if taking.touched else "unchanged"


async def _service(session: AsyncSession, feed: Feed, record: Record) -> Service | None:
    found = await session.get(Service, record.id)
    external = record.service.external_id
    if found is None and external is not None:
        found = await session.scalar(
            select(Service).where(Service.source == feed.source, Service.external_id == external)
        )
    return found


class _Taking:
    """One record on its way in."""

    def __init__(
        self, session: AsyncSession, feed: Feed, record: Record, stored: Service | None
    ) -> None:
        self.stored = stored
        self.touched = False
        self._session = session
        self._feed = feed
        self._record = record
        # Kept by staff: a feed may find it, and may not change it.
        self._protected = stored is not None and stored.source is None and not record.curated
        self._ids: dict[UUID, UUID] = {record.id: stored.id} if stored is not None else {}

    async def run(self, shared: set[UUID]) -> None:
        """Table by table, owners first."""
        known = set(shared)
        for table in MODELS:
            rows = [self._renamed(row) for row in self._record.of(table)]
            if table in SHARED:
                for row in rows:
                    await self._share(row, known)
            elif table == "service":
                self._write(rows[0], self.stored)
            elif rows or self.stored is not None:
                await self._parts(table, [row for row in rows if _owner(row) not in known])
            await self._session.flush()
        await self._first("topic", ServiceTopic, self._record.topics)
        await self._first("audience", ServiceAudience, self._record.audiences)

    async def _share(self, row: Row, known: set[UUID]) -> None:
        """An organization or location; one that staff keep, or that is known already, stays as it is."""
        if row.id in known:
            return
        stored = await self._session.get(MODELS[row.table], row.id)
        if stored is not None and stored.source is None and not self._record.curated:
            known.add(row.id)
            return
        self._write(row, stored)

    async def _parts(self, table: str, rows: list[Row]) -> None:
        """What belongs to the service: matched with what is there; what is gone from the feed goes."""
        model = MODELS[table]
        stored = await self._stored_parts(table, rows)
        by_owner: dict[UUID | None, list[Any]] = {}
        for part in stored:
            by_owner.setdefault(owner_of(table, part), []).append(part)
        pairs: dict[UUID, Any] = {}
        for owner in dict.fromkeys(_owner(row) for row in rows):
            given = [row for row in rows if _owner(row) == owner]
            pairs.update(matched(given, by_owner.get(owner, []), self._reusable))
        used = {part.id for part in pairs.values()}
        gone = [part.id for part in stored if part.id not in used and self._may_go(table, part)]
        if gone:
            self._touch()
            await self._session.execute(delete(model).where(model.id.in_(gone)))
        for row in rows:
            part = pairs.get(row.id)
            if part is not None:
                self._ids[row.id] = part.id
            elif await self._session.get(model, row.id) is not None:
                # Feeds give one id to parts of several services: the first keeps it.
                self._ids[row.id] = derived_id(_owner(row), row.id)
            self._write(replace(row, id=self._ids.get(row.id, row.id)), part)

    async def _stored_parts(self, table: str, rows: Sequence[Row]) -> list[Any]:
        model = MODELS[table]
        owners = {
            column: {self._ids.get(row.id, row.id) for row in self._record.of(owner)}
            for column, owner in OWNERS[table].items()
        }
        found = await self._session.scalars(
            select(model)
            .where(or_(*(getattr(model, column).in_(ids) for column, ids in owners.items())))
            .order_by(*_order(model))
        )
        kept_by_staff = {row.id for name in SHARED for row in self._record.of(name)} - {
            _owner(row) for row in rows
        }
        return [part for part in found if owner_of(table, part) not in kept_by_staff]

    def _reusable(self, part: Any) -> bool:
        return self._record.curated or getattr(part, "source", None) is not None

    def _may_go(self, table: str, part: Any) -> bool:
        """Feeds take back what came from feeds, and only if they say everything there is to say."""
        if not self._record.complete:
            return False
        if table == "schedule_exception":
            return self._record.curated or self._feed_says_exceptions()
        return self._record.curated or part.source is not None or self._protected

    def _feed_says_exceptions(self) -> bool:
        return any(True for _ in self._record.of("schedule_exception"))

    def _write(self, row: Row, stored: Any) -> None:
        if stored is None:
            if row.table != "service":
                self._touch()
            self._session.add(self._new(row))
            return
        for name, value in self._spoken(row, stored):
            if differs(stored, name, value):
                self._touch()
                setattr(stored, name, value)
        if getattr(stored, "source", None) is not None and stored.source != self._feed.source:
            stored.source = self._feed.source

    def _spoken(self, row: Row, stored: Any) -> list[tuple[str, Any]]:
        spoken = dict(row.values)
        assured = spoken.get("assured_date")
        if not self._record.curated and assured and (stored.assured_date or assured) > assured:
            del spoken["assured_date"]  # staff have looked at it since
        if row.extra is not None and not self._protected and row.table != "schedule_exception":
            spoken["extra"] = row.extra or None
        return list(spoken.items())

    def _new(self, row: Row) -> Any:
        values = {**row.values, **row.first}
        if row.table == "service":
            values.setdefault("added_on", self._feed.today)
        if row.table != "schedule_exception":
            values |= {
                "source": self._feed.source[:200],
                "external_id": row.external_id,
                "extra": row.extra or None,
            }
        return MODELS[row.table](id=row.id, **values)

    def _renamed(self, row: Row) -> Row:
        """The row with the ids that its owners have here."""
        values = {
            name: self._ids.get(value, value) if isinstance(value, UUID) else value
            for name, value in row.values.items()
        }
        return replace(row, id=self._ids.get(row.id, row.id), values=values)

    async def _first(self, column: str, model: Any, words: Sequence[str]) -> None:
        """Topics and audiences are ours: a feed fills them in where there are none."""
        service_id = self.stored.id if self.stored else self._record.id
        query = select(getattr(model, column)).where(model.service_id == service_id)
        there = list(await self._session.scalars(query))
        if set(there) == set(words) or (there and not self._record.curated) or self._protected:
            return
        self._touch()
        await self._session.execute(delete(model).where(model.service_id == service_id))
        for position, word in enumerate(words):
            place: Mapping[str, Any] = {"position": position} if column == "topic" else {}
            self._session.add(model(service_id=service_id, **{column: word}, **place))

    def _touch(self) -> None:
        if self._protected:
            raise RecordError("is kept here by staff and differs; a feed does not change it")
        self.touched = True


def _owner(row: Row) -> UUID | None:
    owners = (row.values.get(column) for column in OWNERS.get(row.table, ()))
    return next((owner for owner in owners if owner is not None), None)


def _order(model: Any) -> list[Any]:
    return [model.position, model.id] if hasattr(model, "position") else [model.id]
