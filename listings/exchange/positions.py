"""Where is an address without coordinates? Near the middle of its postcode's district, or of its town."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from listings.exchange.records import Record, Row
from listings.model import Point
from listings.places import Places
from listings.places.postcodes import outcode_in


class Positions:
    """Looks each district and town up once."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._places = Places(sessions)
        self._known: dict[str, Point | None] = {}

    async def placed(self, record: Record) -> Record:
        """The record, with a rough position for new locations that have none: or it would show everywhere."""
        rows = [
            await self._placed(record, row) if row.table == "location" else row
            for row in record.rows
        ]
        return replace(record, rows=tuple(rows))

    async def _placed(self, record: Record, row: Row) -> Row:
        kind = row.values.get("location_type", row.first.get("location_type"))
        if row.values.get("latitude") is not None or kind == "virtual":
            return row
        for address in record.of("address", location_id=row.id):
            code = outcode_in(address.values.get("postal_code") or "")
            for words in (code, address.values.get("city")):
                point = await self._find(words) if words else None
                if point is not None:
                    rough = {"latitude": point.latitude, "longitude": point.longitude}
                    said = {k: v for k, v in row.values.items() if k not in rough}
                    return replace(row, values=said, first={**row.first, **rough})
        return row

    async def _find(self, words: str) -> Point | None:
        if words not in self._known:
            found = await self._places.find(words)
            self._known[words] = found[0].point if found else None
        return self._known[words]
