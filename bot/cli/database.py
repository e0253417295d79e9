"""waypost db: the schema and the demo listings."""

import asyncio
from typing import Annotated

import typer
from sqlalchemy import func, select

from bot.cli.errors import settings, told
from bot.clock import utc_now
from listings.database import Database, open_database
from listings.demo import FOLDER, load_demo, remove_demo
from listings.schema import ServiceAtLocation

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
