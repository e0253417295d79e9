"""Is a day a holiday on which a schedule pauses? England's bank holidays, and days without school in an area."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from listings.events.rule import DaysOff, ScheduleRule
from listings.model import Holiday

BANK: Final = "bank_holidays"
SCHOOL: Final = "school_holidays"

# By area, in small letters.
SchoolHolidays = Mapping[str, Sequence[DaysOff]]


def holiday_on(rule: ScheduleRule, school_holidays: Iterable[DaysOff], day: date) -> Holiday | None:
    """The holiday that keeps a rule from happening on a day."""
    if BANK in rule.pauses and day in bank_holidays(day.year):
        return "bank_holidays"
    if any(first <= day <= last for first, last in school_holidays):
        return "school_holidays"
    return None


def areas(pauses: Iterable[str]) -> list[str]:
    """The areas whose school holidays are meant, in small letters: councils do not agree on capitals."""
    parts = (pause.partition(":") for pause in pauses)
    return [area.strip().lower() for kind, _, area in parts if kind.strip() == SCHOOL]


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[date]:
    """Those of England with the days in lieu. The first call takes half a second."""
    from holidays import country_holidays

    return frozenset(country_holidays("GB", subdiv="ENG", years=year))
