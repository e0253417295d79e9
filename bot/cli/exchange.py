"""waypost import and export: listings of other directories in, ours out."""

from typing import Annotated

import typer

from bot.cli.errors import settings, told

importing = typer.Typer(no_args_is_help=True)
exporting = typer.Typer(no_args_is_help=True)

Source = Annotated[str, typer.Argument(help="A file, or an http(s) address.")]
Target = Annotated[str, typer.Argument(help="A file, or - for standard output.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")]


@importing.command("oruk")
def import_oruk(source: Source, dry_run: DryRun = False) -> None:
    """Open Referral UK 3.0 or HSDS 3.x, as JSON: a file, or the /services of an API with all its pages."""
    _import("oruk", source, dry_run=dry_run)


@importing.command("csv")
def import_csv(source: Source, dry_run: DryRun = False) -> None:
    """A spreadsheet with our columns (listings/exchange/CSV.md), or a council's Outpost export."""
    _import("csv", source, dry_run=dry_run)


@importing.command("ical")
def import_ical(source: Source, dry_run: DryRun = False) -> None:
    """A calendar: each event becomes a listing with its dates."""
    _import("ical", source, dry_run=dry_run)


@exporting.command("oruk")
def export_oruk(target: Target) -> None:
    """One page of Open Referral UK 3.0 with every service."""
    _export("oruk", target)


@exporting.command("csv")
def export_csv(target: Target) -> None:
    """A spreadsheet with one line a listing, which can be edited and imported again."""
    _export("csv", target)


@exporting.command("ical")
def export_ical(target: Target) -> None:
    """One calendar with every event that is still to come."""
    _export("ical", target)


def _import(name: str, source: str, *, dry_run: bool) -> None:
    from bot.cli.exchanging import import_report

    chosen = settings()
    with told():
        for line in import_report(chosen, name, source, dry_run=dry_run):
            typer.echo(line)


def _export(name: str, target: str) -> None:
    from bot.cli.exchanging import export_to

    chosen = settings()
    with told():
        export_to(chosen, name, target)
