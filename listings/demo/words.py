"""Which fields may a demo file have? The form of FORMAT.md, as sets."""

from typing import Final

ORGANIZATION: Final = {"key", "name", "description", "email", "url", "phone"}
FLAGS: Final = (
    "women_only",
    "travel_refunded",
    "childcare",
    "no_id_needed",
    "waiting_list",
    "national",
)
TEXTS: Final = ("first_visit", "welcome", "bring")
SERVICE: Final = {
    *("key", "organization", "name", "summary", "topics", "audiences", "languages", "cost"),
    *("setting", "level", "phones", "email", "url", "translations", "assured_days_ago", "at"),
    *FLAGS,
    *TEXTS,
}
LOCATION: Final = {
    *("online", "name", "address", "town", "postcode", "lat", "lon", "step_free", "bus"),
    *("translations", "schedules"),
}
SCHEDULE: Final = {
    *("weekly", "every", "monthly", "daily", "in_days", "from", "to", "all_day"),
    *("until_days", "starts_in_days", "cancelled", "moved"),
}
CANCELLED: Final = {"date", "reason"}
MOVED: Final = {"date", "from", "to", "in_days", "where", "reason"}
# A field of the form and the column that it becomes.
TRANSLATED: Final = {
    "name": "name",
    "summary": "description",
    "first_visit": "first_visit",
    "welcome": "welcome",
    "bring": "bring",
}
