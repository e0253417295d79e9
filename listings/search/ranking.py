"""Which listing comes first? Fit, distance and freshness, all told in kilometres."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from listings.model import Occurrence
from listings.search.candidates import Candidate

# What it is worth to walk: to a place that is mainly for this, or that was checked lately.
SIDE_TOPIC_KM: Final = 3.0
DUE_KM: Final = 5.0
# A women's or an LGBT group is there for whoever asks for it; a stranger to it is sent elsewhere first.
GROUP_KM: Final = 8.0


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate that fits, how far it is (None: nowhere in particular), and its first fitting date."""

    candidate: Candidate
    distance_km: float | None
    first: Occurrence | None


def by_fit(match: Match, within_km: int | None) -> tuple[int, float, str, str]:
    """Near ones, then online and national ones, then (in a search without limit) far ones."""
    return _band(match, within_km), _effort(match), match.candidate.name, str(match.candidate.id)


def by_date(match: Match, within_km: int | None) -> tuple[int, datetime, float, str]:
    """Events of the same bands by their next date."""
    assert match.first is not None
    return _band(match, within_km), match.first.starts_at, _effort(match), str(match.candidate.id)


def _band(match: Match, within_km: int | None) -> int:
    if match.candidate.point is None:
        return 1
    far = within_km is None and match.distance_km is not None
    return 2 if far else 0


def _effort(match: Match) -> float:
    distance = match.distance_km or 0.0
    side = 0.0 if match.candidate.main else SIDE_TOPIC_KM
    due = DUE_KM if match.candidate.due else 0.0
    return distance + side + due + (GROUP_KM if match.candidate.for_a_group else 0.0)
