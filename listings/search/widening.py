"""What is given up, in which order, when nothing is near? Distance, then time, cost, language; audience never.

Distance goes up to a bus ride first; another day near by is more use than today at the other end of the country, so the
search without any limit of distance comes last of all.
"""

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
    asked = {"time": timed, "cost": query.free, "language": bool(query.spoken)}
    passes = _passes(asked)
    near = RADII_KM if query.place is not None else ()
    yield from (_step(query, asked, radius, given_up) for given_up in passes for radius in near)
    yield from (_step(query, asked, None, given_up) for given_up in passes)


def _passes(asked: dict[str, bool]) -> list[tuple[str, ...]]:
    """What is given up in each pass: nothing, then one thing more each time."""
    names = [name for name, is_asked in asked.items() if is_asked]
    return [tuple(names[:number]) for number in range(len(names) + 1)]


def _step(
    query: Query, asked: dict[str, bool], radius: int | None, given_up: tuple[str, ...]
) -> Step:
    further = ("distance",) if query.place is not None and radius != RADII_KM[0] else ()
    kept = {name: is_asked and name not in given_up for name, is_asked in asked.items()}
    return Step(radius, kept["time"], kept["cost"], kept["language"], (*further, *given_up))
