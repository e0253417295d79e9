"""When is something on? Schedules in, occurrences out; pure, and computed each time."""

from listings.events.occurrences import Timetable, occurrence_of, occurrences, soonest
from listings.events.rule import DateException, ScheduleRule
from listings.events.times import Window, windows
from listings.events.validate import validate

__all__ = [
    "DateException",
    "ScheduleRule",
    "Timetable",
    "Window",
    "occurrence_of",
    "occurrences",
    "soonest",
    "validate",
    "windows",
]
