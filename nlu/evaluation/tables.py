"""How does a table look in a terminal, and in a file that it is sent to?"""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table

# A file has no width of its own, and eighty columns would break the names.
WIDE = 200


def console() -> Console:
    """Standard output."""
    found = Console()
    return found if found.is_terminal else Console(width=WIDE)


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """The first column says of what, the others are numbers."""
    made = Table(title=title, title_justify="left")
    for number, column in enumerate(columns):
        made.add_column(column, justify="right" if number else "left")
    for row in rows:
        made.add_row(*row)
    return made


def percent(share: float) -> str:
    """0.345 is "34 %"."""
    return f"{100 * share:.0f} %"
