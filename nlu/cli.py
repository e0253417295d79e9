"""What can be done with the language server by hand? `waypost nlu`: `train`, `test`, `massive`, `coverage`, `parse`."""

import asyncio
import contextlib
import json
import signal
import sys
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer

from nlu.client import NluClient
from nlu.errors import NluError
from nlu.evaluation import benchmark, coverage_report, report
from nlu.layout import Layout
from nlu.model import train as train_model
from nlu.parse import Parse
from nlu.server import Address, NluServer, published

app = typer.Typer(help="The language server (Rasa NLU).", no_args_is_help=False)

# A machine that has just started is slower than a person would wait.
PATIENCE = 30.0
START = 180.0
Token = Annotated[str | None, typer.Option(envvar="WAYPOST_NLU_TOKEN", hidden=True)]
Url = Annotated[str | None, typer.Option(envvar="WAYPOST_NLU_URL", hidden=True)]


@app.callback(invoke_without_command=True)
def serve(
    context: typer.Context,
    port: Annotated[int | None, typer.Option(help="A fixed port; a free one without.")] = None,
    token: Token = None,
) -> None:
    """Serve until stopped, and restart what dies."""
    if context.invoked_subcommand is None:
        with _plainly():
            asyncio.run(_serve(NluServer(token=token, port=port)))


@app.command()
def train(force: Annotated[bool, typer.Option(help="Even if nothing changed.")] = False) -> None:
    """Train if the data, the pipeline or its parts changed."""
    with _plainly():
        trained = train_model(Layout(), _say, force)
    _say("The language model is ready." if trained else "The language model is up to date.")


@app.command("test")
def accuracy(
    lang: Annotated[
        list[str] | None, typer.Option(help="Only this language; may be repeated.")
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Into nlu/ACCURACY.md as well.")] = False,
) -> None:
    """Measure the accuracy by language, and print it."""
    with _plainly():
        report.show(Layout(), lang or [], write, _say)


@app.command()
def coverage(
    languages: Annotated[
        list[str] | None, typer.Argument(help="A table by intent for each.")
    ] = None,
    lines: Annotated[bool, typer.Option("--lines", help="And the lines to read through.")] = False,
) -> None:
    """Print how much was written of each intent, in each language."""
    with _plainly():
        coverage_report.show(Layout(), languages or [], lines, _say)


@app.command()
def massive(
    folder: Annotated[Path, typer.Argument(help="Where en.tsv.gz and its neighbours lie.")],
    shots: Annotated[int, typer.Option(min=0, help="Examples an intent; all without.")] = 0,
) -> None:
    """Learn MASSIVE instead of our own data, and print the accuracy beside published figures."""
    with _plainly():
        benchmark.show(Layout(), folder, shots, _say)


@app.command()
def parse(
    file: Annotated[
        Path | None, typer.Argument(help="One text a line; standard input without.")
    ] = None,
    url: Url = None,
    token: Token = None,
) -> None:
    """Print what each line means, one JSON object a line."""
    given = file.read_bytes() if file else sys.stdin.buffer.read()
    lines = given.decode("utf-8", "replace").removesuffix("\n").split("\n")
    with _plainly():
        asyncio.run(_parse(lines, Address(url, token or "") if url else None))


async def _serve(server: NluServer) -> None:
    stopped = asyncio.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(ending, stopped.set)
    await server.start()
    _say(f"The language server starts at {server.url}: half a minute.")
    try:
        await stopped.wait()
    finally:
        await server.stop()


async def _parse(lines: Iterable[str], given: Address | None) -> None:
    async with httpx.AsyncClient() as http, _server(http, given) as address:
        client = NluClient(http, address.url, address.token, PATIENCE)
        for line in lines:
            parse = await client.parse(line.removesuffix("\r"))
            typer.echo(json.dumps(as_json(parse), ensure_ascii=False))


@asynccontextmanager
async def _server(http: httpx.AsyncClient, given: Address | None) -> AsyncIterator[Address]:
    """The given server, or a running one, or one for the while."""
    layout = Layout()
    running = given or published(layout)
    if running and (given or await NluClient(http, running.url, running.token).ready()):
        yield running
        return
    await asyncio.to_thread(train_model, layout, _say)
    server = NluServer(layout)
    _say("Starting a language server for the while: half a minute.")
    await server.start()
    try:
        if not await server.wait_ready(START):
            raise NluError(f"the language server does not start: see {layout.log.name} in var")
        yield Address(server.url, server.token)
    finally:
        await server.stop()


def as_json(parse: Parse) -> dict[str, Any]:
    """A parse as `waypost nlu parse` prints it."""
    return {
        "text": parse.text,
        "language": parse.language,
        "language_confidence": round(parse.language_confidence, 4),
        "intent": {"name": parse.intent, "confidence": round(parse.confidence, 4)},
        "intent_ranking": [
            {"name": name, "confidence": round(confidence, 4)} for name, confidence in parse.ranking
        ],
        "entities": [vars(entity) for entity in parse.entities],
    }


def _say(line: str) -> None:
    typer.echo(line, err=True)


@contextlib.contextmanager
def _plainly() -> Any:
    """An error of ours is one line and exit code 1."""
    try:
        yield
    except NluError as error:
        _say(f"waypost nlu: {error}")
        raise typer.Exit(1) from None
