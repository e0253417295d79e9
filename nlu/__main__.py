"""The language server's commands without the rest of Waypost: `python -m nlu`."""

from nlu.cli import app

app()
