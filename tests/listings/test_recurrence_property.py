"""Do our dates agree with dateutil's rrule on whatever HSDS can say?"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from listings.events import ScheduleRule, Timetable, occurrences, recurrence, validate
from listings.events.recurrence import last_date

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKDAYS = (rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU)
FREQUENCIES = {
    "DAILY": rrule.DAILY,
    "WEEKLY": rrule.WEEKLY,
    "MONTHLY": rrule.MONTHLY,
    "YEARLY": rrule.YEARLY,
}
LONDON = ZoneInfo("Europe/London")
dates = st.dates(date(2026, 1, 1), date(2028, 3, 1))
plain_days = st.lists(st.sampled_from(DAYS), max_size=3, unique=True)


def numbered_days(most: int) -> st.SearchStrategy[list[str]]:
    """ "2TU" or "-1FR", counted up to `most`."""
    number = st.integers(-5, 5).filter(bool) | st.integers(-most, most).filter(bool)
    day = st.builds(lambda number, day: f"{number}{day}", number, st.sampled_from(DAYS))
    return st.lists(day, max_size=2, unique=True)


@st.composite
def rules(draw: st.DrawFn) -> ScheduleRule:
    """Any schedule that HSDS can say, in one of our frequencies."""
    freq: Any = draw(st.sampled_from(sorted(FREQUENCIES)))
    start = draw(dates)
    far = draw(st.none() | st.integers(0, 700))
    week_numbers = st.lists(st.integers(-53, 53).filter(bool), max_size=2, unique=True)
    weeks = tuple(draw(week_numbers)) if freq == "YEARLY" else ()
    # "MO,2TU" means all Mondays and a Tuesday; rrule takes it for what is both, so it is not asked that.
    numbered = freq in ("MONTHLY", "YEARLY") and not weeks and draw(st.booleans())
    most = 5 if freq == "MONTHLY" else 53
    year_days = st.lists(st.integers(-366, 366).filter(bool), max_size=2, unique=True)
    month_days = st.lists(st.integers(-31, 31).filter(bool), max_size=2, unique=True)
    return ScheduleRule(
        dtstart=start,
        opens_at=draw(
            st.times(time(0), time(23, 59)).map(lambda t: t.replace(second=0, microsecond=0))
        ),
        freq=freq,
        interval=draw(st.integers(1, 5)),
        byday=tuple(draw(numbered_days(most) if numbered else plain_days)),
        bymonthday=() if freq == "WEEKLY" else tuple(draw(month_days)),
        byweekno=weeks,
        byyearday=tuple(draw(year_days)) if freq == "YEARLY" else (),
        wkst=draw(st.sampled_from(DAYS)),
        until=None if far is None else start + timedelta(days=far),
        count=None if far is not None else draw(st.none() | st.integers(1, 40)),
    )


def happens(rule: ScheduleRule) -> bool:
    """Whether it has any date in 30 years: of one that has none, rrule looks for it until the year 9999."""
    endless = replace(rule, until=None, count=None)
    return any(recurrence.dates(endless, rule.dtstart, rule.dtstart + timedelta(days=30 * 366)))


def by_rrule(rule: ScheduleRule, last: date) -> list[date]:
    """The same rule, put to dateutil as it stands."""
    assert rule.freq is not None
    bounded = min(last, rule.until or last)
    found = rrule.rrule(
        FREQUENCIES[rule.freq],  # type: ignore[arg-type]
        dtstart=datetime.combine(rule.dtstart, time()),
        interval=rule.interval,
        wkst=WEEKDAYS[DAYS.index(rule.wkst)],
        byweekday=[_weekday(day) for day in rule.byday] or None,
        bymonthday=list(rule.bymonthday) or None,
        byweekno=list(rule.byweekno) or None,
        byyearday=list(rule.byyearday) or None,
        until=datetime.combine(bounded, time()),
    )
    days = [moment.date() for moment in found]
    return days if rule.count is None else days[: rule.count]


def _weekday(text: str) -> rrule.weekday:
    day = WEEKDAYS[DAYS.index(text[-2:])]
    return day(int(text[:-2])) if text[:-2] else day


@settings(max_examples=200, deadline=None)
@given(rule=rules(), after=dates, days=st.integers(1, 400))
def test_occurrences_agree_with_rrule(rule: ScheduleRule, after: date, days: int) -> None:
    validate(rule)
    assume(happens(rule))
    start = datetime.combine(after, time(), UTC)
    end = start + timedelta(days=days)
    found = [one.starts_at for one in occurrences(Timetable(UUID(int=1), rule), start, end)]
    assert rule.opens_at is not None
    instants = [
        datetime.combine(day, rule.opens_at, LONDON).astimezone(UTC)
        for day in by_rrule(rule, end.date() + timedelta(days=1))
    ]
    assert found == [instant for instant in instants if start < instant < end]


@settings(max_examples=100, deadline=None)
@given(rule=rules())
def test_no_date_is_later_than_the_last(rule: ScheduleRule) -> None:
    assume(happens(rule))
    last = last_date(rule)
    found = by_rrule(rule, rule.dtstart + timedelta(days=3_000))
    assert last is None or not found or found[-1] <= last


@pytest.mark.parametrize(
    ("parts", "day"),
    [
        ({"freq": "MONTHLY", "byday": ("1FR",), "bymonthday": (7,)}, date(2027, 5, 7)),
        ({"freq": "MONTHLY", "byday": ("FR",), "bymonthday": (13,)}, date(2026, 11, 13)),
        ({"freq": "YEARLY", "byday": ("-1MO",), "bymonthday": (31,)}, date(2029, 12, 31)),
        ({"freq": "YEARLY", "byweekno": (53,), "byday": ("MO",)}, date(2026, 12, 28)),
        ({"freq": "YEARLY", "byyearday": (-1,), "byday": ("SU",)}, date(2028, 12, 31)),
        ({"freq": "DAILY", "bymonthday": (-1,), "byday": ("SA",)}, date(2026, 10, 31)),
        ({"freq": "MONTHLY", "byday": ("MO", "2TU")}, date(2026, 10, 5)),
    ],
)
def test_parts_that_seldom_meet_are_found(parts: dict[str, Any], day: date) -> None:
    rule = ScheduleRule(dtstart=date(2026, 10, 1), **parts)
    assert next(recurrence.dates(rule, date(2026, 10, 1), date(2039, 1, 1))) == day


@pytest.mark.parametrize(
    "parts",
    [
        {"freq": "MONTHLY", "byday": ("2TU",), "bymonthday": (30,)},
        {"freq": "MONTHLY", "interval": 12, "bymonthday": (30,)},
        {"freq": "YEARLY", "byyearday": (1,), "bymonthday": (2,), "count": 5_000},
        {"freq": "DAILY", "interval": 7, "byday": ("MO",)},
    ],
)
def test_what_never_happens_is_known_at_once(parts: dict[str, Any]) -> None:
    rule = ScheduleRule(dtstart=date(2026, 2, 1), **parts)
    validate(rule)
    assert list(recurrence.dates(rule, date(2026, 2, 1), date(2028, 1, 1))) == []
    assert last_date(rule) is None
