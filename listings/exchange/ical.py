"""How do calendars (iCalendar, RFC 5545) come in and go out? An event is a service with a schedule."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from listings.errors import ScheduleError
from listings.exchange.errors import RecordError, SourceError
from listings.exchange.ical_events import event_record
from listings.exchange.ical_splitting import split
from listings.exchange.ical_writing import calendar_of
from listings.exchange.records import Feed, Record, Rejected

PAGED: Final = False


def read(document: bytes, feed: Feed) -> Iterator[Record | Rejected]:
    """The events of one or more calendars; each is read alone, so that one that is broken stops no other.

    Raises SourceError if there is no calendar in it.
    """
    text = document.decode("utf-8-sig", "replace")
    if "BEGIN:V" not in text.upper():
        raise SourceError(feed.source, "is not a calendar (no BEGIN:VCALENDAR)")
    for group in split(text):
        try:
            yield event_record(group, feed)
        except (RecordError, ScheduleError) as error:
            yield Rejected(group.name, str(error))
        except Exception as error:  # the parsers below raise what they like on broken input
            yield Rejected(group.name, f"cannot be read ({type(error).__name__}: {error})")


def write(records: Iterable[Record], now: datetime) -> str:
    """One VCALENDAR of every schedule that is not over at `now`."""
    return calendar_of(records, now)
