"""How do spreadsheets (CSV) come in and go out? One line a listing, as CSV.md says, or as Outpost exports."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from listings.errors import ScheduleError
from listings.exchange.csv_columns import COLUMNS, cell, plain
from listings.exchange.csv_reading import record_of
from listings.exchange.csv_writing import lines_of
from listings.exchange.errors import RecordError, SourceError
from listings.exchange.outpost import is_outpost, outpost_records
from listings.exchange.records import Feed, Record, Rejected

PAGED: Final = False
Line = dict[str, str]


def read(document: bytes, feed: Feed) -> Iterator[Record | Rejected]:
    """The services of one file: lines with the same id are one service at several places.

    Raises SourceError for a file without the columns that say what it is.
    """
    text = _decoded(document)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    header = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    reader.fieldnames = header
    if is_outpost(header):
        yield from outpost_records(_lines(reader, feed), feed)
        return
    if not {"name", "organisation"} <= set(header):
        raise SourceError(feed.source, "needs at least the columns name and organisation (CSV.md)")
    services: dict[str, list[Line]] = {}
    for line in _lines(reader, feed):
        key = line.get("id") or f"{line.get('organisation')}\x1f{line.get('name')}"
        services.setdefault(key, []).append(line)
    for lines in services.values():
        name = lines[0].get("name") or lines[0].get("id") or f"line {lines[0]['']}"
        try:
            yield record_of(lines, feed)
        except (RecordError, ScheduleError) as error:
            yield Rejected(f"{name}, line {lines[0]['']}", str(error))


def write(records: Iterable[Record], now: datetime) -> str:
    """All services; a cell that a spreadsheet would take for a formula begins with a quote."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for record in records:
        for line in lines_of(record):
            writer.writerow({name: cell(value) for name, value in line.items()})
    return out.getvalue()


def _lines(reader: "csv.DictReader[str]", feed: Feed) -> Iterator[Line]:
    """The lines that say something; "" holds the number of the line."""
    try:
        for given in reader:
            line = {
                name: plain(value)
                for name, value in given.items()
                if isinstance(value, str) and name
            }
            if any(line.values()):
                yield {**line, "": str(reader.line_num)}
    except csv.Error as error:
        raise SourceError(feed.source, f"line {reader.line_num}: {error}") from error


def _decoded(document: bytes) -> str:
    """UTF-8, or what Excel on Windows writes."""
    try:
        return document.decode("utf-8-sig")
    except UnicodeDecodeError:
        return document.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    """A comma, or what spreadsheets use where a comma is in numbers."""
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)
