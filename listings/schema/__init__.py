"""Which tables are there? Importing this registers all of ours on one metadata."""

from listings.schema import derived
from listings.schema.base import Base
from listings.schema.locations import Accessibility, Address, Location, ServiceAtLocation
from listings.schema.organizations import Contact, Organization, Phone
from listings.schema.places import Outcode, PlaceName, PlaceRow
from listings.schema.records import UnmetNeed, WrongInfoReport
from listings.schema.schedules import (
    Schedule,
    ScheduleChange,
    ScheduleException,
    SchoolHoliday,
)
from listings.schema.services import (
    CostOption,
    Language,
    Service,
    ServiceArea,
    ServiceAudience,
    ServiceTopic,
)
from listings.schema.taxonomy import Attribute, Taxonomy, TaxonomyTerm
from listings.schema.translations import TRANSLATED, Translation
from listings.schema.types import UtcDateTime

__all__ = [
    "TRANSLATED",
    "Accessibility",
    "Address",
    "Attribute",
    "Base",
    "Contact",
    "CostOption",
    "Language",
    "Location",
    "Organization",
    "Outcode",
    "Phone",
    "PlaceName",
    "PlaceRow",
    "Schedule",
    "ScheduleChange",
    "ScheduleException",
    "SchoolHoliday",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceAudience",
    "ServiceTopic",
    "Taxonomy",
    "TaxonomyTerm",
    "Translation",
    "UnmetNeed",
    "UtcDateTime",
    "WrongInfoReport",
    "derived",
]
