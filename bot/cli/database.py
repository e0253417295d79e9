"""waypost db: the schema, the demo listings and the school holidays."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from sqlalchemy import func, select

from bot.cli.errors import settings, told
from bot.clock import utc_now
from listings.database import Database, open_database
from listings.demo import FOLDER, load_demo, remove_demo
from listings.schema import ServiceAtLocation

if TYPE_CHECKING:
    from listings.exchange.school_holidays import Replaced

app = typer.Typer(no_args_is_help=True)


@app.command()
def upgrade() -> None:
    """Bring the database to the newest schema. Nothing is lost; doing it twice changes nothing."""
    chosen = settings()
    with told():
        asyncio.run(_upgrade(open_database(chosen.database_url)))
    typer.echo("The database is up to date.")


@app.command()
def demo(
    remove: Annotated[bool, typer.Option("--remove", help="Remove every demo listing.")] = False,
    if_empty: Annotated[
        bool, typer.Option("--if-empty", help="Only load into a database without listings.")
    ] = False,
) -> None:
    """Load demo listings, plainly marked as such, or remove them again."""
    chosen = settings()
    with told():
        database = open_database(chosen.database_url)
        if remove:
            typer.echo(f"{asyncio.run(_remove(database))} demo listings removed.")
            return
        number = asyncio.run(_load(database, if_empty=if_empty))
    if number:
        typer.echo(f"{number} demo listings loaded. Remove them with: waypost db demo --remove")


@app.command("school-holidays")
def school_holidays(
    file: Annotated[
        Path, typer.Argument(help="CSV with the columns area,first_on,last_on,source.")
    ],
) -> None:
    """Put the school holidays of a file in the place of those known of its areas."""
    chosen = settings()
    with told():
        for line in asyncio.run(_school_holidays(open_database(chosen.database_url), file)):
            typer.echo(line)


async def _upgrade(database: Database) -> None:
    try:
        await database.upgrade()
    finally:
        await database.close()


async def _remove(database: Database) -> int:
    try:
        await database.upgrade()
        async with database.writing() as session:
            return await remove_demo(session)
    finally:
        await database.close()


async def _load(database: Database, *, if_empty: bool) -> int:
    try:
        await database.upgrade()
        async with database.writing() as session:
            number = await session.scalar(select(func.count()).select_from(ServiceAtLocation))
            if if_empty and number:
                return 0
            return await load_demo(session, FOLDER, utc_now())
    finally:
        await database.close()


async def _school_holidays(database: Database, file: Path) -> list[str]:
    from listings.exchange import school_holidays as exchange
    from listings.exchange.records import Rejected

    try:
        rows = exchange.read_file(file)
        await database.upgrade()
        async with database.writing() as session:
            days = [row for row in rows if isinstance(row, exchange.Days)]
            replaced = await exchange.replace(session, days)
    finally:
        await database.close()
    rejected = [f"left out: {row.name}: {row.reason}" for row in rows if isinstance(row, Rejected)]
    return [*(_replaced(area) for area in replaced), *rejected]


def _replaced(area: "Replaced") -> str:
    return (
        f"{area.area}: {area.now} holidays in the place of {area.before};"
        f" schedules that pause for them: {area.schedules}"
    )
