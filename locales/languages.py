"""Which languages does Waypost speak? The registry that everything iterates."""

from dataclasses import dataclass
from typing import Final, Literal

Review = Literal["source", "drafted", "reviewed"]


@dataclass(frozen=True, slots=True)
class Language:
    """One language: `code` names its catalogue, its training data and its safety phrases.

    `own_name` is written as speakers write it; `telegram` are the `language_code`s that mean it; `locale` is the CLDR
    locale (Babel) for dates, numbers and plurals; `day` is the CLDR pattern of a weekday with its date, `date` that of
    a date with its year where CLDR's own long form is not what people write. Where people count the hours from six in
    the morning, `part_of_day` says with every clock time which half of the day is meant. `calendar` is the locale whose
    names of days and months people use, where CLDR's for their own language would mislead.
    """

    code: str
    own_name: str
    locale: str
    telegram: tuple[str, ...]
    right_to_left: bool = False
    day: str = "EEEE d MMMM"
    date: str = "long"
    part_of_day: bool = False
    calendar: str | None = None
    review: Review = "drafted"


LANGUAGES: Final = (
    Language("en", "English", "en_GB", ("en",), review="source"),
    Language("ar", "العربية", "ar", ("ar",), right_to_left=True, day="EEEE، d MMMM"),
    Language("fa", "فارسی / دری", "fa", ("fa", "prs"), right_to_left=True),
    Language(
        "ckb",
        "کوردیی سۆرانی",
        "ckb",
        ("ckb", "ku"),
        right_to_left=True,
        day="EEEE، d'ی' MMMM",
    ),
    Language(
        "ps",
        "پښتو",
        "ps",
        ("ps",),
        right_to_left=True,
        day="EEEE، d MMMM",
        date="d MMMM y",
        calendar="fa_AF",
    ),
    Language("ti", "ትግርኛ", "ti", ("ti",), day="EEEE d/M", date="d/M/y", part_of_day=True),
    Language("am", "አማርኛ", "am", ("am",), part_of_day=True),
    Language("so", "Soomaali", "so", ("so",), day="EEEE, d MMMM", date="d MMMM y"),
    Language("sw", "Kiswahili", "sw", ("sw",), day="EEEE, d MMMM", part_of_day=True),
    Language("fr", "Français", "fr", ("fr",)),
    Language("es", "Español", "es", ("es",), day="EEEE d 'de' MMMM"),
    Language("pt", "Português", "pt", ("pt",), day="EEEE, d 'de' MMMM"),
    Language("uk", "Українська", "uk", ("uk",), day="EEEE, d MMMM"),
    Language("pl", "Polski", "pl", ("pl",), day="EEEE, d MMMM"),
    Language("ro", "Română", "ro", ("ro",), day="EEEE, d MMMM"),
    Language("ur", "اردو", "ur", ("ur",), right_to_left=True, day="EEEE، d MMMM"),
)
SOURCE: Final = LANGUAGES[0]
BY_CODE: Final = {language.code: language for language in LANGUAGES}


def from_telegram(language_code: str | None) -> Language | None:
    """The language that Telegram's IETF tag means ("pt-br" is pt), or None if we do not speak it."""
    if not language_code:
        return None
    tag = language_code.lower().replace("_", "-")
    for language in LANGUAGES:
        if any(tag == known or tag.startswith(known + "-") for known in language.telegram):
            return language
    return None
