"""What has been read for one search so far? Each ring around the place is read once, when it is needed."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from listings.distance import Box, box_around, distance_km
from listings.events.times import Window
from listings.model import Query
from listings.search.candidates import Candidate, read_candidates
from listings.search.dates import Timetables, first_fitting, read_candidate_timetables
from listings.search.ranking import Match
from listings.search.widening import RADII_KM, Step

Ring = int | None


class Pool:
    """The candidates of one query in one session."""

    def __init__(self, session: AsyncSession, query: Query, today: date) -> None:
        self._session = session
        self._query = query
        self._today = today
        self._candidates: dict[Ring, list[Candidate]] = {}
        self._timetables: dict[Ring, Timetables] = {}

    async def matches(self, step: Step, windows: Sequence[Window] | None) -> list[Match]:
        """What fits a step; with `windows` only what has a date in one of them."""
        ring = _ring(step.radius_km)
        near = [
            (candidate, distance)
            for candidate in await self._read(ring)
            if _keeps(candidate, step)
            and _within(distance := self._distance(candidate), step.radius_km)
        ]
        if windows is None:
            return [Match(candidate, distance, None) for candidate, distance in near]
        timetables = await self._read_timetables(ring) if near else {}
        dated = [
            Match(candidate, distance, first_fitting(timetables.get(candidate.id, ()), windows))
            for candidate, distance in near
        ]
        return [match for match in dated if match.first is not None]

    async def _read(self, ring: Ring) -> list[Candidate]:
        if ring not in self._candidates:
            box = self._box(ring)
            found = await read_candidates(self._session, self._query, self._today, box)
            self._candidates[ring] = found
        return self._candidates[ring]

    async def _read_timetables(self, ring: Ring) -> Timetables:
        if ring not in self._timetables:
            box = self._box(ring)
            found = await read_candidate_timetables(self._session, self._query, self._today, box)
            self._timetables[ring] = found
        return self._timetables[ring]

    def _box(self, ring: Ring) -> Box | None:
        place = self._query.place
        return box_around(place.point, ring) if place and ring else None

    def _distance(self, candidate: Candidate) -> float | None:
        place = self._query.place
        if place is None or candidate.point is None:
            return None
        return distance_km(place.point, candidate.point)


def _ring(radius_km: int | None) -> Ring:
    """The smallest, the largest and no radius are read; those between are cut out of the largest."""
    return radius_km if radius_km in (RADII_KM[0], None) else RADII_KM[-1]


def _keeps(candidate: Candidate, step: Step) -> bool:
    return (candidate.free or not step.cost) and (candidate.speaks or not step.language)


def _within(distance_km: float | None, radius_km: int | None) -> bool:
    return distance_km is None or radius_km is None or distance_km <= radius_km
