"""What do import and export do, once the command is known? They load what `waypost status` need not wait for."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bot.clock import utc_now
from bot.settings import Settings
from listings.database import open_database
from listings.exchange import (
    FORMATS,
    Feed,
    Import,
    Rejected,
    Report,
    SourceError,
    name_of,
    only_demo,
    stored,
)
from listings.exchange.importing import Heard


def import_report(chosen: Settings, name: str, source: str, *, dry_run: bool) -> Iterator[str]:
    """Import, and say line by line what came of it."""
    report = asyncio.run(_imported(chosen, name, source, dry_run=dry_run))
    yield from lines_of(report, dry_run=dry_run)


def export_to(chosen: Settings, name: str, target: str) -> None:
    """Write everything to a file, or for "-" to standard output; what is said goes to standard error."""
    text, number, demo = asyncio.run(_exported(chosen, name))
    if target == "-":
        sys.stdout.write(text)
    else:
        _save(target, text)
    if demo and number:
        sys.stderr.write(
            f"All {number} services are demo listings: made up, not to be published.\n"
        )
    elif target != "-":
        sys.stderr.write(f"{number} services exported.\n")


async def _imported(chosen: Settings, name: str, source: str, *, dry_run: bool) -> Report:
    feed = Feed(name_of(source), utc_now(), chosen.timezone)
    # A dry run must not even make the file of a database that is not there yet.
    database = open_database("sqlite://" if dry_run and _is_new(chosen) else chosen.database_url)
    try:
        if not dry_run or _is_new(chosen):
            await database.upgrade()
        with _heard() as heard:
            return await Import(database, FORMATS[name], feed, dry_run).run(source, heard)
    finally:
        await database.close()


def _is_new(chosen: Settings) -> bool:
    address = chosen.database_url
    if not address.startswith("sqlite"):
        return False
    return not Path(address.partition("///")[2].partition("?")[0]).is_file()


@contextmanager
def _heard() -> Iterator[Heard]:
    """A bar on a terminal, nothing anywhere else."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    bar = Progress(*columns, TimeElapsedColumn(), console=console, disable=not console.is_terminal)
    with bar:
        task = bar.add_task("Importing", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def lines_of(report: Report, *, dry_run: bool) -> Iterator[str]:
    """The report, for a person and for a script: the counts, then each record that was left out."""
    yield "Dry run: nothing is written." if dry_run else "Import finished."
    for name in ("added", "changed", "unchanged"):
        yield f"{name}: {getattr(report, name)}"
    yield f"rejected: {len(report.rejected)}"
    yield from (_line(one) for one in report.rejected)
    if report.without_topic:
        yield f"without a topic: {report.without_topic} (staff choose one; no search finds them yet)"
    if report.nowhere:
        yield f"without a place: {report.nowhere} (staff add one; nobody is shown them yet)"
    if report.notes:
        yield f"taken, but not whole: {len(report.notes)}"
        yield from (_line(one) for one in report.notes)


def _line(one: Rejected) -> str:
    """Names come from strangers: what is no printable character cannot reach the terminal."""
    words = " ".join(f"{one.name}: {one.reason}".split())
    return (
        "  "
        + "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in words)[
            :300
        ]
    )


async def _exported(chosen: Settings, name: str) -> tuple[str, int, bool]:
    database = open_database(chosen.database_url)
    try:
        await database.upgrade()
        async with database.reading() as session:
            demo = await only_demo(session)
            records = [record async for record in stored(session, demo=demo)]
        return FORMATS[name].write(records, utc_now()), len(records), demo
    finally:
        await database.close()


def _save(target: str, text: str) -> None:
    try:
        with Path(target).open("w", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise SourceError(target, f"cannot be written ({error.strerror})") from error
