"""When are two spellings the same name? Normal form in any script, and the sound of it in Latin letters."""

import re
import unicodedata
from typing import Final

from anyascii import anyascii

# Letters that are one letter to those who type them, on Arabic, Persian, Kurdish and Urdu keyboards.
_ONE_LETTER: Final = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ے": "ی",
        "ې": "ی",
        "ك": "ک",
        "ہ": "ه",
        "ھ": "ه",
        "ە": "ه",
        "ة": "ه",
        "ۀ": "ه",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ؤ": "و",
        "ۆ": "و",
        "ڵ": "ل",
        "ڕ": "ر",
        "ێ": "ی",
        "ـ": None,
        "'": None,
        "’": None,
        "ʼ": None,
        "`": None,
    }
)
# What differs between scripts and ears: "th" and "t", "c" and "k", p and b, v, w and f, the Ukrainian initial H.
_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(?:kh|gh?|h)", "h"),
        (r"s?t?(?:ch|sh|zh)|tsh|sz", "s"),
        (r"ph", "f"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"th", "t"),
        (r"ck|qu|q", "k"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"j", "ds"),
        (r"z", "s"),
        (r"^ww", "wu"),
        (r"w(?![aeiouy])", "u"),
        (r"[vw]", "f"),
        (r"p", "b"),
        (r"(?<!^)h", ""),
        (r"^[aeiouy]+", "a"),
        (r"[eiy]", "i"),
        (r"[aou]", "a"),
        (r"(?<!^)([ia])[ia]+", r"\1"),
        (r"(.)\1+", r"\1"),
    )
)
_NO_LETTER: Final = re.compile(r"[^a-z]")
_LATIN_VOWELS: Final = re.compile(r"[aeiouyw]")
_VOWELS: Final = re.compile(r"(?<!^)[ia]")
_ABJAD: Final = re.compile(r"[\u0590-\u08ff\ufb1d-\ufefc]")


def normal(text: str) -> str:
    """Lower case, no marks, no punctuation, one form of each Arabic letter, single spaces. Symbols vanish."""
    plain = unicodedata.normalize("NFKC", text).translate(_ONE_LETTER)
    letters = []
    for char in unicodedata.normalize("NFKD", plain):
        kind = unicodedata.category(char)
        if kind[0] in "LN":
            letters.append(char)
        elif kind[0] in "ZPC":  # a zero-width non-joiner parts a word as a hyphen does
            letters.append(" ")
    return " ".join("".join(letters).casefold().split())


def latin(normalised: str) -> str:
    """A normal form in Latin letters only, at most 60 of them."""
    return _NO_LETTER.sub("", anyascii(normalised).lower())[:60]


def sound(letters: str) -> str:
    """How Latin letters sound, roughly: consonants that scripts mix up are one, vowels are `i` or `a`."""
    heard = letters
    for pattern, replacement in _SOUNDS:
        heard = pattern.sub(replacement, heard)
    return heard


def skeleton(heard: str) -> str:
    """The consonants of a sound: all that scripts without short vowels tell."""
    return _VOWELS.sub("", heard)


def consonants(letters: str) -> str:
    """Latin letters without what may stand for a vowel."""
    return _LATIN_VOWELS.sub("", letters)


def without_vowels(text: str) -> bool:
    """Whether a text is in a script that leaves short vowels out."""
    return bool(_ABJAD.search(text))
