"""Where is it? HSDS location, address, accessibility and service_at_location."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from listings.schema.base import OWNED, Base, Identified, Sourced

if TYPE_CHECKING:
    from listings.schema.schedules import Schedule
    from listings.schema.services import Service


class Location(Identified, Sourced, Base):
    """`location_type` is physical, postal or virtual (online); `transportation` says which bus."""

    __tablename__ = "location"
    __table_args__ = (
        Index(None, "latitude", "longitude"),
        Index(None, "location_type"),
        Index(None, "source", "external_id"),
    )

    organization_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("organization.id", ondelete="CASCADE"), index=True
    )
    location_type: Mapped[str] = mapped_column(String(10), default="physical")
    url: Mapped[str | None]
    name: Mapped[str | None]
    alternate_name: Mapped[str | None]
    description: Mapped[str | None]
    transportation: Mapped[str | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    step_free: Mapped[bool] = mapped_column(default=False)

    addresses: Mapped[list["Address"]] = relationship(**OWNED)
    accessibility: Mapped[list["Accessibility"]] = relationship(**OWNED)
    at_locations: Mapped[list["ServiceAtLocation"]] = relationship(
        back_populates="location", **OWNED
    )


class Address(Identified, Sourced, Base):
    __tablename__ = "address"

    location_id: Mapped[UUID] = mapped_column(
        ForeignKey("location.id", ondelete="CASCADE"), index=True
    )
    attention: Mapped[str | None]
    address_1: Mapped[str | None]
    address_2: Mapped[str | None]
    city: Mapped[str | None]
    region: Mapped[str | None]
    state_province: Mapped[str | None]
    postal_code: Mapped[str | None] = mapped_column(String(20))
    country: Mapped[str | None] = mapped_column(String(2))
    address_type: Mapped[str] = mapped_column(String(10), default="physical")


class Accessibility(Identified, Sourced, Base):
    """Words about access; the one fact that people filter by is Location.step_free."""

    __tablename__ = "accessibility"

    location_id: Mapped[UUID] = mapped_column(
        ForeignKey("location.id", ondelete="CASCADE"), index=True
    )
    description: Mapped[str | None]
    details: Mapped[str | None]
    url: Mapped[str | None]


class ServiceAtLocation(Identified, Sourced, Base):
    """One listing: what a person is shown as one card."""

    __tablename__ = "service_at_location"
    __table_args__ = (Index(None, "source", "external_id"),)

    service_id: Mapped[UUID] = mapped_column(
        ForeignKey("service.id", ondelete="CASCADE"), index=True
    )
    location_id: Mapped[UUID] = mapped_column(
        ForeignKey("location.id", ondelete="CASCADE"), index=True
    )
    description: Mapped[str | None]

    service: Mapped["Service"] = relationship(back_populates="at_locations", lazy="raise")
    location: Mapped["Location"] = relationship(back_populates="at_locations", lazy="raise")
    schedules: Mapped[list["Schedule"]] = relationship(
        back_populates="service_at_location", **OWNED
    )
