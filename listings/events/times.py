"""Which hours does "Tuesday evening" mean, said now and here?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from listings.events.local import local_date
from listings.model import Occurrence
from listings.words import DAYS

# Local hours from and to; an evening lasts until midnight.
PARTS: Final = {"morning": (5, 12), "afternoon": (12, 17), "evening": (17, 24)}
WEEKS: Final = ("this_week", "next_week")
COMING_DAYS: Final = 7
_WORTH_IT: Final = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of aware UTC, its end not included."""

    start: datetime
    end: datetime

    def holds(self, occurrence: Occurrence) -> bool:
        """Whether it starts in here, or at least half an hour of it is in here."""
        if self.start <= occurrence.starts_at < self.end:
            return True
        ends_at = occurrence.ends_at or occurrence.starts_at
        inside = min(ends_at, self.end) - max(occurrence.starts_at, self.start)
        return inside >= _WORTH_IT


def windows(times: Iterable[str], *, now: datetime, zone: str) -> tuple[Window, ...]:
    """The hours that canonical words mean together, soonest first, without what is over.

    Days add up (saturday, sunday); a week narrows them (next_week, tuesday); parts of the day cut them (tuesday,
    evening). A weekday is the next one, today included unless the part of it that was asked for is over. Parts
    alone are those of the coming seven days; no word at all is the coming seven days. Unknown words mean nothing.
    """
    words = set(times)
    local = ZoneInfo(zone)
    today = local_date(now, zone)
    parts = sorted(PARTS[word] for word in words & PARTS.keys()) or [(0, 24)]
    days = _days(words, today)
    found = _cut(days, parts, now, local)
    if not found:  # "Tuesday morning", said on Tuesday afternoon
        found = _cut([day + timedelta(days=7) for day in days], parts, now, local)
    return tuple(found)


def _days(words: set[str], today: date) -> list[date]:
    monday = today - timedelta(days=today.weekday())
    coming = [today + timedelta(days=number) for number in range(COMING_DAYS)]
    span = list(coming)
    if words & set(WEEKS):
        starts = [monday + timedelta(days=7 * WEEKS.index(word)) for word in words & set(WEEKS)]
        span = [start + timedelta(days=number) for start in starts for number in range(7)]
    wanted = {number for number, day in enumerate(DAYS) if day in words}
    if "weekend" in words:  # said on a Sunday it is this Sunday, not the Saturday after
        wanted |= {6} if span == coming and today.weekday() == 6 else {5, 6}
    days = {day for day in span if day.weekday() in wanted}
    days |= {coming[number] for number, word in enumerate(("today", "tomorrow")) if word in words}
    return sorted(days) or span


def _cut(
    days: Iterable[date], parts: Iterable[tuple[int, int]], now: datetime, zone: ZoneInfo
) -> list[Window]:
    hours = [
        (_hour(day, part[0], zone), _hour(day, part[1], zone)) for day in days for part in parts
    ]
    joined: list[Window] = []
    for start, end in sorted((max(start, now), end) for start, end in hours if end > now):
        if joined and start <= joined[-1].end:
            joined[-1] = Window(joined[-1].start, max(end, joined[-1].end))
        else:
            joined.append(Window(start, end))
    return joined


def _hour(day: date, hour: int, zone: ZoneInfo) -> datetime:
    extra, hour = divmod(hour, 24)
    return datetime.combine(day + timedelta(days=extra), time(hour), zone).astimezone(UTC)
