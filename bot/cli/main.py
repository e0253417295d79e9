"""Which commands are there? The list of DESIGN section 2.

A command is imported when it is called, so that `waypost status` does not wait for Telegram's library.
"""

from typing import Annotated

import typer

from bot.cli import database, exchange
from nlu.cli import app as nlu

app = typer.Typer(
    help="Waypost points newly arrived people to what is near them, in their own language.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(database.app, name="db", help="Upgrade the database, load or remove demo listings.")
app.add_typer(exchange.importing, name="import", help="Take in listings of other directories.")
app.add_typer(exchange.exporting, name="export", help="Give listings to other directories.")
app.add_typer(
    nlu, name="nlu", help="The language server: run it, train it, test it, parse with it."
)


@app.command()
def run() -> None:
    """Everything in one process; without a token, a conversation in the terminal."""
    from bot.cli import running

    running.run()


@app.command()
def bot() -> None:
    """The bot alone; the language server runs elsewhere (WAYPOST_NLU_URL) or not at all."""
    from bot.cli import running

    running.bot()


@app.command()
def chat(
    lang: Annotated[str | None, typer.Option(help="The language of the phone, such as ar.")] = None,
) -> None:
    """Talk to Waypost here. Buttons are numbered: 1 taps the first. From a pipe: one message a line."""
    from bot.cli import chatting

    chatting.chat(lang)


@app.command()
def status() -> None:
    """Print how everything is as one JSON object; exit 0 when all that should run does, else 1."""
    from bot.cli import status as report

    report.status()
