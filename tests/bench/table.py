"""How is a measurement shown? What, how much, and what was aimed at."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Row:
    """One number with its unit; `aim` is what the issue asks for, or empty."""

    what: str
    value: str
    aim: str = ""


def show(console: Console, title: str, rows: Sequence[Row]) -> None:
    """Print rows as a table."""
    table = Table("what", "measured", "aim", title=title, title_justify="left")
    for row in rows:
        table.add_row(row.what, row.value, row.aim)
    console.print(table)


def quantile(seconds: Sequence[float], part: float) -> float:
    """The value below which `part` of the measurements lie, nearest rank."""
    return sorted(seconds)[max(0, math.ceil(part * len(seconds)) - 1)]


def milliseconds(seconds: Sequence[float]) -> str:
    """The middle and the slow end: "3.1 ms p50, 5.0 ms p95 (n = 200)"."""
    middle, slow = quantile(seconds, 0.5) * 1000, quantile(seconds, 0.95) * 1000
    return f"{middle:.1f} ms p50, {slow:.1f} ms p95 (n = {len(seconds)})"


def megabytes(pid: int) -> float:
    """Resident memory of a process and its children, in MB (10^6 bytes)."""
    total = 0.0
    waiting = [pid]
    while waiting:
        each = waiting.pop()
        total += _resident(each)
        try:
            with open(f"/proc/{each}/task/{each}/children") as file:
                waiting += map(int, file.read().split())
        except OSError:
            continue
    return total


def _resident(pid: int) -> float:
    try:
        with open(f"/proc/{pid}/status") as file:
            lines = [line for line in file if line.startswith("VmRSS:")]
    except OSError:
        return 0.0
    return int(lines[0].split()[1]) * 1024 / 1e6 if lines else 0.0
