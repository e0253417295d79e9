"""Who runs things, and how are they reached? HSDS organization, contact and phone."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from listings.schema.base import OWNED, Base, Identified, Sourced

if TYPE_CHECKING:
    from listings.schema.services import Service


class Organization(Identified, Sourced, Base):
    __tablename__ = "organization"
    __table_args__ = (Index(None, "source", "external_id"),)

    name: Mapped[str]
    alternate_name: Mapped[str | None]
    description: Mapped[str | None]
    email: Mapped[str | None]
    website: Mapped[str | None]
    uri: Mapped[str | None]
    logo: Mapped[str | None]

    services: Mapped[list["Service"]] = relationship(back_populates="organization", **OWNED)
    phones: Mapped[list["Phone"]] = relationship(order_by="Phone.position", **OWNED)


class Contact(Identified, Sourced, Base):
    """A contact that the organization publishes; not a newcomer, of whom no such row exists."""

    __tablename__ = "contact"

    organization_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("organization.id", ondelete="CASCADE"), index=True
    )
    service_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("service.id", ondelete="CASCADE"), index=True
    )
    service_at_location_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("service_at_location.id", ondelete="CASCADE"), index=True
    )
    location_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("location.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str | None]
    title: Mapped[str | None]
    department: Mapped[str | None]
    email: Mapped[str | None]


class Phone(Identified, Sourced, Base):
    """`position` keeps the order in which an organization wants its numbers tried."""

    __tablename__ = "phone"

    organization_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("organization.id", ondelete="CASCADE"), index=True
    )
    service_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("service.id", ondelete="CASCADE"), index=True
    )
    service_at_location_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("service_at_location.id", ondelete="CASCADE"), index=True
    )
    location_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("location.id", ondelete="CASCADE"), index=True
    )
    contact_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("contact.id", ondelete="CASCADE"), index=True
    )
    number: Mapped[str]
    extension: Mapped[str | None]
    type: Mapped[str | None]
    description: Mapped[str | None]
    position: Mapped[int] = mapped_column(default=0)
