"""What did somebody ask to be reminded of? Values that cross the border of this package."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

# "day_before" and "hours_before" remind; the next four tell of a change; then the question, and the week's list.
Kind = Literal[
    "day_before",
    "hours_before",
    "cancelled",
    "changed",
    "on_again",
    "withdrawn",
    "invitation",
    "digest",
]
REMINDING: tuple[Kind, ...] = ("day_before", "hours_before")
TELLING: tuple[Kind, ...] = ("cancelled", "changed", "on_again", "withdrawn")


@dataclass(frozen=True, slots=True)
class Leads:
    """When before an event: the day before at 18:00, two hours before, both, or not at all."""

    day_before: bool = True
    hours_before: bool = True


@dataclass(frozen=True, slots=True)
class Wish:
    """One subscription. `on_date` None is every date; `topics` only where it is the week's list."""

    id: int
    chat_id: int
    since: datetime
    schedule_id: UUID | None = None
    listing_id: UUID | None = None
    title: str = ""
    on_date: date | None = None
    leads: Leads = Leads()
    topics: tuple[str, ...] = ()
    ended_at: datetime | None = None

    @property
    def is_digest(self) -> bool:
        """Whether this is the week's list."""
        return self.schedule_id is None


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody believes of one date."""

    on_date: date
    starts_at: datetime
    cancelled: bool = False
    place: str | None = None
    skipped: bool = False
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Message:
    """One message to be sent once; instants are aware UTC. What it says is made up when it is sent."""

    on_date: date
    kind: Kind
    starts_at: datetime
    due_at: datetime
    useful_until: datetime
    revision: int = 0
