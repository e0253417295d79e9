"""Which commands are there? The list of DESIGN section 2."""

import typer

from bot.cli import chatting, database, running, status
from nlu.cli import app as nlu

app = typer.Typer(
    help="Waypost points newly arrived people to what is near them, in their own language.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command()(running.run)
app.command()(running.bot)
app.command()(chatting.chat)
app.command()(status.status)
app.add_typer(database.app, name="db", help="Upgrade the database, load or remove demo listings.")
app.add_typer(
    nlu, name="nlu", help="The language server: run it, train it, test it, parse with it."
)
