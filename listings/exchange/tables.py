"""Which tables travel, in which order, and what owns their rows?"""

from typing import Any, Final
from uuid import UUID

from listings.schema import (
    Accessibility,
    Address,
    CostOption,
    Language,
    Location,
    Organization,
    Phone,
    Schedule,
    ScheduleException,
    Service,
    ServiceAtLocation,
)

# Owners before what they own.
MODELS: Final[dict[str, Any]] = {
    "organization": Organization,
    "service": Service,
    "location": Location,
    "address": Address,
    "accessibility": Accessibility,
    "service_at_location": ServiceAtLocation,
    "schedule": Schedule,
    "schedule_exception": ScheduleException,
    "phone": Phone,
    "language": Language,
    "cost_option": CostOption,
}
# Rows that several services may share.
SHARED: Final = ("organization", "location")
# The columns that name an owner, and the table of the owner.
OWNERS: Final[dict[str, dict[str, str]]] = {
    "address": {"location_id": "location"},
    "accessibility": {"location_id": "location"},
    "service_at_location": {"service_id": "service"},
    "schedule": {"service_at_location_id": "service_at_location", "service_id": "service"},
    "schedule_exception": {"schedule_id": "schedule"},
    "phone": {"service_id": "service", "organization_id": "organization"},
    "language": {"service_id": "service"},
    "cost_option": {"service_id": "service"},
}
_NOT_OURS: Final = {"id", "demo", "source", "external_id", "extra", "last_on"}


def columns(table: str) -> tuple[str, ...]:
    """The columns of a table that hold facts."""
    return tuple(
        column.name for column in MODELS[table].__table__.columns if column.name not in _NOT_OURS
    )


def owner_of(table: str, row: Any) -> UUID | None:
    """The id of what owns a row of the database."""
    owners = (getattr(row, column) for column in OWNERS.get(table, ()))
    return next((owner for owner in owners if owner is not None), None)
