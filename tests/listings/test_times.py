"""Which hours do words mean, said on a Monday morning, a Tuesday afternoon, a Sunday?"""

from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from listings.events import Window, windows
from listings.model import Occurrence

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TUESDAY_AFTERNOON = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
SUNDAY = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)


def told(now: datetime, *times: str) -> list[str]:
    """The windows in London's clock."""
    zone = ZoneInfo("Europe/London")
    return [
        f"{one.start.astimezone(zone):%a %d %H:%M} - {one.end.astimezone(zone):%a %d %H:%M}"
        for one in windows(times, now=now, zone="Europe/London")
    ]


@pytest.mark.parametrize(
    ("now", "times", "expected"),
    [
        (MONDAY, ("today",), ["Mon 23 09:00 - Tue 24 00:00"]),
        (MONDAY, ("tomorrow",), ["Tue 24 00:00 - Wed 25 00:00"]),
        (MONDAY, ("monday",), ["Mon 23 09:00 - Tue 24 00:00"]),
        (MONDAY, ("tuesday", "evening"), ["Tue 24 17:00 - Wed 25 00:00"]),
        (MONDAY, ("today", "evening"), ["Mon 23 17:00 - Tue 24 00:00"]),
        (
            MONDAY,
            ("tuesday", "morning", "evening"),
            ["Tue 24 05:00 - Tue 24 12:00", "Tue 24 17:00 - Wed 25 00:00"],
        ),
        (TUESDAY_AFTERNOON, ("tuesday",), ["Tue 24 15:00 - Wed 25 00:00"]),
        (TUESDAY_AFTERNOON, ("tuesday", "morning"), ["Tue 01 05:00 - Tue 01 12:00"]),
        (MONDAY, ("weekend",), ["Sat 28 00:00 - Mon 30 00:00"]),
        (SUNDAY, ("weekend",), ["Sun 29 12:00 - Mon 30 00:00"]),
        (MONDAY, ("saturday", "sunday"), ["Sat 28 00:00 - Mon 30 00:00"]),
        (MONDAY, ("this_week",), ["Mon 23 09:00 - Mon 30 00:00"]),
        (SUNDAY, ("this_week",), ["Sun 29 12:00 - Mon 30 00:00"]),
        (MONDAY, ("next_week",), ["Mon 30 00:00 - Mon 07 00:00"]),
        (MONDAY, ("next_week", "tuesday"), ["Tue 01 00:00 - Wed 02 00:00"]),
        (TUESDAY_AFTERNOON, ("this_week", "monday"), ["Mon 30 00:00 - Tue 01 00:00"]),
        (MONDAY, (), ["Mon 23 09:00 - Mon 30 00:00"]),
        (MONDAY, ("someday",), ["Mon 23 09:00 - Mon 30 00:00"]),
    ],
)
def test_words_mean_hours(now: datetime, times: tuple[str, ...], expected: list[str]) -> None:
    assert told(now, *times) == expected


def test_an_evening_without_a_day_is_each_of_the_coming_seven() -> None:
    found = told(MONDAY, "evening")
    assert len(found) == 7
    assert found[0] == "Mon 23 17:00 - Tue 24 00:00"
    assert found[-1] == "Sun 29 17:00 - Mon 30 00:00"


def test_days_are_those_of_the_zone() -> None:
    found = windows(
        ("tomorrow",), now=datetime(2027, 6, 14, 23, 30, tzinfo=UTC), zone="Europe/London"
    )
    assert found[0].start == datetime(2027, 6, 15, 23, 0, tzinfo=UTC)  # Wednesday begins in London


@pytest.mark.parametrize(
    ("start", "end", "held"),
    [
        (13, 14, True),
        (10, 13, True),  # still half an hour of it
        (10, 12, False),
        (16, 20, True),
        (17, 19, False),
    ],
)
def test_a_window_holds_what_starts_in_it_or_what_is_worth_coming_to(
    start: int, end: int, held: bool
) -> None:
    afternoon = Window(
        datetime(2026, 11, 24, 12, tzinfo=UTC), datetime(2026, 11, 24, 17, tzinfo=UTC)
    )
    occurrence = Occurrence(
        UUID(int=1),
        date(2026, 11, 24),
        datetime(2026, 11, 24, start, tzinfo=UTC),
        datetime(2026, 11, 24, end, tzinfo=UTC),
    )
    assert afternoon.holds(occurrence) is held
