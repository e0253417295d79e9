"""Which schedules can be read, and how is it said why one cannot?"""

from dataclasses import replace
from datetime import date, time
from types import SimpleNamespace
from typing import Any

import pytest

from listings.errors import ScheduleError
from listings.events import ScheduleRule, validate
from listings.events.read import ScheduleFacts, readable, timetable_of
from tests.listings.builders import a_timetable

RULE = a_timetable().rule


def a_row(**columns: Any) -> ScheduleFacts:
    """A row of schedule: every Tuesday, as a feed may write it."""
    values: dict[str, Any] = dict.fromkeys(ScheduleFacts.__slots__)
    weekly = {"timezone": "Europe/London", "freq": "weekly", "byday": "tu", "opens_at": time(10)}
    return ScheduleFacts(**{**values, **weekly, **columns})


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"timezone": "GMT Standard Time"}, "timezone"),
        ({"timezone": "../../etc/passwd"}, "timezone"),
        ({"timezone": "Europe"}, "timezone"),
        ({"freq": "HOURLY"}, "freq"),
        ({"interval": 0}, "interval"),
        ({"byday": ("Tuesday",)}, "byday"),
        ({"byday": ("2TU",)}, "byday"),
        ({"freq": "MONTHLY", "byday": ("6TU",)}, "byday"),
        ({"freq": "YEARLY", "byday": ("2TU",), "byweekno": (5,)}, "byday"),
        ({"bymonthday": (3,)}, "bymonthday"),
        ({"freq": "MONTHLY", "byday": (), "bymonthday": (32,)}, "bymonthday"),
        ({"freq": "MONTHLY", "byday": (), "bymonthday": (0,)}, "bymonthday"),
        ({"wkst": "XX"}, "wkst"),
        ({"count": 0}, "count"),
        ({"count": 3, "until": date(2027, 1, 1)}, "count"),
        ({"until": date(2020, 1, 1)}, "until"),
        ({"opens_at": None}, "opens_at"),
        ({"byyearday": (1,)}, "byyearday"),
        ({"dtstart": date(9999, 12, 31)}, "dtstart"),
    ],
)
def test_a_schedule_that_cannot_be_read_names_its_field(
    changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(ScheduleError) as caught:
        validate(replace(RULE, **changes))
    assert caught.value.field == field


@pytest.mark.parametrize(
    "rule",
    [
        RULE,
        ScheduleRule(date(2026, 12, 5)),
        replace(RULE, freq="MONTHLY", byday=("-1FR", "2TU")),
        replace(RULE, freq="YEARLY", byday=(), byweekno=(20,)),
    ],
)
def test_a_schedule_that_can_be_read_passes(rule: ScheduleRule) -> None:
    validate(rule)


def test_lower_case_and_missing_fields_of_a_feed_are_understood() -> None:
    rule = timetable_of(a_row(dtstart=date(2026, 11, 3))).rule
    assert (rule.freq, rule.byday, rule.interval, rule.wkst) == ("WEEKLY", ("TU",), 1, "MO")


def test_every_week_needs_no_first_date() -> None:
    assert timetable_of(a_row()).rule.byday == ("TU",)


@pytest.mark.parametrize("columns", [{"interval": 2}, {"count": 5}, {"freq": None}, {"byday": ""}])
def test_what_counts_from_its_first_date_needs_one(columns: dict[str, Any]) -> None:
    with pytest.raises(ScheduleError, match="dtstart"):
        timetable_of(a_row(**columns))


def test_an_unreadable_list_names_its_field() -> None:
    with pytest.raises(ScheduleError, match="bymonthday"):
        timetable_of(a_row(freq="MONTHLY", bymonthday="first", dtstart=date(2026, 1, 1)))


@pytest.mark.parametrize("new_date", [date(9999, 12, 31), date(1, 1, 1)])
def test_a_date_that_is_moved_where_no_clock_reaches_names_its_field(new_date: date) -> None:
    """One day more overflows, and would stop whatever reads other schedules too."""
    moved = SimpleNamespace(
        on_date=date(2026, 11, 24),
        kind="moved",
        new_date=new_date,
        new_opens_at=time(22),
        new_closes_at=time(1),
        new_location=None,
        reason=None,
    )
    with pytest.raises(ScheduleError) as caught:
        timetable_of(a_row(dtstart=date(2026, 11, 3)), [moved])
    assert caught.value.field == "new_date"
    assert readable(a_row(dtstart=date(2026, 11, 3)), [moved]) is None


def test_one_bad_schedule_is_skipped_and_logged_by_id(caplog: pytest.LogCaptureFixture) -> None:
    row = a_row(timezone="Mars", dtstart=date(2026, 1, 1), id="11111111")
    assert readable(row) is None
    assert "11111111" in caplog.text
