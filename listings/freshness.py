"""How far can an entry still be trusted? By the day somebody last assured it (DESIGN 5)."""

from datetime import date, timedelta
from typing import Final

from listings.model import Freshness

REVIEW_DAYS: Final = 90
HIDDEN_DAYS: Final = 180


def freshness(
    assured_on: date | None, review_after: date | None, added_on: date, today: date
) -> Freshness:
    """ "due" past its review or never assured, "stale" past 180 days: hidden from newcomers.

    An entry that nobody has assured counts its days from when it was added.
    """
    if (assured_on or added_on) < oldest_shown(today):
        return "stale"
    if assured_on is None:
        return "due"
    review = review_after or assured_on + timedelta(days=REVIEW_DAYS)
    return "due" if today > review else "fresh"


def oldest_shown(today: date) -> date:
    """Assured before this day is hidden."""
    return today - timedelta(days=HIDDEN_DAYS)
