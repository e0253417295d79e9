"""Under which names do our own facts travel? Attributes of a taxonomy of ours, so that no other directory stumbles."""

from typing import Final

TAXONOMY: Final = "waypost"
FLAGS: Final = (
    "women_only",
    "travel_refunded",
    "childcare",
    "no_id_needed",
    "waiting_list",
    "national",
)
TEXTS: Final = ("setting", "level", "first_visit", "welcome", "bring")
EVENT_UID: Final = "@waypost"
