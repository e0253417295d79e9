"""How does a command end that cannot go on? With one line that names the thing and the remedy."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from bot.gateway.errors import GatewayError
from bot.settings import Settings, SettingsError, read_settings
from listings.errors import ListingsError
from nlu.errors import NluError

WRONG_USE = 2


def settings() -> Settings:
    """The settings, or the end of the program with one line."""
    with told():
        return read_settings()


@contextmanager
def told() -> Iterator[None]:
    """Errors that the operator can mend are one line and exit code 2, never a traceback."""
    try:
        yield
    except (SettingsError, ListingsError, NluError, GatewayError) as error:
        sys.stderr.write(f"{error}\n")
        raise typer.Exit(WRONG_USE) from None
