"""How is a date said to somebody who has to be there? Local time, in words, with the day named twice."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from listings.model import Occurrence
from locales.words import Words, message

HOLIDAYS = {
    "bank_holidays": message("Public holiday"),
    "school_holidays": message("School holidays"),
}


def when(words: Words, occurrence: Occurrence, now: datetime, zone: ZoneInfo) -> str:
    """An occurrence in words: "Tomorrow, Tuesday 24 November, 10:00-12:00", with what became of it."""
    text = _day_and_time(words, occurrence, now, zone)
    if occurrence.state == "cancelled":
        return words.say("Cancelled: {date}", date=text)
    if occurrence.state == "moved":
        return words.say("Changed: {date}", date=text)
    return text


def reason(words: Words, occurrence: Occurrence) -> str | None:
    """Why a date is off or different: a holiday in the person's language, else what the staff wrote."""
    if occurrence.state == "on":
        return None
    if occurrence.holiday:
        return words.say(HOLIDAYS[occurrence.holiday])
    return words.foreign(occurrence.reason) if occurrence.reason else None


def instant(words: Words, at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """A moment in words: "Tomorrow, Tuesday 24 November, 18:00"."""
    local = at.astimezone(zone)
    day = named_day(words, local.date(), now.astimezone(zone).date())
    return words.say("{day}, {time}", day=day, time=words.clock(local))


def _day_and_time(words: Words, occurrence: Occurrence, now: datetime, zone: ZoneInfo) -> str:
    start = occurrence.starts_at.astimezone(zone)
    day = named_day(words, start.date(), now.astimezone(zone).date())
    if occurrence.all_day:
        return words.say("{day}, all day", day=day)
    if occurrence.ends_at is None:
        return words.say("{day}, {time}", day=day, time=words.clock(start))
    end = occurrence.ends_at.astimezone(zone)
    return words.say(
        "{day}, {start}-{end}", day=day, start=words.clock(start), end=words.clock(end)
    )


def named_day(words: Words, day: date, today: date) -> str:
    """A day as people say it: today and tomorrow by name as well as by date."""
    if day == today:
        return words.say("Today, {date}", date=words.day(day))
    if day == today + timedelta(days=1):
        return words.say("Tomorrow, {date}", date=words.day(day))
    return words.day(day)


def checked(words: Words, day: date, today: date) -> str:
    """When an entry was last checked."""
    if day >= today:
        return words.say("Checked today")
    return words.say("Checked on {date}", date=words.full_date(day))
