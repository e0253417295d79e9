"""Which letters count as one and the same when we read a message?"""

import unicodedata
from functools import lru_cache

ETHIOPIC_ORDERS = 7
# Rows that sound alike in Amharic, and are mixed in what people type in Tigrinya as well.
ETHIOPIC_ROWS = {0x1210: 0x1200, 0x1280: 0x1200, 0x1220: 0x1230, 0x12D0: 0x12A0, 0x1340: 0x1338}
ARABIC = {
    "ك": "ک", "ي": "ی", "ى": "ی", "ې": "ی", "ۍ": "ی", "ێ": "ی", "ئ": "ی", "ے": "ی",
    "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ۂ": "ه", "ۀ": "ه", "ۃ": "ه",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ۆ": "و", "ۇ": "و",
    "ڕ": "ر", "ڵ": "ل", "ګ": "گ", "ڼ": "ن", "ء": "",
}  # fmt: skip
LATIN = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ß": "ss",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
}
APOSTROPHES = frozenset("'’‘ʼʹ`´′ʻ＇")
# Zero-width joiners, direction marks and tatweel: they change how a word looks, not which word it is.
INVISIBLE = frozenset("\u0640\u200b\u200c\u200d\u200e\u200f\u061c\ufeff\u00ad\ufe0f\ufe0e") | {
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2060, 0x206A))
}


def _ethiopic() -> dict[str, str]:
    rows = {
        chr(row + order): chr(target + order)
        for row, target in ETHIOPIC_ROWS.items()
        for order in range(ETHIOPIC_ORDERS)
    }
    # The first and fourth orders of these rows sound alike.
    return rows | {"ሃ": "ሀ", "ሓ": "ሀ", "ኃ": "ሀ", "ኣ": "አ", "ዓ": "አ"}


FOLDED = {**ARABIC, **LATIN, **_ethiopic()}


@lru_cache(maxsize=8192)
def fold(character: str) -> str:
    """The letters that stand for this one: lower case, without diacritics, one form per sound; "" for a mark."""
    if character in INVISIBLE:
        return ""
    out = ""
    for part in unicodedata.normalize("NFKC", character).lower():
        if part in FOLDED:
            out += FOLDED[part]
        elif (digit := unicodedata.digit(part, None)) is not None:
            out += str(digit)
        elif "Ѐ" <= part <= "ӿ":
            # й and ї are letters of their own.
            out += part
        else:
            kept = (c for c in unicodedata.normalize("NFKD", part) if not unicodedata.combining(c))
            out += "".join(FOLDED.get(c, c) for c in kept)
    return out


@lru_cache(maxsize=8192)
def kind(character: str) -> str:
    """`word` for letters and digits, `symbol` for emoji and the like, `gap` for all else."""
    category = unicodedata.category(character)
    if category[0] in "LNM":
        return "word"
    return "symbol" if category == "So" else "gap"
