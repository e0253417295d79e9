"""Which towns, villages and outcodes are there?"""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from listings.schema.base import Base


class PlaceRow(Base):
    """A town, village or neighbourhood; `home` marks Yorkshire & Humber and the West Midlands."""

    __tablename__ = "place"

    key: Mapped[str] = mapped_column(String(12), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    area: Mapped[str] = mapped_column(String(80))
    latitude: Mapped[float]
    longitude: Mapped[float]
    population: Mapped[int]
    home: Mapped[bool]


class PlaceName(Base):
    """A spelling of a place in any script, normalised (listings.places.fold).

    `guess` marks those that a misspelt name may be compared with; the rest count only as they stand.
    """

    __tablename__ = "place_name"

    place_key: Mapped[str] = mapped_column(
        ForeignKey("place.key", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    folded: Mapped[str] = mapped_column(String(120))
    guess: Mapped[bool]


class Outcode(Base):
    """The middle of an outcode ("LS8"), from a table that the operator imports."""

    __tablename__ = "outcode"

    code: Mapped[str] = mapped_column(String(4), primary_key=True)
    latitude: Mapped[float]
    longitude: Mapped[float]
