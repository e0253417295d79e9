"""What are topics, audiences, times and levels called? Tables of messages by canonical word."""

from typing import Final

from listings.words import TOPICS
from locales.words import Words, message

TOPIC_NAMES: Final = {
    "meet_people": message("Meet people"),
    "learn_english": message("English classes"),
    "find_events": message("What is on"),
    "play_sport": message("Sport"),
    "volunteer": message("Volunteering"),
    "worship": message("Faith and worship"),
    "family_activities": message("Families and children"),
    "visit_places": message("Places to go"),
    "immigration_advice": message("Asylum and visa advice"),
    "housing": message("Housing"),
    "healthcare": message("Doctor and health"),
    "mental_health": message("Sadness, stress, sleep"),
    "food": message("Food"),
    "money": message("Money and benefits"),
    "essentials": message("Clothes and furniture"),
    "work": message("Work"),
    "education": message("School and college"),
    "transport": message("Buses and travel"),
    "get_online": message("Phone and internet"),
    "interpreting": message("Interpreters and letters"),
    "trace_family": message("Find my family"),
    "hate_crime": message("Hate and racism"),
    "have_your_say": message("Have your say"),
}
# What comes round from week to week.
WEEKLY_TOPICS: Final = (
    "find_events",
    "meet_people",
    "learn_english",
    "play_sport",
    "volunteer",
    "worship",
    "family_activities",
    "visit_places",
    "food",
    "mental_health",
    "work",
    "education",
    "have_your_say",
)
_SIGNS = "🤝 💬 📅 ⚽ 🙌 🕌 👨‍👩‍👧 🏛 ⚖️ 🏠 🩺 💙 🍲 💷 🧥 💼 🎓 🚌 📱 🗣 🔎 🛡 🗳"
TOPIC_SIGNS: Final = dict(zip(TOPICS, _SIGNS.split(), strict=True))
GROUPS: Final = {
    "people": (
        message("People and places"),
        (
            "meet_people",
            "find_events",
            "family_activities",
            "play_sport",
            "worship",
            "visit_places",
        ),
    ),
    "learn": (
        message("English, school, work"),
        ("learn_english", "education", "work", "volunteer"),
    ),
    "rights": (
        message("Papers, home, rights"),
        (
            "immigration_advice",
            "housing",
            "interpreting",
            "trace_family",
            "hate_crime",
            "have_your_say",
        ),
    ),
    "daily": (
        message("Health and daily life"),
        (
            "healthcare",
            "mental_health",
            "food",
            "money",
            "essentials",
            "transport",
            "get_online",
        ),
    ),
}
GROUP_SIGNS: Final = {"people": "🤝", "learn": "💬", "rights": "⚖️", "daily": "🩺"}
AUDIENCE_NAMES: Final = {
    "women": message("women"),
    "men": message("men"),
    "children": message("children"),
    "young_people": message("young people"),
    "older_people": message("older people"),
    "parents": message("parents"),
    "lgbt": message("LGBT+ people"),
    "disabled": message("disabled people"),
}
TIME_NAMES: Final = {
    "today": message("today"),
    "tomorrow": message("tomorrow"),
    "weekend": message("at the weekend"),
    "this_week": message("this week"),
    "next_week": message("next week"),
    "morning": message("in the morning"),
    "afternoon": message("in the afternoon"),
    "evening": message("in the evening"),
}
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
INTENT_NAMES: Final = {
    "greet": message("Say hello"),
    "goodbye": message("Say goodbye"),
    "thanks": message("Say thank you"),
    "affirm": message("Yes"),
    "deny": message("No"),
    "help": message("How this works"),
    "talk_to_person": message("Talk to a person"),
    "change_language": message("Change language"),
    "change_place": message("Change my place"),
    "set_reminder": message("Set a reminder"),
    "my_reminders": message("My reminders"),
    "stop_messages": message("Stop messages"),
    "report_wrong_info": message("Report wrong information"),
    "delete_my_data": message("Delete my data"),
    "privacy": message("What is kept about me"),
    "welcome_pack": message("Welcome pack"),
    "out_of_scope": message("Something else"),
    "emergency": message("I am in danger now"),
    "suicide_self_harm": message("I do not want to live"),
    "abuse": message("Someone hurts or controls me"),
}


def topic(words: Words, name: str) -> str:
    """A topic with its sign: "🏠 Housing"."""
    return f"{TOPIC_SIGNS[name]} {words.say(TOPIC_NAMES[name])}"


def time(words: Words, name: str) -> str:
    """A canonical time as a person says it: "tomorrow", "Tuesday"."""
    if name in WEEKDAYS:
        return str(words.locale.days["stand-alone"]["wide"][WEEKDAYS.index(name)])
    return words.say(TIME_NAMES[name])


def intent(words: Words, name: str) -> str:
    """Any intent as a button says it."""
    return topic(words, name) if name in TOPIC_NAMES else words.say(INTENT_NAMES[name])
