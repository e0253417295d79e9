"""Which small parts do people's languages tie to a word, so that the word itself is found?"""

from collections.abc import Iterator

# By script and not by language: nothing to add for a new one that shares a script.
PREFIXES = {
    "ARABIC": (
        "وبال",
        "بال",
        "وال",
        "فال",
        "کال",
        "لل",
        "ال",
        "وب",
        "ول",
        "ع",
        "و",
        "ب",
        "ل",
        "ف",
        "ک",
    ),
    "ETHIOPIC": ("ካብ", "ናብ", "ኣብ", "አብ", "እን", "በ", "ለ", "ከ", "የ", "ን", "ብ", "ናይ", "ዝ"),
    "CYRILLIC": (),
    "LATIN": (),
}
SUFFIXES = {
    "ARABIC": ("هوه", "وه", "دا", "یش", "ی", "ه", "ن"),
    "ETHIOPIC": ("ውስጥ", "ን", "ም", "ስ", "ና", "ዎች", "ች"),
    "CYRILLIC": ("ського", "ську", "ові", "ами", "ом", "ем", "ою", "ів", "у", "і", "а", "е", "ю", "я", "и"),
    "LATIN": ("dzie", "owie", "ului", "ach", "zie", "owi", "tti", "ka", "ta", "da", "ga", "ie", "em", "ul", *"suaie"),
}  # fmt: skip
# Shorter stems are found in too many words by chance.
STEM = 3


def script(word: str) -> str:
    """The script of a word's first letter, as Unicode names it; LATIN for digits and symbols."""
    code = ord(word[0])
    if 0x0600 <= code <= 0x077F:
        return "ARABIC"
    if 0x1200 <= code <= 0x139F:
        return "ETHIOPIC"
    return "CYRILLIC" if 0x0400 <= code <= 0x052F else "LATIN"


def stems(word: str) -> Iterator[str]:
    """What may be left of a word without a prefix or a suffix, or both; the longest first."""
    tied = script(word)
    starts = ["", *(p for p in PREFIXES[tied] if word.startswith(p))]
    ends = ["", *(s for s in SUFFIXES[tied] if word.endswith(s))]
    found = {word[len(start) : len(word) - len(end)] for start in starts for end in ends} - {word}
    yield from sorted((stem for stem in found if len(stem) >= STEM), key=len, reverse=True)
