"""When does a schedule happen?"""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from listings.events import DateException, Timetable, occurrences, soonest
from listings.model import Occurrence
from tests.listings.builders import NOW, a_timetable

YEAR = timedelta(days=366)


def coming(timetable: Timetable, number: int = 3, after: datetime = NOW) -> list[str]:
    """The starts in London's clock, with the state of those that are not simply on."""
    found = islice(occurrences(timetable, after, after + YEAR), number)
    return [_told(occurrence) for occurrence in found]


def _told(occurrence: Occurrence) -> str:
    local = occurrence.starts_at.astimezone(ZoneInfo("Europe/London"))
    state = "" if occurrence.state == "on" else f" {occurrence.state}"
    return f"{local:%Y-%m-%d %H:%M}{state}"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({}, ["2026-11-24 10:00", "2026-12-01 10:00", "2026-12-08 10:00"]),
        ({"interval": 2}, ["2026-12-01 10:00", "2026-12-15 10:00", "2026-12-29 10:00"]),
        ({"byday": ("MO", "TH")}, ["2026-11-23 10:00", "2026-11-26 10:00", "2026-11-30 10:00"]),
        (
            {"freq": "MONTHLY", "byday": ("2TU",)},
            ["2026-12-08 10:00", "2027-01-12 10:00", "2027-02-09 10:00"],
        ),
        (
            {"freq": "MONTHLY", "byday": ("-1FR",)},
            ["2026-11-27 10:00", "2026-12-25 10:00", "2027-01-29 10:00"],
        ),
        (
            {"freq": "MONTHLY", "byday": (), "bymonthday": (31,)},
            ["2026-12-31 10:00", "2027-01-31 10:00", "2027-03-31 10:00"],
        ),
        (
            {"freq": "DAILY", "byday": (), "interval": 10},
            ["2026-11-23 10:00", "2026-12-03 10:00", "2026-12-13 10:00"],
        ),
        ({"freq": "YEARLY", "byday": ()}, ["2027-11-03 10:00"]),
        ({"freq": None, "byday": (), "dtstart": date(2026, 12, 5)}, ["2026-12-05 10:00"]),
        ({"until": date(2026, 12, 1)}, ["2026-11-24 10:00", "2026-12-01 10:00"]),
        ({"count": 4}, ["2026-11-24 10:00"]),
        ({"valid_to": date(2026, 11, 30)}, ["2026-11-24 10:00"]),
        (
            {"valid_from": date(2026, 12, 5), "count": 8},
            ["2026-12-08 10:00", "2026-12-15 10:00", "2026-12-22 10:00"],
        ),
    ],
)
def test_a_rule_gives_its_coming_dates(rule: dict[str, Any], expected: list[str]) -> None:
    assert coming(a_timetable(**rule)) == expected


def test_what_is_going_on_right_now_is_still_told() -> None:
    found = next(occurrences(a_timetable(), datetime(2026, 11, 24, 11, tzinfo=UTC), NOW + YEAR))
    assert found.starts_at == datetime(2026, 11, 24, 10, tzinfo=UTC)
    assert found.ends_at == datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_what_has_just_ended_is_not_told() -> None:
    noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert coming(a_timetable(), 1, after=noon) == ["2026-12-01 10:00"]


def test_an_evening_past_midnight_ends_on_the_next_day() -> None:
    night = a_timetable(opens_at=time(22), closes_at=time(1, 30))
    found = next(occurrences(night, NOW, NOW + YEAR))
    assert found.starts_at == datetime(2026, 11, 24, 22, tzinfo=UTC)
    assert found.ends_at == datetime(2026, 11, 25, 1, 30, tzinfo=UTC)


def test_it_is_still_on_after_midnight() -> None:
    night = a_timetable(opens_at=time(22), closes_at=time(1, 30))
    after_midnight = datetime(2026, 11, 25, 0, 30, tzinfo=UTC)
    assert coming(night, 1, after=after_midnight) == ["2026-11-24 22:00"]


