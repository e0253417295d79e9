"""What do the tables in data/ say? Tab-separated, comments first, then a line of column names."""

from collections.abc import Iterator
from importlib.resources import files

from listings.model import Point


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of `listings/places/data/<name>` by column."""
    text = (files("listings.places") / "data" / name).read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    columns = lines[0]
    return (dict(zip(columns, line, strict=True)) for line in lines[1:])


def point_of(row: dict[str, str]) -> Point:
    """The position in a row's columns latitude and longitude."""
    return Point(float(row["latitude"]), float(row["longitude"]))
