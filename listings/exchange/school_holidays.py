"""How do a council's school holidays come in? A table with the columns area, first_on, last_on and source."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from listings.events.holidays import SCHOOL, areas
from listings.exchange.errors import RecordError, SourceError
from listings.exchange.records import Rejected
from listings.schema import Schedule, ScheduleChange, SchoolHoliday

COLUMNS: Final = ("area", "first_on", "last_on", "source")
_LONGEST: Final = timedelta(days=100)  # summers last six weeks; more is a wrong year


@dataclass(frozen=True, slots=True)
class Days:
    """One row: days without school in an area."""

    area: str
    first_on: date
    last_on: date
    source: str | None


@dataclass(frozen=True, slots=True)
class Replaced:
    """What became of one area: how many rows it had and has, how many schedules pause for it."""

    area: str
    before: int
    now: int
    schedules: int


def read_file(path: Path) -> list[Days | Rejected]:
    """The rows of a file; one that cannot be read is named by its line. SourceError if it is no such table."""
    try:
        table = csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
        missing = [name for name in COLUMNS[:3] if name not in (table.fieldnames or ())]
        if missing:
            raise SourceError(path.name, f"has no column {', '.join(missing)}")
        return list(_rows(table))
    except OSError as error:
        raise SourceError(path.name, f"cannot be read ({error.strerror})") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise SourceError(path.name, "is not a table of commas in UTF-8") from error


def _rows(table: "csv.DictReader[str]") -> Iterator[Days | Rejected]:
    seen: set[tuple[str, date]] = set()
    for given in table:
        try:
            row = _row(given)
            if (row.area.lower(), row.first_on) in seen:
                raise RecordError(f"{row.first_on} is there twice")
        except RecordError as error:
            area = (given["area"] or "").strip()
            told = f" ({area})" if area and area.isprintable() else ""  # it may go to a terminal
            yield Rejected(f"line {table.line_num}{told}", str(error))
            continue
        seen.add((row.area.lower(), row.first_on))
        yield row


def _row(given: Mapping[str, str | None]) -> Days:
    area, source = _text(given, "area", 80), _text(given, "source", 200)
    if not area or "," in area:
        raise RecordError("area is missing" if not area else "area has a comma")
    first, last = _day(given, "first_on"), _day(given, "last_on")
    if last < first:
        raise RecordError("last_on is before first_on")
    if last - first > _LONGEST:
        raise RecordError(f"lasts {(last - first).days + 1} days")
    return Days(area, first, last, source or None)


def _text(given: Mapping[str, str | None], name: str, most: int) -> str:
    text = (given.get(name) or "").strip()
    if len(text) > most or not text.isprintable():
        raise RecordError(f"{name} is too long or has signs that cannot be printed")
    return text


def _day(given: Mapping[str, str | None], name: str) -> date:
    text = (given.get(name) or "").strip()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise RecordError(f"{name} {text!r} is not a date such as 2027-02-15") from error


async def replace(session: AsyncSession, rows: Sequence[Days]) -> list[Replaced]:
    """Put these rows in the place of all others of their areas, and note the schedules that this changes."""
    names = {row.area.lower(): row.area for row in rows}
    area = func.lower(SchoolHoliday.area)
    before = Counter(await session.scalars(select(area).where(area.in_(names))))
    await session.execute(delete(SchoolHoliday).where(area.in_(names)))
    session.add_all(
        SchoolHoliday(
            area=names[row.area.lower()],
            first_on=row.first_on,
            last_on=row.last_on,
            source=row.source,
        )
        for row in rows
    )
    pausing = await _note_changes(session, set(names))
    now = Counter(row.area.lower() for row in rows)
    return [Replaced(names[key], before[key], now[key], pausing[key]) for key in sorted(names)]


async def _note_changes(session: AsyncSession, changed: set[str]) -> Counter[str]:
    """Whoever reminds people looks at a schedule again only when it is told to."""
    pauses = select(Schedule.id, Schedule.pauses).where(Schedule.pauses.contains(SCHOOL))
    pausing: Counter[str] = Counter()
    for id, text in await session.execute(pauses):
        touched = changed.intersection(areas((text or "").split(",")))
        if touched:
            session.add(ScheduleChange(schedule_id=id))
            pausing.update(touched)
    return pausing
