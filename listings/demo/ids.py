"""Which id has a demo row? Always the same, so that loading again updates it."""

from typing import Final
from uuid import UUID, uuid5

_NAMESPACE: Final = UUID("5c7bd1de-3f0a-4a44-9a1e-7761792d6465")


def demo_id(*parts: str) -> UUID:
    """The id that follows from the kind of a row and its keys."""
    return uuid5(_NAMESPACE, "/".join(parts))
