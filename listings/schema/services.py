"""What is offered, to whom, at what cost? HSDS service with our barrier facts."""

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from listings.schema.base import OWNED, Base, Identified, Sourced

if TYPE_CHECKING:
    from listings.schema.locations import ServiceAtLocation
    from listings.schema.organizations import Organization, Phone

STATUSES = ("active", "inactive", "defunct", "temporarily closed")


class Service(Identified, Sourced, Base):
    """`added_on` stands in for `assured_date` while nobody has assured an imported entry."""

    __tablename__ = "service"
    __table_args__ = (
        Index(None, "source", "external_id"),
        Index(None, "national"),
    )

    organization_id: Mapped[UUID] = mapped_column(
        ForeignKey("organization.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    alternate_name: Mapped[str | None]
    description: Mapped[str | None]
    url: Mapped[str | None]
    email: Mapped[str | None]
    status: Mapped[str] = mapped_column(String(20), default="active")
    interpretation_services: Mapped[str | None]
    application_process: Mapped[str | None]
    fees_description: Mapped[str | None]
    wait_time: Mapped[str | None]
    accreditations: Mapped[str | None]
    eligibility_description: Mapped[str | None]
    minimum_age: Mapped[Decimal | None] = mapped_column(Numeric(6, 2))
    maximum_age: Mapped[Decimal | None] = mapped_column(Numeric(6, 2))
    alert: Mapped[str | None]
    last_modified: Mapped[datetime | None]

    assured_date: Mapped[date | None]
    assurer_email: Mapped[str | None]
    assured_by: Mapped[str | None]
    review_after: Mapped[date | None]
    added_on: Mapped[date]

    travel_refunded: Mapped[bool] = mapped_column(default=False)
    childcare: Mapped[bool] = mapped_column(default=False)
    no_id_needed: Mapped[bool] = mapped_column(default=False)
    women_only: Mapped[bool] = mapped_column(default=False)
    waiting_list: Mapped[bool] = mapped_column(default=False)
    national: Mapped[bool] = mapped_column(default=False)
    setting: Mapped[str | None] = mapped_column(String(10))
    level: Mapped[str | None] = mapped_column(String(60))
    first_visit: Mapped[str | None]
    welcome: Mapped[str | None]
    bring: Mapped[str | None]

    organization: Mapped["Organization"] = relationship(back_populates="services", lazy="raise")
    topics: Mapped[list["ServiceTopic"]] = relationship(order_by="ServiceTopic.position", **OWNED)
    audiences: Mapped[list["ServiceAudience"]] = relationship(**OWNED)
    languages: Mapped[list["Language"]] = relationship(order_by="Language.position", **OWNED)
    cost_options: Mapped[list["CostOption"]] = relationship(**OWNED)
    phones: Mapped[list["Phone"]] = relationship(order_by="Phone.position", **OWNED)
    at_locations: Mapped[list["ServiceAtLocation"]] = relationship(
        back_populates="service", **OWNED
    )


class ServiceTopic(Base):
    """`position` 0 is what the service is mainly for."""

    __tablename__ = "service_topic"
    __table_args__ = (Index(None, "topic", "service_id"),)

    service_id: Mapped[UUID] = mapped_column(
        ForeignKey("service.id", ondelete="CASCADE"), primary_key=True
    )
    topic: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int] = mapped_column(default=0)


class ServiceAudience(Base):
    __tablename__ = "service_audience"
    __table_args__ = (Index(None, "audience", "service_id"),)

    service_id: Mapped[UUID] = mapped_column(
        ForeignKey("service.id", ondelete="CASCADE"), primary_key=True
    )
    audience: Mapped[str] = mapped_column(String(40), primary_key=True)


class CostOption(Identified, Sourced, Base):
    """`amount` 0 is free; no amount means that only a description is known."""

    __tablename__ = "cost_option"

    service_id: Mapped[UUID] = mapped_column(
        ForeignKey("service.id", ondelete="CASCADE"), index=True
    )
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    option: Mapped[str | None]
    currency: Mapped[str | None] = mapped_column(String(3))
    amount: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    amount_description: Mapped[str | None]


class Language(Identified, Sourced, Base):
    """A language spoken there; `code` is ISO 639-1 where there is one (ckb, ti are ISO 639)."""

    __tablename__ = "language"
    __table_args__ = (Index(None, "code", "service_id"),)

    service_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("service.id", ondelete="CASCADE"), index=True
    )
    location_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("location.id", ondelete="CASCADE"), index=True
    )
    phone_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("phone.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str | None]
    code: Mapped[str | None] = mapped_column(String(16))
    note: Mapped[str | None]
    position: Mapped[int] = mapped_column(default=0)


class ServiceArea(Identified, Sourced, Base):
    __tablename__ = "service_area"

    service_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("service.id", ondelete="CASCADE"), index=True
    )
    service_at_location_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("service_at_location.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str | None]
    description: Mapped[str | None]
    extent: Mapped[str | None]
    extent_type: Mapped[str | None]
    uri: Mapped[str | None]
