"""waypost status: is everything that should run running? From heartbeats in the database."""

import asyncio
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from importlib.metadata import version
from typing import Any, Final

import typer

from bot.cli.errors import settings
from bot.clock import utc_now
from bot.heartbeats import STOPPED, Beat, read_beats
from listings.database import open_database
from listings.errors import DatabaseError

# Four missed heartbeats: a part that is only busy is not called down.
SILENT: Final = timedelta(seconds=60)
REMINDERS: Final = "reminders"
WELL: Final = {"bot": ("serving", "standby"), "nlu": ("ready",)}
BEST_FIRST: Final = ("serving", "ready", "standby", "starting", "down")


def status() -> None:
    """Print one JSON object; exit 0 when all that should run does, else 1."""
    report, well = asyncio.run(_report(settings().database_url))
    typer.echo(json.dumps(report))
    raise typer.Exit(0 if well else 1)


async def _report(address: str) -> tuple[dict[str, Any], bool]:
    beats: tuple[Beat, ...] = ()
    state = "ok"
    try:
        database = open_database(address)
        try:
            await database.check()
            async with database.reading() as session:
                beats = await read_beats(session)
        finally:
            await database.close()
    except DatabaseError:
        state = "down"
    return report_of(beats, state, utc_now())


def report_of(beats: Sequence[Beat], database: str, now: datetime) -> tuple[dict[str, Any], bool]:
    """The report, and whether all is well: whatever had a heartbeat within a day should be running still."""
    parts = {part: _state(beats, part, now) for part in WELL}
    expected = {beat.part for beat in beats}
    reminders = next((beat for beat in beats if beat.part == REMINDERS), None)
    detail = (reminders.detail if reminders else None) or {}
    report = {
        "database": database,
        **parts,
        "reminders": {
            "last_tick": reminders.at.isoformat() if reminders else None,
            "due": detail.get("due", 0),
            "uncertain": detail.get("uncertain", 0),
        },
        "version": version("waypost"),
    }
    well = all(parts[part] in WELL[part] for part in WELL if part in expected)
    well = well and (reminders is None or _ticks(reminders, now))
    return report, database == "ok" and "bot" in expected and well


def _ticks(last: Beat, now: datetime) -> bool:
    """Whether the clock of the reminders goes: three ticks may be missed."""
    every = timedelta(seconds=float((last.detail or {}).get("every", 0)))
    return last.state != STOPPED and now - last.at < max(SILENT, 3 * every)


def _state(beats: Sequence[Beat], part: str, now: datetime) -> str:
    alive = [beat.state for beat in beats if beat.part == part and now - beat.at < SILENT]
    known = [state for state in alive if state in BEST_FIRST]
    return min(known, key=BEST_FIRST.index, default="down")
