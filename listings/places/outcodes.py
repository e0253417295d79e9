"""How does an operator's table of outcodes get in? CSV with outcode, latitude and longitude (ONS/OS open data)."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncSession

from listings.errors import PlaceDataError
from listings.places.postcodes import outcode_in
from listings.schema.places import Outcode


async def import_outcodes(session: AsyncSession, path: Path) -> int:
    """Replace all outcodes by those of a CSV file; returns how many. Does not commit.

    Raises PlaceDataError with the line for a file that cannot be read; then nothing has changed.
    """
    found = list(_read(path))
    if not found:
        raise PlaceDataError(f"{path.name}: holds no outcodes")
    await session.execute(delete(Outcode))
    await session.execute(insert(Outcode), found)
    return len(found)


def _read(path: Path) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                read = _row(row, f"{path.name} line {number}")
                if read["code"] not in seen:
                    seen.add(read["code"])
                    yield read
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise PlaceDataError(f"{path.name}: cannot be read ({error})") from error


def _row(row: dict[str, str], where: str) -> dict[str, Any]:
    try:
        code = row["outcode"].strip().upper()
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        raise PlaceDataError(f"{where}: needs outcode, latitude, longitude") from error
    if outcode_in(code) != code or not (49 <= latitude <= 61 and -9 <= longitude <= 2):
        raise PlaceDataError(f"{where}: {code!r} is no outcode of the United Kingdom")
    return {"code": code, "latitude": latitude, "longitude": longitude}
