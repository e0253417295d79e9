"""Which row of the database is meant by a row of a feed? The same id, the same values, or the next in order."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from listings.exchange.records import Row


def matched(
    given: Sequence[Row], stored: Sequence[Any], reusable: Callable[[Any], bool]
) -> dict[UUID, Any]:
    """For each id of `given` the row of `stored` that it is, where there is one; each stored row is used once.

    Feeds leave ids out and make new ones up, so equal values count too, and then the next `reusable` row that nothing
    else claimed, so that an edited schedule keeps its id.
    """
    pairs: dict[UUID, Any] = {}
    free = {row.id: row for row in stored}
    tests: list[Callable[[Row, Any], bool]] = [
        _same_id,
        _same_day,
        _same_values,
        lambda wanted, row: reusable(row),
    ]
    for test in tests:
        for wanted in given:
            if wanted.id not in pairs:
                found = next((row for row in free.values() if test(wanted, row)), None)
                if found is not None:
                    pairs[wanted.id] = free.pop(found.id)
    return pairs


def differs(row: Any, name: str, value: Any) -> bool:
    """Would writing this value change the row?"""
    return bool(getattr(row, name) != value)


def _same_id(wanted: Row, row: Any) -> bool:
    return bool(row.id == wanted.id)


def _same_day(wanted: Row, row: Any) -> bool:
    """A date of a schedule has at most one exception."""
    return wanted.table == "schedule_exception" and not differs(
        row, "on_date", wanted.values["on_date"]
    )


def _same_values(wanted: Row, row: Any) -> bool:
    return not any(differs(row, name, value) for name, value in wanted.values.items())
