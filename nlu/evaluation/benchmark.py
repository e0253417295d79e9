"""How is MASSIVE shown? `waypost nlu massive` measures in Rasa's environment; ours beside others' figures."""

import json
import subprocess
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from nlu.errors import NluError
from nlu.layout import Layout
from nlu.model import Say, environment

# XLM-R base, fine-tuned on the training split of all languages: the MASSIVE paper's table, transcribed second-hand.
XLM_R = {
    "en": 88.3,
    "fr": 86.3,
    "es": 86.9,
    "pt": 86.7,
    "pl": 85.8,
    "ro": 86.9,
    "sw": 83.1,
    "ar": 80.7,
    "fa": 87.0,
    "ur": 83.2,
    "am": 81.7,
}


def show(layout: Layout, folder: Path, shots: int, say: Say) -> None:
    """Measures, which takes some minutes, and prints. NluError: no data there, or data that cannot be read."""
    languages = [language for language in XLM_R if (folder / f"{language}.tsv.gz").is_file()]
    if not languages:
        raise NluError(
            f"no MASSIVE in {folder}: it needs files such as en.tsv.gz with lines of "
            "partition, tab, intent, tab, utterance"
        )
    say("Learning MASSIVE and reading its test sentences: about ten minutes with all of it.")
    Console().print(_table(measure(layout, folder, shots, languages), shots))


def measure(layout: Layout, folder: Path, shots: int, languages: list[str]) -> dict[str, Any]:
    """By language: `sentences`, `examples`, and the accuracies `waypost` and `plain`, from 0 to 1."""
    done = subprocess.run(  # noqa: S603 - our own program
        [
            layout.python,
            "-m",
            "nlu.evaluation.massive",
            folder.resolve(),
            str(shots),
            *languages,
        ],
        cwd=layout.root,
        env=environment(layout),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        raise NluError("MASSIVE could not be measured: the lines above say why")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _table(measured: dict[str, Any], shots: int) -> Table:
    of = f"{shots} examples an intent" if shots else "full training split"
    table = Table(title=f"MASSIVE 1.1, official test split, {of}", title_justify="left")
    columns = ("", "examples", "sentences", "Waypost", "plain SVM", "XLM-R base", "beside XLM-R")
    for name in columns if not shots else columns[:5]:
        table.add_column(name, justify="right")
    for language, found in measured.items():
        ours = 100 * found["waypost"]
        cells = [
            language,
            str(found["examples"]),
            str(found["sentences"]),
            f"{ours:.1f}",
            f"{100 * found['plain']:.1f}",
        ]
        if not shots:
            cells += [f"{XLM_R[language]:.1f}", f"{ours - XLM_R[language]:+.1f}"]
        table.add_row(*cells)
    return table
