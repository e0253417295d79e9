"""Which towns can a name mean? Exact in any script, then by sound; in memory, built from rows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import log10
from typing import Final

from listings.places.fold import normal
from listings.places.guess import Guesses

LONGEST_TEXT: Final = 60
MOST_FOUND: Final = 5
MOST_GUESSED: Final = 3
_HOME_WEIGHT: Final = 10.0
# A town this many times lighter than the first is not what anybody meant.
_DOMINATED: Final = 30.0
# One letter wrong is worth a town of 30 times the people.
_DECADES_PER_EDIT: Final = 1.5
_WITHIN_SENTENCE: Final = 5_000
# "hul" is Hull; other guesses from three letters are wild.
_SHORT: Final = 3
_CITY: Final = 100_000
_PREFIXES: Final = ("ب", "ل", "و", "ف", "ال", "بال", "لل")


@dataclass(frozen=True, slots=True)
class Known:
    """A place as far as finding it goes."""

    key: str
    population: int
    home: bool

    @property
    def weight(self) -> float:
        """How likely somebody here means this one."""
        return max(self.population, 100) * (_HOME_WEIGHT if self.home else 1.0)


@dataclass(frozen=True, slots=True)
class Spelling:
    """A row of place_name."""

    place_key: str
    name: str
    folded: str
    guess: bool


class NameIndex:
    """All spellings of all places."""

    def __init__(self, places: Iterable[Known], spellings: Iterable[Spelling]) -> None:
        self._places = {place.key: place for place in places}
        self._exact: defaultdict[str, list[str]] = defaultdict(list)
        comparable = []
        for spelling in spellings:
            self._exact[spelling.name].append(spelling.place_key)
            if spelling.guess:
                comparable.append((spelling.place_key, spelling.name, spelling.folded))
        self._guesses = Guesses(comparable)

    def find(self, text: str) -> tuple[str, ...]:
        """Keys, likeliest first; one if it is clear which place is meant, none for what is no name."""
        if len(text) > LONGEST_TEXT:
            return ()
        name = normal(text)
        return (
            self._named(name)
            or self._within(name)
            or self._prefixed(name)
            or self._misspelt(name)
            or self._word_misspelt(name)
        )

    def _named(self, name: str) -> tuple[str, ...]:
        return self._ranked(dict.fromkeys(self._exact.get(name, ()), 0.0))

    def _within(self, name: str) -> tuple[str, ...]:
        """A name in a phrase ("I live in Leeds"): only a place near here, and of some size."""
        words = name.split()
        for length in range(len(words) - 1, 0, -1):
            for start in range(len(words) - length + 1):
                part = " ".join(words[start : start + length])
                found = self._near_here(self._named(part) if len(part) > 2 else ())
                if found:
                    return found
        return ()

    def _prefixed(self, name: str) -> tuple[str, ...]:
        """Arabic writes "in", "to" and "and" onto the name."""
        for prefix in _PREFIXES:
            rest = name.removeprefix(prefix)
            if rest != name and len(rest) > 2:
                found = self._near_here(self._named(rest))
                if found:
                    return found
        return ()

    def _misspelt(self, name: str) -> tuple[str, ...]:
        edits = self._guesses.like(name, most=3)
        if len(name) <= _SHORT:
            edits = {key: edits[key] for key in edits if self._is_city(key)}
        return self._ranked(edits)[:MOST_GUESSED]

    def _word_misspelt(self, name: str) -> tuple[str, ...]:
        """One wrong letter in one word of a few: "у Лідсі"."""
        words = name.split()
        if not 2 <= len(words) <= 3:
            return ()
        for word in sorted(words, key=len, reverse=True):
            found = self._ranked(self._guesses.like(word, most=1)) if len(word) > _SHORT else ()
            if self._near_here(found):
                return found[:MOST_GUESSED]
        return ()

    def _near_here(self, found: tuple[str, ...]) -> tuple[str, ...]:
        place = self._places[found[0]] if found else None
        believable = place is not None and place.home and place.population >= _WITHIN_SENTENCE
        return found if believable else ()

    def _is_city(self, key: str) -> bool:
        place = self._places[key]
        return place.home and place.population >= _CITY

    def _ranked(self, edits: dict[str, float]) -> tuple[str, ...]:
        """Likeliest first, without those that nobody means."""

        def likely(key: str) -> float:
            return log10(self._places[key].weight) - _DECADES_PER_EDIT * edits[key]

        ranked = sorted(edits, key=lambda key: (-likely(key), key))
        close = [key for key in ranked if likely(ranked[0]) - likely(key) < log10(_DOMINATED)]
        return tuple(close[:MOST_FOUND])
