"""What is given up, in which order, when nothing is near? Distance, then time, cost, language; audience never."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from listings.model import Query

RADII_KM: Final = (8, 15, 30, 60)


@dataclass(frozen=True, slots=True)
class Step:
    """One way to look: within `radius_km` (None: anywhere), with what is still insisted on."""

    radius_km: int | None
    time: bool
    cost: bool
    language: bool
    widened: tuple[str, ...]


def steps(query: Query, timed: bool) -> Iterator[Step]:
    """The ways to look for a query, the narrowest first; `timed` if it is bound to a time."""
    given_up: list[str] = []
    yield from _radii(query, timed, given_up)
    for name, asked in (("time", timed), ("cost", query.free), ("language", bool(query.spoken))):
        if asked:
            given_up.append(name)
            yield from _radii(query, timed, given_up)


def _radii(query: Query, timed: bool, given_up: list[str]) -> Iterator[Step]:
    radii: tuple[int | None, ...] = (None,) if query.place is None else (*RADII_KM, None)
    for radius in radii:
        further = ["distance"] if query.place is not None and radius != RADII_KM[0] else []
        yield Step(
            radius_km=radius,
            time=timed and "time" not in given_up,
            cost=query.free and "cost" not in given_up,
            language=bool(query.spoken) and "language" not in given_up,
            widened=(*further, *given_up),
        )
