"""Do our dates agree with dateutil's rrule on whatever HSDS can say?"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from dateutil import rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from listings.events import ScheduleRule, Timetable, occurrences, validate
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
dates = st.dates(date(2024, 1, 1), date(2028, 12, 31))
plain_days = st.lists(st.sampled_from(DAYS), max_size=3, unique=True)
numbered_days = st.lists(
    st.builds(
        lambda number, day: f"{number or ''}{day}", st.integers(-4, 4), st.sampled_from(DAYS)
    ),
    max_size=2,
    unique=True,
)


@st.composite
def rules(draw: st.DrawFn) -> ScheduleRule:
    """Any schedule that HSDS can say, in one of our frequencies."""
    freq: Any = draw(st.sampled_from(sorted(FREQUENCIES)))
    start = draw(dates)
    far = draw(st.none() | st.integers(0, 700))
    month_days = st.lists(st.integers(-31, 31).filter(bool), max_size=2, unique=True)
    return ScheduleRule(
        dtstart=start,
        opens_at=draw(
            st.times(time(0), time(23, 59)).map(lambda t: t.replace(second=0, microsecond=0))
        ),
        freq=freq,
        interval=draw(st.integers(1, 5)),
        byday=tuple(draw(numbered_days if freq in ("MONTHLY", "YEARLY") else plain_days)),
        bymonthday=() if freq == "WEEKLY" else tuple(draw(month_days)),
        wkst=draw(st.sampled_from(DAYS)),
        until=None if far is None else start + timedelta(days=far),
        count=None if far is not None else draw(st.none() | st.integers(1, 40)),
    )


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
        until=datetime.combine(bounded, time()),
    )
    days = [moment.date() for moment in found]
    return days if rule.count is None else days[: rule.count]


def _weekday(text: str) -> rrule.weekday:
    day = WEEKDAYS[DAYS.index(text[-2:])]
    return day(int(text[:-2])) if text[:-2] else day


@settings(max_examples=400, deadline=None)
@given(rule=rules(), after=dates, days=st.integers(1, 800))
def test_occurrences_agree_with_rrule(rule: ScheduleRule, after: date, days: int) -> None:
    validate(rule)
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
    last = last_date(rule)
    given_dates = by_rrule(rule, rule.dtstart + timedelta(days=3_000))
    assert last is None or not given_dates or given_dates[-1] <= last
