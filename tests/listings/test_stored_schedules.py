"""Do 10,000 stored schedules happen when rrule and zoneinfo say, over both clock changes of 2027?"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from listings.events import occurrence_of, occurrences
from listings.events.read import ScheduleFacts, timetable_of
from listings.schema import ScheduleException

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONDON = ZoneInfo("Europe/London")
ZERO = UUID(int=0)
CLOCK_CHANGES = (date(2027, 3, 28), date(2027, 10, 31))
one_day = st.sampled_from(DAYS)
some_days = st.lists(one_day, min_size=1, max_size=3, unique=True).map(",".join)
NUMBERED = [f"{number}{day}" for number in (1, 2, 3, 4, 5, -1, -2, -3, -4, -5) for day in DAYS]
MONTH_DAYS = [str(number) for number in range(-31, 32) if number]
RHYTHMS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "once": st.just({"freq": None}),
    "daily": st.fixed_dictionaries({"freq": st.just("DAILY"), "interval": st.integers(1, 3)}),
    "weekly": st.fixed_dictionaries({"freq": st.just("WEEKLY"), "byday": some_days}),
    "every other week": st.fixed_dictionaries(
        {
            "freq": st.just("WEEKLY"),
            "interval": st.integers(2, 3),
            "byday": some_days | st.none(),
            "wkst": one_day,
        }
    ),
    "2TU and -1FR": st.fixed_dictionaries(
        {
            "freq": st.just("MONTHLY"),
            "interval": st.sampled_from((1, 1, 2)),
            "byday": st.lists(st.sampled_from(NUMBERED), min_size=1, max_size=2).map(",".join),
        }
    ),
    "month day": st.fixed_dictionaries(
        {
            "freq": st.just("MONTHLY"),
            "bymonthday": st.lists(st.sampled_from(MONTH_DAYS), max_size=2).map(",".join),
        }
    ),
    "month day that is a weekday": st.fixed_dictionaries(
        {
            "freq": st.just("MONTHLY"),
            "bymonthday": st.just("1,8,15,22,29,-1"),
            "byday": some_days,
        }
    ),
    "yearly": st.fixed_dictionaries({"freq": st.just("YEARLY")}),
}
# Most of them around the hour that a change leaves out or repeats.
HOURS = (1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 0, 3, *range(24))
CLOCKS = [time(hour, minute) for hour in HOURS for minute in (0, 15, 30, 45)]
clocks = st.sampled_from([*CLOCKS, *[None] * 20])
near_days = st.sampled_from((*[0] * 10, -1, -1, 1, 1, *range(-9, 10)))
starts_before = st.sampled_from((*[0] * 5, *[7] * 5, *[14] * 5, *range(-9, 150)))


@st.composite
def stored_schedules(draw: st.DrawFn, rhythm: str) -> tuple[ScheduleFacts, date]:
    """A row of schedule, and a day near one of the clock changes."""
    around = draw(st.sampled_from(CLOCK_CHANGES)) + timedelta(
        days=draw(st.sampled_from((0, 0, -1, 1)) | st.integers(-9, 9))
    )
    start = around - timedelta(days=draw(starts_before))
    columns: dict[str, Any] = dict.fromkeys(ScheduleFacts.__slots__)
    columns |= {"id": ZERO, "timezone": "Europe/London", "dtstart": start, **draw(RHYTHMS[rhythm])}
    ends = draw(st.sampled_from(("", "until", "count"))) if columns["freq"] else ""
    if ends == "until":
        columns["until"] = max(start, around + timedelta(days=draw(st.integers(-3, 60))))
    elif ends == "count":
        columns["count"] = draw(st.integers(1, 9) | st.integers(10, 90))
    columns["opens_at"] = draw(clocks)
    if columns["opens_at"] is not None:
        columns["closes_at"] = draw(clocks)
    return ScheduleFacts(**columns), around


@st.composite
def differing(draw: st.DrawFn, days: list[date], around: date) -> list[ScheduleException]:
    """Up to three dates cancelled or moved, most of them dates of the rule that are near."""
    near = sorted(days, key=lambda day: abs(day - around))[:6] or [around]
    chosen = draw(st.lists(st.sampled_from([*near, around]), max_size=3, unique=True))
    return [
        ScheduleException(
            on_date=day,
            kind=kind,
            **(
                {
                    "new_date": day + timedelta(days=draw(st.integers(-9, 9))),
                    "new_opens_at": draw(clocks),
                    "new_closes_at": draw(clocks),
                    "new_location": draw(st.sampled_from((None, "Hall"))),
                }
                if kind == "moved"
                else {"reason": "Ill"}
            ),
        )
        for day in chosen
        for kind in (draw(st.sampled_from(("cancelled", "moved"))),)
    ]


def dates_by_rrule(row: ScheduleFacts, last: date) -> list[date]:
    """HSDS in the words of RFC 5545, which it took them from, put to dateutil."""
    assert row.dtstart is not None
    if row.freq is None:
        return [row.dtstart]
    bound = min(last, row.until or last)
    names = ("freq", "interval", "byday", "bymonthday", "wkst", "count")
    parts = [f"{name}={getattr(row, name)}" for name in names if getattr(row, name)]
    if row.count is None:
        parts.append(f"until={bound:%Y%m%d}")
    found = rrule.rrulestr(";".join(parts).upper(), dtstart=datetime.combine(row.dtstart, time()))
    return [day for moment in found if (day := moment.date()) <= bound]


def by_zoneinfo(
    row: ScheduleFacts, differing: list[ScheduleException], days: list[date]
) -> list[tuple[Any, ...]]:
    """What is to be: date of the rule, state, place, start, end."""
    exceptions = {one.on_date: one for one in differing}
    return [_by_zoneinfo(row, day, exceptions.get(day)) for day in days]


def _by_zoneinfo(
    row: ScheduleFacts, on_date: date, exception: ScheduleException | None
) -> tuple[Any, ...]:
    day, opens, closes, state, where = on_date, row.opens_at, row.closes_at, "on", None
    if exception is not None:
        state, where = exception.kind, exception.new_location
        day = exception.new_date or day
        if exception.new_opens_at is not None:
            later = None
            if opens is not None and closes is not None:
                lasts = _wall(day, closes) - _wall(day, opens)
                later = (_wall(day, exception.new_opens_at) + lasts).time()
            opens, closes = exception.new_opens_at, exception.new_closes_at or later
        elif exception.new_closes_at is not None:
            closes = exception.new_closes_at
    if opens is None:
        ends = _wall(day, time()) + timedelta(days=1)
        return on_date, state, where, _instant(_wall(day, time())), _instant(ends)
    starts_at = _instant(_wall(day, opens))
    if closes is None:
        return on_date, state, where, starts_at, None
    ends = _wall(day, closes) + timedelta(days=closes <= opens)
    lasts_wall = ends - _wall(day, opens)
    ends_at = _instant(ends) if _instant(ends) > starts_at else starts_at + lasts_wall
    return on_date, state, where, starts_at, ends_at


def _wall(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock)


def _instant(wall: datetime) -> datetime:
    return wall.replace(tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize("rhythm", RHYTHMS)
def test_what_is_stored_happens_when_rrule_and_zoneinfo_say(rhythm: str) -> None:
    """1,250 schedules of each of eight kinds: 10,000."""

    @settings(max_examples=1_250, deadline=None, database=None)
    @given(data=st.data())
    def agree(data: st.DataObject) -> None:
        row, around = data.draw(stored_schedules(rhythm))
        after = datetime.combine(around, time(), UTC) + timedelta(
            minutes=15 * data.draw(st.integers(-300, 100))
        )
        before = after + timedelta(days=data.draw(st.sampled_from((2, 14, 45, 90))))
        days = dates_by_rrule(row, before.date() + timedelta(days=15))
        exceptions = data.draw(differing(days, around))
        timetable = timetable_of(row, exceptions)
        found = [
            (one.on_date, one.state, one.where, one.starts_at, one.ends_at)
            for one in occurrences(timetable, after, before)
        ]
        planned = by_zoneinfo(row, exceptions, days)
        expected = [one for one in planned if one[3] < before and (one[4] or one[3]) > after]
        assert sorted(found, key=str) == sorted(expected, key=str)
        assert [one[3] for one in found] == sorted(one[3] for one in found)
        if planned:
            one = occurrence_of(timetable, planned[-1][0])
            assert one is not None
            assert (one.state, one.starts_at) == (planned[-1][1], planned[-1][3])

    agree()
