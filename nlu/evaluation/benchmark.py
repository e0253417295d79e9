"""How is MASSIVE shown? `waypost nlu massive` measures in Rasa's environment; ours beside others' figures."""

from pathlib import Path
from typing import Any

from rich.table import Table

from nlu.errors import NluError
from nlu.evaluation.inside import inside
from nlu.evaluation.tables import console, table
from nlu.layout import Layout
from nlu.model import Say

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
    console().print(_shown(measure(layout, folder, shots, languages), shots))


def measure(layout: Layout, folder: Path, shots: int, languages: list[str]) -> dict[str, Any]:
    """By language: `sentences`, `examples`, and the accuracies `waypost` and `plain`, from 0 to 1."""
    arguments = [str(folder.resolve()), str(shots), *languages]
    found: dict[str, Any] = inside(layout, "nlu.evaluation.massive", *arguments)
    return found


def _shown(measured: dict[str, Any], shots: int) -> Table:
    of = f"{shots} examples an intent" if shots else "full training split"
    columns = ["", "examples", "sentences", "Waypost", "plain SVM"]
    published = [] if shots else ["XLM-R base", "beside XLM-R"]
    rows = [_row(language, found, bool(published)) for language, found in measured.items()]
    return table(f"MASSIVE 1.1, official test split, {of}", columns + published, rows)


def _row(language: str, found: dict[str, Any], published: bool) -> list[str]:
    ours = 100 * found["waypost"]
    row = [language, str(found["examples"]), str(found["sentences"])]
    row += [f"{ours:.1f}", f"{100 * found['plain']:.1f}"]
    return row + [f"{XLM_R[language]:.1f}", f"{ours - XLM_R[language]:+.1f}"] * published
