"""Which day is it there?"""

from datetime import date, datetime
from zoneinfo import ZoneInfo


def local_date(moment: datetime, zone: str) -> date:
    """The calendar date of an aware instant in an IANA zone."""
    return moment.astimezone(ZoneInfo(zone)).date()
