"""What does nlu/ACCURACY.md say? Made from the published figures alone, so it can be made again at any time."""

from collections.abc import Iterator, Mapping
from typing import Any

from nlu.evaluation.columns import COLUMNS, TITLES, confused, row

HEAD = """# How well is each language understood?

Made by `make accuracy`; do not edit. `waypost nlu test` prints the first two parts and writes nothing.

Shares are from 0 to 1. *Top-1*: the intent was the likeliest of 43; *top-3*: it was among the three that are offered.
*Sure*: the confidence was enough to answer at once. *Calibration error*: how far the confidence is from how often the
answer is right, on average. *Language*: it was told apart from all others; lines wholly in English words ("home office
interview") stand in most folders, and count as mistakes there. *Entity F1*: over entities with their values.
"""
VALIDATED = """`nlu/data` in two halves, each read by models of the other. No line resembles another, so these are
harder than what people write.
"""
CASES = """`tests/nlu/cases`, read by models of all training lines. `make test` fails when a language falls here by more
than 2 points in top-1, top-3 or entity F1.
"""
DANGER = """`tests/bot/safety_cases`, through all that decides on a screen of danger: the phrases of
`locales/*/safety.toml` and the model (`bot/routing.py`). *Provoking* sentences sound dangerous and are not; *ordinary*
ones are those of `tests/nlu/cases` that are about something else.
"""
ABOUT = {"validated": VALIDATED, "cases": CASES, "danger": DANGER}


def page(parts: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> str:
    """The whole page."""
    said = [HEAD]
    for part, title in TITLES.items():
        if scores := parts.get(part):
            said += [f"## {title}\n", ABOUT[part], *_table(part, scores)]
            if part != "danger":
                said += [
                    "\n### Meant → taken for: the worst ten, and how many sentences\n",
                    *_confusions(scores),
                ]
            said.append("")
    return "\n".join(said)


def _table(part: str, scores: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    names = COLUMNS[part].values()
    yield "| | " + " | ".join(names) + " |"
    yield "|---" * (len(names) + 1) + "|"
    for language, score in scores.items():
        yield "| " + " | ".join(row(part, language, score)) + " |"


def _confusions(scores: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for language, score in scores.items():
        yield f"- {language}: {confused(score)}"
