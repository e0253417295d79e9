"""How is a sentence, a date or a number said in one language? Gettext for words, CLDR (Babel) for the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from locales.catalogues import translations
from locales.languages import BY_CODE, Language

FIRST_STRONG_ISOLATE = "\u2068"
LEFT_TO_RIGHT_ISOLATE = "\u2066"
POP_ISOLATE = "\u2069"
RIGHT_TO_LEFT_MARK = "\u200f"


def isolate(text: str) -> str:
    """Foreign text inside a sentence, so that it cannot disturb the direction of the rest (Unicode UAX #9)."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"


def left_to_right(text: str) -> str:
    """A phone number, postcode or clock time: it keeps its order in every script."""
    return f"{LEFT_TO_RIGHT_ISOLATE}{text}{POP_ISOLATE}"


@dataclass(frozen=True)
class Words:
    """The voice of one language. `say`, `count` and `pick` are what `make messages` extracts."""

    language: Language

    @classmethod
    def of(cls, code: str) -> "Words":
        """The voice of a language by its code; raises KeyError for an unknown one."""
        return cls(BY_CODE[code])

    @cached_property
    def locale(self) -> Locale:
        """The CLDR locale."""
        return Locale.parse(self.language.locale)

    def say(self, message: str, /, **values: str) -> str:
        """One whole sentence with named placeholders; raises KeyError when a value is missing."""
        return self._fill(translations(self.language.code).gettext(message), values)

    def pick(self, context: str, message: str, /, **values: str) -> str:
        """Like `say`, for a word that means different things in different places."""
        return self._fill(translations(self.language.code).pgettext(context, message), values)

    def count(self, one: str, many: str, number: int, /, **values: str) -> str:
        """A sentence that depends on a number, by the plural rules of the language; `{number}` is filled in."""
        text = translations(self.language.code).ngettext(one, many, number)
        return self._fill(text, {"number": self.number(number), **values})

    def _fill(self, text: str, values: dict[str, str]) -> str:
        if not values:
            return text
        if self.language.right_to_left:
            values = {name: isolate(value) for name, value in values.items()}
        return text.format_map(values)

    def number(self, value: float | Decimal) -> str:
        """A number with the separators of the language, in Latin digits."""
        return format_decimal(value, locale=self.locale)

    def money(self, amount: Decimal, currency: str) -> str:
        """An amount of money, without pence where there are none."""
        pattern = self.locale.currency_formats["standard"].pattern
        if amount == amount.to_integral_value():
            pattern = pattern.replace(".00", "")
        return format_currency(amount, currency, pattern, self.locale, currency_digits=False)

    def day(self, value: date) -> str:
        """A weekday with its date: "Tuesday 24 November"."""
        return format_date(value, self.language.day, self._calendar)

    @property
    def _calendar(self) -> Locale:
        return Locale.parse(self.language.calendar or self.language.locale)

    def full_date(self, value: date) -> str:
        """A date with its year: "24 November 2026"."""
        return format_date(value, self.language.date, self._calendar)

    def clock(self, value: datetime) -> str:
        """A local time as it stands on a bus stop: "18:30", with the part of the day where it could be misread."""
        time = left_to_right(format_time(value, "HH:mm", locale="en_GB"))
        if not self.language.part_of_day:
            return time
        return f"{time} {format_time(value, 'B', locale=self.locale)}"

    def joined(self, parts: Sequence[str]) -> str:
        """A list with the commas and the "and" of the language."""
        return format_list(list(parts), locale=self.locale)

    def language_name(self, code: str) -> str:
        """The name of an ISO 639 language in this language, or the code where CLDR has none."""
        return str(self.locale.languages.get(code, code))

    def foreign(self, text: str) -> str:
        """What staff wrote, in whatever language: it keeps its own direction, to its full stop."""
        return isolate(text) if self.language.right_to_left else text

    def line(self, text: str) -> str:
        """A line of a message, with its direction fixed by the language and not by its first word."""
        return RIGHT_TO_LEFT_MARK + text if self.language.right_to_left and text else text


def message(text: str) -> str:
    """Marks a message in a table for extraction; `Words.say` says it later."""
    return text
