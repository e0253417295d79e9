"""What crosses the border of this package? Frozen facts, never ORM rows."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

Setting = Literal["indoor", "outdoor"]
TextState = Literal["original", "human", "machine", "outdated"]
OccurrenceState = Literal["on", "cancelled", "moved"]
Holiday = Literal["bank_holidays", "school_holidays"]
Freshness = Literal["fresh", "due", "stale"]


@dataclass(frozen=True, slots=True)
class Point:
    """A position in degrees, WGS 84."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Place:
    """A town or village (`key` "g<geonames id>"), an outcode or a postcode (`key` "p<code without space>").

    `name` is the English name or the code with its space; `area` is what unmet need is counted under
    (a county or district name, never finer than an outcode).
    """

    key: str
    name: str
    point: Point
    kind: Literal["town", "outcode", "postcode", "shared"]
    area: str


@dataclass(frozen=True, slots=True)
class Text:
    """A free text in the language it is shown in; `language` tells which, `state` how it came to be."""

    value: str
    language: str
    state: TextState


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of a schedule. Times are aware UTC; `all_day` leaves the clock times without meaning.

    `on_date` is the local date that the rule gives: it names the occurrence, and stays when the date is moved
    (RFC 5545 calls it RECURRENCE-ID). `state` "moved" carries the new times, and in `where` the new place if that
    changed; `reason` is free text in English or None; `holiday` tells that the date is off because of one.
    """

    schedule_id: UUID
    on_date: date
    starts_at: datetime
    ends_at: datetime | None
    all_day: bool = False
    state: OccurrenceState = "on"
    reason: str | None = None
    where: str | None = None
    holiday: Holiday | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """Free, or an amount (`currency` ISO 4217), or only a note such as "pay what you can"."""

    free: bool
    amount: Decimal | None = None
    currency: str = "GBP"


@dataclass(frozen=True, slots=True)
class Listing:
    """One service at one location (HSDS service_at_location), as a person is told about it.

    `id` is the service_at_location id. None or empty means that nobody has said: it is left out, never guessed.
    `distance_km` is from the place asked about. `next_dates` are at most three occurrences, soonest first, cancelled
    ones included so that nobody travels for nothing.
    """

    id: UUID
    service_id: UUID
    name: Text
    summary: Text | None
    organization: str
    topics: tuple[str, ...]
    location_name: str | None = None
    address: str | None = None
    town: str | None = None
    postcode: str | None = None
    point: Point | None = None
    distance_km: float | None = None
    online: bool = False
    national: bool = False
    next_dates: tuple[Occurrence, ...] = ()
    cost: Cost | None = None
    travel_refunded: bool = False
    childcare: bool = False
    no_id_needed: bool = False
    step_free: bool = False
    waiting_list: bool = False
    setting: Setting | None = None
    audiences: tuple[str, ...] = ()
    women_only: bool = False
    languages: tuple[str, ...] = ()
    level: str | None = None
    first_visit: Text | None = None
    welcome: Text | None = None
    bring: Text | None = None
    bus: Text | None = None
    phones: tuple[str, ...] = ()
    email: str | None = None
    url: str | None = None
    assured_on: date | None = None
    freshness: Freshness = "fresh"
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What a person asks for, in canonical words (`listings.words`); all of it fits a button's 64 bytes.

    `times` combine: ("tuesday", "evening") is Tuesday evening.
    """

    topic: str
    place: Place | None = None
    times: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    free: bool = False
    spoken: str | None = None
    offset: int = 0
    limit: int = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave. `radius_km` None means without a limit of distance.

    `widened` names what was given up, in order: "distance", "time", "cost", "language". Audience is never given up.
    `more` tells whether an offset further on has listings.
    """

    query: Query
    listings: tuple[Listing, ...]
    total: int
    radius_km: int | None
    widened: tuple[str, ...] = ()

    @property
    def more(self) -> bool:
        """Whether the next page has anything."""
        return self.query.offset + len(self.listings) < self.total


@dataclass(frozen=True, slots=True)
class Helpline:
    """A national number that is always right to give; `source`, `checked_on` and `checked_by` say why we trust it."""

    key: str
    name: str
    phone: str
    url: str | None
    hours: str
    safety: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    free: bool = True
    police: bool = False
    interpreters: bool = False
    source: str = ""
    checked_on: date = field(default=date.min)
    checked_by: str = ""
