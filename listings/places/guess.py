"""Which spellings is a misspelt name like? By its letters, and by its sound."""

from collections.abc import Iterable, Sequence
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from listings.places.fold import consonants, latin, skeleton, sound, without_vowels

# A sound alone is too coarse ("hello" and "Yeovil"): the letters have to be alike as well.
_ALIKE: Final = 0.62
_SOUND_ONLY: Final = 0.5  # in edits: what agrees in letters too is likelier meant
_SHORTEST: Final = 3


class Guesses:
    """Spellings to compare with: place key, letters and sound of each."""

    def __init__(self, spellings: Iterable[tuple[str, str, str]]) -> None:
        known = [(key, latin(name), heard) for key, name, heard in spellings]
        self._keys = [key for key, _, _ in known]
        self._letters = [letters for _, letters, _ in known]
        self._sounds = [heard for _, _, heard in known]
        self._skeletons = [skeleton(heard) for heard in self._sounds]

    def like(self, name: str, most: int) -> dict[str, float]:
        """Place keys with the number of edits that part them from a normal form, at most about `most`."""
        letters = latin(name)
        heard = sound(letters)
        if without_vowels(name):
            bones = skeleton(heard)
            near = _near(bones, self._skeletons, min(most, _bone_edits(bones)))
            return self._least(
                (position, edits)
                for position, edits in near
                if _alike(consonants(letters), consonants(self._letters[position]))
            )
        by_letters = _near(letters, self._letters, min(most, _edits(letters)))
        by_sound = _near(heard, self._sounds, min(most, _edits(heard)))
        return self._least(
            [
                *by_letters,
                *(
                    (position, edits + _SOUND_ONLY)
                    for position, edits in by_sound
                    if _alike(letters, self._letters[position])
                ),
            ]
        )

    def _least(self, found: Iterable[tuple[int, float]]) -> dict[str, float]:
        least: dict[str, float] = {}
        for position, edits in found:
            key = self._keys[position]
            least[key] = min(edits, least.get(key, edits))
        return least


def _near(text: str, known: Sequence[str], edits: int) -> list[tuple[int, float]]:
    if edits < 0:
        return []
    found = process.extract_iter(text, known, scorer=OSA.distance, score_cutoff=edits)
    return [(position, distance) for _, distance, position in found]


def _alike(a: str, b: str) -> bool:
    return OSA.normalized_similarity(a, b) >= _ALIKE


def _edits(text: str) -> int:
    """How many letters may be wrong; -1: too short to guess."""
    length = len(text)
    return (
        -1
        if length < _SHORTEST
        else 0
        if length < 5
        else 1
        if length < 8
        else 2
        if length < 12
        else 3
    )


def _bone_edits(bones: str) -> int:
    length = len(bones)
    return -1 if length < _SHORTEST else 0 if length < 5 else 1 if length < 8 else 2
