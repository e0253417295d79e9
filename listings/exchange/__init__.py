"""How do listings come in from other directories, and go out to them? One file a format, one way into the database."""

from types import ModuleType
from typing import Final

from listings.exchange import ical, oruk
from listings.exchange import spreadsheet as spreadsheet
from listings.exchange.errors import ExchangeError, SourceError
from listings.exchange.importing import Import, Report
from listings.exchange.records import Feed, Record, Rejected
from listings.exchange.sources import name_of
from listings.exchange.stored import only_demo, stored

FORMATS: Final[dict[str, ModuleType]] = {"oruk": oruk, "csv": spreadsheet, "ical": ical}

__all__ = [
    "FORMATS",
    "ExchangeError",
    "Feed",
    "Import",
    "Record",
    "Rejected",
    "Report",
    "SourceError",
    "name_of",
    "only_demo",
    "stored",
]
