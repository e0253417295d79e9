"""How is the accuracy shown? `waypost nlu test` measures in Rasa's environment and prints tables."""

from collections.abc import Sequence

from rich.table import Table

from nlu.errors import FiguresPartial, LanguageUnknown
from nlu.evaluation.columns import COLUMNS, TITLES, confused, row
from nlu.evaluation.inside import inside
from nlu.evaluation.published import Figures, Scores, publish
from nlu.evaluation.tables import console, table
from nlu.layout import Layout
from nlu.model import Say

# On two cores; telling the languages apart is half of it.
EXPECTED = "twenty minutes"


def show(layout: Layout, only: Sequence[str], write: bool, say: Say) -> None:
    """Measures all languages or `only` some, which takes minutes, and prints; `write` publishes.

    FiguresPartial, LanguageUnknown, or NluError when it cannot be measured.
    """
    if only and write:
        raise FiguresPartial("only the figures of all languages can be published")
    if unknown := sorted(set(only) - set(layout.languages())):
        raise LanguageUnknown(f"there is no training data for {', '.join(unknown)}")
    say(
        f"Measuring {', '.join(only) or 'all languages'}: {EXPECTED if not only else 'some minutes'}."
    )
    measured: Figures = inside(layout, "nlu.evaluation.accuracy", *only)
    printed = console()
    for part, scores in measured.items():
        if scores:
            printed.print(_scores(part, scores))
            printed.print(_confusions(part, scores))
    if write:
        publish(layout, measured)
        say(f"Written: {layout.accuracy_page.name} and {layout.figures.name}")


def _scores(part: str, scores: Scores) -> Table:
    names = ("", *COLUMNS[part].values())
    return table(TITLES[part], names, (row(part, *each) for each in scores.items()))


def _confusions(part: str, scores: Scores) -> Table:
    rows = ((language, confused(score)) for language, score in scores.items())
    return table(f"{TITLES[part]}: meant, and taken for", ("", "the worst ten"), rows)
