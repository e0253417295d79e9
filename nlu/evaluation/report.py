"""How is the accuracy shown? `waypost nlu test` measures in Rasa's environment and prints tables."""

import json
import subprocess
from typing import Any

from rich.console import Console
from rich.table import Table

from nlu.errors import NluError
from nlu.layout import Layout
from nlu.model import Say, environment

COLUMNS = ("sentences", "top1", "top3", "sure", "sure_right", "language", "entity_f1")
TITLES = {
    "validated": "Training lines, by models that have not seen them",
    "cases": "Sentences written apart (tests/nlu/cases)",
}


def show(layout: Layout, say: Say) -> None:
    """Measures, which takes some minutes, and prints."""
    say("Measuring: some minutes.")
    measured = measure(layout)
    console = Console()
    for part, title in TITLES.items():
        if measured[part]:
            console.print(_table(title, measured[part]))


def measure(layout: Layout) -> dict[str, dict[str, dict[str, float]]]:
    """The scores by part (`validated`, `cases`) and language. NluError when it cannot be measured."""
    done = subprocess.run(  # noqa: S603 - our own program
        [layout.python, "-m", "nlu.evaluation.accuracy"],
        cwd=layout.root,
        env=environment(layout),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        raise NluError(f"the measurement ended with code {done.returncode}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _table(title: str, scores: dict[str, dict[str, float]]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for name in COLUMNS:
        table.add_column(name.replace("_", " "), justify="right")
    for language, score in scores.items():
        table.add_row(language, *(_shown(name, score[name]) for name in COLUMNS))
    return table


def _shown(name: str, value: float) -> str:
    return str(int(value)) if name == "sentences" else f"{value:.3f}"
