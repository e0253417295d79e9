"""Which known name is it that a person wrote by ear, in whatever letters?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from anyascii import anyascii
from rapidfuzz import process
from rapidfuzz.distance import OSA

# Letters that are heard or written for one another across our scripts: Arabic has no p and v.
ALIKE = [(re.compile(pattern), sound) for pattern, sound in (
    (r"ph|v", "f"), (r"kh|gh", "h"), (r"tch|sch|sh|ch|c(?=[eiy])|z", "s"), (r"ck|q|c", "k"), (r"th", "t"), (r"p", "b"),
    (r"(?<=.)[aeiouyw'`\-]", ""), (r"(.)\1+", r"\1"),
)]  # fmt: skip
SIMILAR = 0.6


def skeleton(word: str) -> str:
    """The consonants of a word as one hears them, in Latin letters whatever its script."""
    out = anyascii(word).lower()
    for pattern, sound in ALIKE:
        out = pattern.sub(sound, out)
    return out


@dataclass(frozen=True)
class Name:
    """A folded spelling and what it stands for; `prominent` when many people mean it."""

    spelling: str
    meaning: str
    prominent: bool


class Names:
    """Names that people misspell, and which one a word comes closest to."""

    def __init__(self, names: Iterable[Name]) -> None:
        """The likeliest come first: they win where two sound alike."""
        self._typed: dict[str, Name] = {}
        self._heard: dict[str, Name] = {}
        for name in names:
            self._typed.setdefault(name.spelling, name)
            self._heard.setdefault(skeleton(name.spelling), name)
        self._spellings = list(self._typed)

    def nearest(self, word: str, sure: bool) -> str | None:
        """The meaning of the one name that `word` can be; `sure` when the sentence says that a name stands here."""
        name = self._by_letters(word, sure) or self._by_sound(word, sure)
        return name.meaning if name else None

    def _by_letters(self, word: str, sure: bool) -> Name | None:
        slips = 2 if len(word) >= 9 else 1 if len(word) >= (5 if sure else 6) else 0
        found = slips and process.extractOne(
            word, self._spellings, scorer=OSA.distance, score_cutoff=slips
        )
        if not found or found[0][0] != word[0]:
            return None
        name = self._typed[found[0]]
        return name if sure or name.prominent or len(word) >= 9 else None

    def _by_sound(self, word: str, sure: bool) -> Name | None:
        sound = skeleton(word)
        name = self._heard.get(sound)
        if name is None or len(word) < 4 or len(sound) < (4 - (sure and name.prominent)):
            return None
        return name if (sure or name.prominent) and _alike(word, name.spelling) else None


def _alike(word: str, spelling: str) -> bool:
    """Vowels count where they are written: not in Arabic script."""
    if anyascii(word[0]) != word[0] and not "Ѐ" <= word[0] <= "ӿ":
        return True
    typed, known = anyascii(word).lower(), anyascii(spelling).lower()
    return bool(OSA.normalized_similarity(typed, known) >= SIMILAR)
