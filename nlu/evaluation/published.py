"""Which accuracy did we publish, and did a language fall under it? nlu/ACCURACY.md is made from nlu/accuracy.json."""

import json
from collections.abc import Mapping
from typing import Any

from nlu.evaluation.page import page
from nlu.evaluation.scores import Score
from nlu.layout import Layout

# By part (`validated`, `cases`, `danger`), then by language, then by figure.
Scores = Mapping[str, Mapping[str, Any]]
Figures = Mapping[str, Scores]
DIGITS = 4
# How far a language may fall: two points, and what rounding may take.
FALL = 0.02 + 10**-DIGITS
WATCHED = {"top1": "top-1", "top3": "top-3", "entity_f1": "entity F1"}


def figures(layout: Layout) -> Figures:
    """The published parts; none before anything was published."""
    if not layout.figures.exists():
        return {}
    found: Figures = json.loads(layout.figures.read_text(encoding="utf-8"))
    return found


def publish(layout: Layout, measured: Figures) -> None:
    """Takes the place of the same parts; the other parts stay."""
    layout.figures.write_text(_lines({**figures(layout), **measured}), encoding="utf-8")
    layout.accuracy_page.write_text(page(figures(layout)), encoding="utf-8")


def fallen(language: str, published: Figures, now: Score) -> list[str]:
    """What fell by more than two points on the sentences written apart, a sentence for each."""
    before = published.get("cases", {}).get(language)
    if before is None:
        return []
    return [
        f"{language}: {name} on tests/nlu/cases was {before[key]:.3f} and is {getattr(now, key):.3f}, more than 2 "
        "points less. Find the change that did it; if it is meant, publish the new figure with `make accuracy`"
        for key, name in WATCHED.items()
        if before[key] - getattr(now, key) > FALL
    ]


def _lines(parts: Figures) -> str:
    """JSON with a line for each language, so that a change can be read."""
    said = []
    for part, scores in sorted(parts.items()):
        rows = (
            f"  {json.dumps(name)}: {json.dumps(_rounded(scores[name]))}" for name in sorted(scores)
        )
        said.append(f" {json.dumps(part)}: {{\n" + ",\n".join(rows) + "\n }")
    return "{\n" + ",\n".join(said) + "\n}\n"


def _rounded(score: Mapping[str, Any]) -> dict[str, Any]:
    return {k: round(v, DIGITS) if isinstance(v, float) else v for k, v in score.items()}
