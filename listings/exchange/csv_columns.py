"""Which columns has a spreadsheet of ours, and how is a cell kept from being a formula?"""

import re
from typing import Final

TEXTS: Final = ("first_visit", "welcome", "bring", "level", "setting")
FLAGS: Final = (
    "women_only",
    "travel_refunded",
    "childcare",
    "no_id_needed",
    "waiting_list",
    "national",
)
COLUMNS: Final = (
    *("id", "listing_id", "organisation_id", "location_id"),
    *("organisation", "name", "description", "topics", "audiences", "languages", "cost", "phones"),
    *("email", "url", "status", "minimum_age", "maximum_age", "assured_date"),
    *TEXTS,
    *FLAGS,
    *("online", "location_name", "address_1", "city", "postcode", "latitude", "longitude"),
    *("transportation", "step_free", "schedules"),
)
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_NUMBER: Final = re.compile(r"-\d+(\.\d+)?")


def cell(value: str) -> str:
    """The value, with a quote before it if a spreadsheet would run it; a negative number stays a number."""
    dangerous = _FORMULA.match(value) and not _NUMBER.fullmatch(value)
    return f"'{value}" if dangerous else value


def plain(value: str) -> str:
    """What `cell` was given."""
    value = value.strip()
    return value[1:] if value.startswith("'") and _FORMULA.match(value) else value
