"""What time is it? The one place that asks the machine."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """The clock of a running Waypost: aware UTC."""
    return datetime.now(UTC)
