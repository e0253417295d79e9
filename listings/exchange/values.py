"""What does a value of a feed mean? Feeds write empty strings, HTML, -1 and "no"; None is what cannot be meant."""

import html
import re
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID, uuid5

_NAMESPACE: Final = UUID("0b0f3a52-6f0e-5a55-9d0b-7f3f0a1f5a11")
_EMAIL: Final = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+")
_TAG: Final = re.compile(r"<[a-zA-Z/!][^>]*>")
_BLOCKS: Final = frozenset("p br div li ul ol tr h1 h2 h3 h4 h5 h6 section article table".split())
_TRUE: Final = frozenset(("true", "yes", "y", "1", "x"))


def derived_id(*parts: object) -> UUID:
    """The id that follows from a source and an id there."""
    return uuid5(_NAMESPACE, "\x1f".join(str(part) for part in parts))


def identity(value: Any, source: str, table: str) -> tuple[UUID, str | None] | None:
    """The id, and the feed's own if it is no UUID; None if there is none."""
    given = text(value)
    if given is None:
        return None
    try:
        return UUID(given), None
    except ValueError:
        return derived_id(source, table, given), given[:200]


def text(value: Any) -> str | None:
    """A text without what no text may hold; numbers as they are written."""
    if isinstance(value, bool) or value is None or isinstance(value, dict | list):
        return None
    clean = str(value).encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    return clean.strip() or None


def prose(value: Any) -> str | None:
    """Plain text of a description that may hold HTML."""
    given = text(value)
    if given is None or not (_TAG.search(given) or "&" in given):
        return given
    if not _TAG.search(given):
        return text(html.unescape(given))
    reader = _Reader()
    reader.feed(given)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() or None


def email(value: Any) -> str | None:
    """An address, or None for what cannot be one."""
    given = (text(value) or "").removeprefix("mailto:")
    return given if _EMAIL.fullmatch(given) else None


def url(value: Any) -> str | None:
    """A web address; one without a scheme gets https."""
    given = text(value)
    if given is None or " " in given:
        return None
    if "://" not in given:
        given = f"https://{given}"
    try:
        parts = urlsplit(given)
    except ValueError:
        return None
    good = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    return given if good else None


def day(value: Any) -> date | None:
    """A date out of a date or a timestamp, or None."""
    try:
        return date.fromisoformat((text(value) or "")[:10])
    except ValueError:
        return None


def moment(value: Any) -> datetime | None:
    """An instant in UTC; one without an offset is taken as UTC."""
    try:
        read = datetime.fromisoformat(text(value) or "")
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def clock(value: Any) -> time | None:
    """A time of day; an offset behind it is dropped, since the schedule has a zone."""
    match = re.match(r"(\d{1,2}):(\d{2})(?::(\d{2}))?", text(value) or "")
    if match is None:
        return None
    hour, minute, second = (int(part or 0) for part in match.groups())
    return time(hour % 24, minute, second) if hour <= 24 and minute < 60 and second < 60 else None


def number(value: Any, *, least: int, most: int) -> Decimal | None:
    """A number in a range with two places, or None: an age of -1 is nobody's."""
    try:
        read = Decimal((text(value) or "").lstrip("£"))
        return read.quantize(Decimal("0.01")) if least <= read <= most else None
    except (InvalidOperation, ValueError):
        return None


def whole(value: Any) -> int | None:
    """A whole number from 1 on."""
    read = number(value, least=1, most=100_000)
    return int(read) if read is not None and read == int(read) else None


def point(latitude: Any, longitude: Any) -> tuple[float | None, float | None]:
    """A place on earth, or twice None; 0, 0 is a form that nobody filled in."""
    try:
        read = float(text(latitude) or ""), float(text(longitude) or "")
    except ValueError:
        return None, None
    good = abs(read[0]) <= 90 and abs(read[1]) <= 180 and read != (0.0, 0.0)
    return read if good else (None, None)


def truth(value: Any) -> bool:
    """Is it a yes?"""
    return str(value).strip().lower() in _TRUE


def web_safe(value: Any) -> Any:
    """The same without what PostgreSQL refuses in JSON: NUL, lone surrogates, numbers that are none."""
    if isinstance(value, dict):
        return {str(text(key) or ""): web_safe(item) for key, item in value.items()}
    if isinstance(value, list):
        return [web_safe(item) for item in value]
    if isinstance(value, float) and (value != value or abs(value) == float("inf")):
        return None
    return (text(value) or "") if isinstance(value, str) else value


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("script", "style")
        if tag in _BLOCKS:
            self.parts.append("\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style") and self._hidden > 0
        if tag in _BLOCKS and tag != "br":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data.replace("\n", " "))