def test_without_a_time_it_lasts_all_day() -> None:
    found = next(occurrences(a_timetable(opens_at=None, closes_at=None), NOW, NOW + YEAR))
    assert found.all_day
    assert found.starts_at == datetime(2026, 11, 24, tzinfo=UTC)
    assert found.ends_at == datetime(2026, 11, 25, tzinfo=UTC)


def test_the_same_local_time_is_another_instant_in_summer() -> None:
    june = datetime(2027, 6, 14, tzinfo=UTC)
    found = next(occurrences(a_timetable(), june, june + YEAR))
    assert found.starts_at == datetime(2027, 6, 15, 9, tzinfo=UTC)


def test_a_time_that_the_spring_change_leaves_out_moves_forward() -> None:
    sundays = a_timetable(byday=("SU",), opens_at=time(1, 30), closes_at=time(1, 45))
    found = next(occurrences(sundays, datetime(2027, 3, 27, tzinfo=UTC), NOW + YEAR))
    assert found.starts_at == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)  # 02:30 summer time
    assert found.ends_at == datetime(2027, 3, 28, 1, 45, tzinfo=UTC)


def test_an_end_that_the_spring_change_overtakes_keeps_its_length() -> None:
    sundays = a_timetable(byday=("SU",), opens_at=time(1, 30), closes_at=time(2, 15))
    found = next(occurrences(sundays, datetime(2027, 3, 27, tzinfo=UTC), NOW + YEAR))
    assert found.starts_at == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert found.ends_at == datetime(2027, 3, 28, 2, 15, tzinfo=UTC)


def test_an_hour_that_comes_twice_happens_once_and_first() -> None:
    sundays = a_timetable(byday=("SU",), opens_at=time(1, 30), closes_at=time(3))
    autumn = datetime(2027, 10, 30, tzinfo=UTC)
    found = list(occurrences(sundays, autumn, autumn + timedelta(days=3)))
    assert [one.starts_at for one in found] == [datetime(2027, 10, 31, 0, 30, tzinfo=UTC)]


def test_a_cancelled_date_is_told_as_cancelled_with_its_reason() -> None:
    off = DateException(date(2026, 11, 24), "cancelled", reason="The hall is being painted")
    found = next(occurrences(a_timetable(off), NOW, NOW + YEAR))
    assert (found.state, found.reason) == ("cancelled", "The hall is being painted")


def test_a_moved_date_stands_where_it_was_moved_to() -> None:
    moved = DateException(
        date(2026, 11, 24),
        "moved",
        new_date=date(2026, 12, 2),
        new_opens_at=time(18),
        new_closes_at=time(20),
    )
    assert coming(a_timetable(moved)) == [
        "2026-12-01 10:00",
        "2026-12-02 18:00 moved",
        "2026-12-08 10:00",
    ]


def test_a_date_moved_to_another_time_lasts_as_long_as_ever() -> None:
    moved = DateException(date(2026, 11, 24), "moved", new_opens_at=time(14))
    found = next(occurrences(a_timetable(moved), NOW, NOW + YEAR))
    assert found.starts_at == datetime(2026, 11, 24, 14, tzinfo=UTC)
    assert found.ends_at == datetime(2026, 11, 24, 16, tzinfo=UTC)


def test_an_exception_for_a_date_that_the_rule_no_longer_gives_does_nothing() -> None:
    moved = DateException(date(2026, 11, 25), "moved", new_date=date(2026, 11, 27))
    assert coming(a_timetable(moved), 2) == ["2026-11-24 10:00", "2026-12-01 10:00"]


def test_two_schedules_are_told_in_one_row() -> None:
    fridays = a_timetable(byday=("FR",))
    found = islice(soonest([fridays, a_timetable()], NOW, NOW + YEAR), 3)
    assert [_told(one) for one in found] == [
        "2026-11-24 10:00",
        "2026-11-27 10:00",
        "2026-12-01 10:00",
    ]


def test_a_rule_that_never_gives_a_date_ends_at_once() -> None:
    never = a_timetable(
        freq="MONTHLY", byday=(), interval=12, bymonthday=(30,), dtstart=date(2026, 2, 1), count=3
    )
    assert coming(never) == []
