"""Which canonical words do topics and facts use? The contract of DESIGN section 4."""

from typing import Final

TOPICS: Final = (
    "meet_people",
    "learn_english",
    "find_events",
    "play_sport",
    "volunteer",
    "worship",
    "family_activities",
    "visit_places",
    "immigration_advice",
    "housing",
    "healthcare",
    "mental_health",
    "food",
    "money",
    "essentials",
    "work",
    "education",
    "transport",
    "get_online",
    "interpreting",
    "trace_family",
    "hate_crime",
    "have_your_say",
)
DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY_PARTS: Final = ("morning", "afternoon", "evening")
TIMES: Final = ("today", "tomorrow", *DAYS, "weekend", "this_week", "next_week", *DAY_PARTS)
AUDIENCES: Final = (
    "women",
    "men",
    "children",
    "young_people",
    "older_people",
    "parents",
    "lgbt",
    "disabled",
)
COSTS: Final = ("free",)
