"""Where in a message is a British postcode, or the first half of one?"""

import re
import unicodedata
from collections.abc import Iterator

AREAS = """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK
    FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG
    NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR
    TS TW UB W WA WC WD WF WN WR WS WV YO ZE
""".split()
_AREA = "|".join(sorted(AREAS, key=len, reverse=True))
POSTCODE = re.compile(
    rf"(?<!\w)(?P<out>(?:{_AREA})\d(?:\d|(?<=[EW1]\d)[A-Z])?)(?:\s?(?P<in>\d[ABD-HJLNP-UW-Z]{{2}}))?(?!\w)",
    re.IGNORECASE,
)


def postcodes(message: str) -> Iterator[tuple[str, int, int]]:
    """Each postcode as it is written by the post, with its span."""
    digits = "".join(_digit(character) for character in message)
    for match in POSTCODE.finditer(digits):
        value = " ".join(part for part in (match["out"], match["in"]) if part).upper()
        yield value, match.start(), match.end()


def vague(written: str) -> bool:
    """Short enough to be something else: a level of English (B1), a room, Arabic in Latin letters (sa7)."""
    letters = written.rstrip("0123456789")
    return len(written) == 2 or (len(written) == 3 and len(letters) == 2 and letters.islower())


def _digit(character: str) -> str:
    value = unicodedata.digit(character, None)
    return character if value is None else str(value)
