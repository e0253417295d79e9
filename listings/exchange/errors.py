"""What can go wrong when data comes in or goes out?

ListingsError
└── ExchangeError
    ├── SourceError      the source as a whole cannot be read: no such file, no answer, not that format
    └── RecordError      one record cannot be taken; the others go on
"""

from listings.errors import ListingsError


class ExchangeError(ListingsError):
    """Anything that goes wrong between us and another directory."""


class SourceError(ExchangeError):
    """A source that cannot be read at all."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.reason = reason


class RecordError(ExchangeError):
    """A record that is left out, and why."""
