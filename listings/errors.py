"""What can go wrong in listings?

ListingsError
├── DatabaseError     a wrong address, or a server that does not answer
├── ScheduleError     a schedule that cannot be read
├── FormError         a demo file that does not follow its form
├── PlaceDataError    a file of places or outcodes that cannot be read
└── HelplineError     a helpline without what makes it trustworthy
"""


class ListingsError(Exception):
    """Anything that this package raises on purpose."""


class DatabaseError(ListingsError):
    """The database cannot be used; the message names WAYPOST_DATABASE_URL and never its password."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"WAYPOST_DATABASE_URL: {reason}")


class ScheduleError(ListingsError):
    """A schedule that cannot be read: `field` names the HSDS field, `reason` says why."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


class FormError(ListingsError):
    """A demo file that does not follow listings/demo/FORMAT.md; `where` is file, key and field."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class PlaceDataError(ListingsError):
    """A file of places or outcodes that cannot be read."""


class HelplineError(ListingsError):
    """A block of helplines.toml that lacks a field or names an unknown word; `block` is its key."""

    def __init__(self, block: str, field: str, reason: str) -> None:
        super().__init__(f"helplines.toml, {block}, {field}: {reason}")
        self.block = block
        self.field = field
        self.reason = reason
