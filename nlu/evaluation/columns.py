"""Which figures are shown for a language, under which names? The same in the terminal and in nlu/ACCURACY.md."""

from collections.abc import Mapping
from typing import Any

TITLES = {
    "validated": "Training lines, by models that have not seen them",
    "cases": "Sentences written apart",
    "danger": "Danger",
}
READ = {
    "sentences": "sentences",
    "top1": "top-1",
    "top3": "top-3",
    "sure": "sure",
    "sure_right": "right when sure",
    "calibration": "calibration error",
    "language": "language",
    "language_short": "language, 1-3 words",
    "short": "of 1-3 words",
    "entity_f1": "entity F1",
}
DANGER = {
    "dangerous": "dangerous",
    "phrases": "recall, phrases",
    "recall": "recall, phrases or model",
    "harmless": "provoking",
    "alarms": "false alarms",
    "ordinary": "ordinary",
    "ordinary_alarms": "false alarms there",
}
COLUMNS = {"validated": READ, "cases": READ, "danger": DANGER}


def row(part: str, language: str, score: Mapping[str, Any]) -> list[str]:
    """The cells of a language: counts as they are, shares with three digits, a dash where nothing was counted."""
    return [language, *(_shown(score[key]) for key in COLUMNS[part])]


def confused(score: Mapping[str, Any]) -> str:
    """The worst confusions in words: "food → money 3" when food was meant and taken for money three times."""
    return ", ".join(
        f"{each['meant']} → {each['taken_for']} {each['sentences']}" for each in score["confusions"]
    )


def _shown(value: float | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.3f}"
