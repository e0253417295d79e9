"""Which code does a text mean, and where is it? Full postcodes are cut to their outcode, and kept no finer."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from listings.model import Place, Point
from listings.places.areas import Areas
from listings.places.tables import point_of, rows

_OUTCODE: Final = r"[A-Z]{1,2}[0-9][A-Z0-9]?"
_INCODE: Final = r"[0-9][A-Z]{2}"
_WHOLE: Final = re.compile(rf"({_OUTCODE})(?:{_INCODE})?")
_SECTOR: Final = re.compile(rf"({_OUTCODE}) [0-9]")
_WITHIN: Final = re.compile(rf"\b({_OUTCODE}) ?{_INCODE}\b")
_RANGE: Final = re.compile(r"([A-Z]+)(\d+)(?:-[A-Z]+(\d+))?")
_LETTERS: Final = re.compile(r"[A-Z]+")


def outcode_in(text: str) -> str | None:
    """The outcode that a text is or, as a full postcode in an address, holds: "s70 1aa" gives "S70"."""
    upper = " ".join(_western(text).upper().split())
    for pattern, candidate in (
        (_SECTOR, upper),
        (_WHOLE, upper.replace(" ", "").replace("-", "")),
    ):
        match = pattern.fullmatch(candidate)
        if match:
            return match.group(1)
    match = _WITHIN.search(upper)
    return match.group(1) if match else None


@dataclass(frozen=True, slots=True)
class Town:
    """The town that stands for a code."""

    name: str
    point: Point


class Postcodes:
    """Outcodes by the operator's table, else by the town that most of the outcode's people would name."""

    def __init__(self, outcodes: dict[str, Point]) -> None:
        self._outcodes = outcodes
        self._towns = dict(_towns())
        self._areas = Areas()

    def place(self, outcode: str) -> Place | None:
        """The place of an outcode, or None if there is no such postcode area."""
        point = self._outcodes.get(outcode)
        if point is None:
            town = self._towns.get(outcode) or self._towns.get(_area_of(outcode))
            if town is None:
                return None
            point = town.point
        area = self._areas.of(point).name
        return Place(key=f"p{outcode}", name=outcode, point=point, kind="outcode", area=area)


def _towns() -> list[tuple[str, Town]]:
    found: list[tuple[str, Town]] = []
    for row in rows("postcodes.tsv"):
        town = Town(row["town"], point_of(row))
        found.extend((code, town) for code in _codes(row["codes"]))
    return found


def _codes(text: str) -> list[str]:
    """ "S70-S75" is six outcodes, "S" a postcode area."""
    match = _RANGE.fullmatch(text)
    if match is None:
        return [text]
    letters, first, last = match.groups()
    return [f"{letters}{number}" for number in range(int(first), int(last or first) + 1)]


def _area_of(outcode: str) -> str:
    match = _LETTERS.match(outcode)
    return match.group() if match else ""


def _western(text: str) -> str:
    """Digits of any script as 0-9; full-width letters as plain ones."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.digit(char, char)) for char in plain)
