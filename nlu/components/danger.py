"""How far does a message lean to danger? Judges of that one question, who know the phrases of `safety.toml` as well.

Asked apart from the intents, since the phrases are no sentences of an intent, and the look-alikes are of none.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from nlu.components.judges import Judges, Lesson
from nlu.components.linear import Floats, Pieces
from nlu.components.normalise import words
from nlu.components.pieces import pieces
from nlu.components.training_data import Phrase

KINDS: Final = ("abuse", "emergency", "suicide_self_harm")
# In the order of the alphabet, as the judges have them.
SIDES: Final = ("danger", "none")


def lesson(
    texts: Sequence[Pieces], labels: Any, languages: Any, phrases: Sequence[Phrase]
) -> Lesson:
    """Danger or none: lines by their intents, and all phrases."""
    said = [(phrase, found) for phrase in phrases if (found := words(phrase.text))]
    intents = [*labels, *(phrase.kind for phrase, _ in said)]
    return Lesson(
        [*texts, *(pieces(found) for _, found in said)],
        np.array([SIDES[intent not in KINDS] for intent in intents]),
        np.array([*languages, *(phrase.language for phrase, _ in said)]),
    )


def leaning(judges: Judges, text: Pieces, language: str) -> float:
    """Above 0 to danger, below 0 away from it."""
    danger, none = judges.scores(text, language)
    return float(danger - none)


def together(names: Sequence[str], odds: Floats) -> Floats:
    """The logarithm of the odds of all safety intents against all others, from each one's probability."""
    mine = np.isin(names, KINDS)
    return np.asarray(np.log(odds[..., mine].sum(-1)) - np.log(odds[..., ~mine].sum(-1)))
