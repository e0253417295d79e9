"""Which place does a word or phrase name, when no lexicon says so?"""

from collections.abc import Iterable
from typing import Any

from nlu.components.normalise import plain
from nlu.components.places import ORDINARY, Place
from nlu.components.spelling import Name, Names

PROMINENT = 100_000
# English words that name a town large enough to be meant after "in".
FAMILIAR = ("bath", "bury", "reading", "rugby", "sale")
SHORTEST = 3


class Gazetteer:
    """Names of places as folded phrases. Plain ones are taken at their word, risky ones only when clearly meant."""

    def __init__(self, plainly: dict[str, str], risky: dict[str, str], often: list[Name]) -> None:
        self._plainly = plainly
        self._risky = risky
        self._often = often
        self._names = Names(often)

    @classmethod
    def of(cls, places: Iterable[Place]) -> "Gazetteer":
        """The likeliest place of a name comes first in `places`."""
        plainly: dict[str, str] = {}
        risky: dict[str, str] = {}
        often: list[Name] = []
        for place in places:
            for spelling in dict.fromkeys(map(plain, (place.name, *place.spellings))):
                if len(spelling) < SHORTEST:
                    continue
                kept = risky if _risky(spelling, place) else plainly
                kept.setdefault(spelling, place.name)
                if place.familiar and kept is plainly and " " not in spelling:
                    prominent = place.near and place.population >= PROMINENT
                    often.append(Name(spelling, place.name, prominent))
        return cls(plainly, risky, often)

    def named(self, phrase: str, strange: bool, cued: bool, capital: bool) -> str | None:
        """The place of this exact name.

        `strange`: the language has no such word; `cued`: a word beside it says that a place follows;
        `capital`: it is written with one.
        """
        if phrase in self._plainly and (strange or cued):
            return self._plainly[phrase]
        if phrase in FAMILIAR and cued:
            return self._risky[phrase]
        clear = cued and capital if phrase in ORDINARY else strange and (cued or capital)
        return self._risky.get(phrase) if clear else None

    def nearest(self, word: str, sure: bool) -> str | None:
        """The familiar place that a misspelt word stands for."""
        return self._names.nearest(word, sure)

    def as_json(self) -> dict[str, Any]:
        """What `from_json` needs."""
        often = [(name.spelling, name.meaning, name.prominent) for name in self._often]
        return {"plainly": self._plainly, "risky": self._risky, "often": often}

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> "Gazetteer":
        """The gazetteer that `content` came from."""
        often = [Name(*name) for name in content["often"]]
        return cls(content["plainly"], content["risky"], often)


def _risky(spelling: str, place: Place) -> bool:
    """Found in ordinary sentences: an English word, a small place far away, a very short name."""
    if " " in spelling:
        return False
    return spelling in ORDINARY or not place.familiar or len(spelling) < 4
