"""Which language does a feed mean? A code of ISO 639, with or without a country, or an English name."""

from functools import cache
from typing import Any

from babel import Locale

from listings.exchange import values


def language_code(code: Any, name: str | None) -> str | None:
    """ "en-GB" is en; without a code the English name says it."""
    given = (values.text(code) or "").lower().replace("_", "-").split("-")[0]
    if 2 <= len(given) <= 3 and given.isalpha():
        return given
    return _by_name().get(name.lower()) if name else None


@cache
def _by_name() -> dict[str, str]:
    return {word.lower(): key for key, word in Locale("en").languages.items() if key.isalpha()}
