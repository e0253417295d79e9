"""What does the person want, and how sure can we be? The judges' scores as probabilities."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nlu.components.danger import KINDS, leaning, lesson, together
from nlu.components.judges import Judges, Lesson, taught
from nlu.components.linear import Floats, Pieces
from nlu.components.normalise import Word, words
from nlu.components.pieces import pieces
from nlu.components.training_data import Example, Phrase, TrainingSet

FOLDS = 2
INTENTS, DANGER = "intents", "danger"
# Nothing is impossible: a share of nothing could not be scaled.
NEVER = 1e-9


@dataclass(frozen=True)
class Opinion:
    """What the judges say of a text: a score an intent, in sorted order, and how far it leans to danger."""

    scores: Floats
    leaning: float


@dataclass(frozen=True)
class Calibration:
    """How scores become probabilities, fitted on held-out folds.

    `sharpness`: one number a language. `danger`: the weights of the intents' log-odds of danger and of the leaning, and
    a constant; what they add up to is the log-odds of danger.
    """

    sharpness: dict[str, float]
    danger: tuple[float, float, float]

    def odds(self, scores: Floats, language: str) -> Floats:
        """Each intent's probability by the intents' judges alone; a row a text, or one text."""
        sharpness = self.sharpness.get(language, min(self.sharpness.values()))
        odds = np.exp(sharpness * (scores - scores.max(axis=-1, keepdims=True))) + NEVER
        return np.asarray(odds / odds.sum(axis=-1, keepdims=True))


class IntentModel:
    """Every intent with its probability; what both kinds of judges say of danger decides how likely danger is."""

    def __init__(self, judges: Judges, danger: Judges, calibration: Calibration) -> None:
        self._judges = judges
        self._danger = danger
        self._calibration = calibration

    @classmethod
    def learn(cls, data: TrainingSet) -> "IntentModel":
        """Trains on everything, after folds that tell how sure the scores may be taken."""
        texts = [pieces(words(example.text)) for example in data.examples]
        return cls.fitted(data, texts, cross_validated(data, texts, FOLDS))

    @classmethod
    def fitted(
        cls, data: TrainingSet, texts: Sequence[Pieces], held_out: Sequence[Opinion]
    ) -> "IntentModel":
        """Trains on everything; `held_out` is what `cross_validated` said of the same texts."""
        labels, languages = _columns(data.examples)
        judges = _fitted(texts, labels, languages, data.phrases)
        return cls(*judges, _calibrated(languages, labels, held_out))

    def ranking(self, found: Sequence[Word], language: str) -> list[tuple[str, float]]:
        """Every intent with its probability, the likeliest first."""
        return self.ranked(_opinion(self._judges, self._danger, pieces(found), language), language)

    def ranked(self, opinion: Opinion, language: str) -> list[tuple[str, float]]:
        """The same from the judges' opinion."""
        names = self._judges.classes
        odds = self._calibration.odds(opinion.scores, language)
        by_intents, by_leaning, constant = self._calibration.danger
        likely = by_intents * together(names, odds) + by_leaning * opinion.leaning + constant
        danger = 1 / (1 + np.exp(-likely))
        mine = np.isin(names, KINDS)
        odds[mine] *= danger / odds[mine].sum()
        odds[~mine] *= (1 - danger) / odds[~mine].sum()
        order = np.argsort(-odds, kind="stable")
        return [(names[n], float(odds[n])) for n in order]

    def arrays(self) -> dict[str, Any]:
        """What `from_arrays` needs."""
        judges = {INTENTS: self._judges, DANGER: self._danger}
        sharpness = self._calibration.sharpness
        return {
            f"{name}/{key}": value
            for name, kept in judges.items()
            for key, value in kept.arrays().items()
        } | {
            "languages": np.array(list(sharpness)),
            "sharpness": np.array(list(sharpness.values())),
            "danger": np.array(self._calibration.danger),
        }

    @classmethod
    def from_arrays(cls, arrays: Any) -> "IntentModel":
        """The model that `arrays` came from."""
        pairs = zip(arrays["languages"], arrays["sharpness"], strict=True)
        sharpness = {str(language): float(value) for language, value in pairs}
        first, second, constant = (float(value) for value in arrays["danger"])
        judges = [
            Judges.from_arrays(
                {
                    key.removeprefix(f"{name}/"): value
                    for key, value in arrays.items()
                    if key.startswith(f"{name}/")
                }
            )
            for name in (INTENTS, DANGER)
        ]
        return cls(judges[0], judges[1], Calibration(sharpness, (first, second, constant)))


def cross_validated(data: TrainingSet, texts: Sequence[Pieces], folds: int) -> list[Opinion]:
    """What judges say of each text who have not seen it."""
    from sklearn.model_selection import StratifiedKFold

    labels, languages = _columns(data.examples)
    opinions: dict[int, Opinion] = {}
    splits = StratifiedKFold(folds, shuffle=True, random_state=0)
    # In each part every intent of every language, as in the whole.
    both = np.array(
        [f"{language} {label}" for language, label in zip(languages, labels, strict=True)]
    )
    for seen, unseen in splits.split(both, both):
        known = [texts[n] for n in seen]
        judges, danger = _fitted(known, labels[seen], languages[seen], data.phrases)
        for n in unseen:
            opinions[int(n)] = _opinion(judges, danger, texts[n], languages[n])
    return [opinions[n] for n in range(len(texts))]


def _fitted(
    texts: Sequence[Pieces], labels: Any, languages: Any, phrases: Sequence[Phrase]
) -> tuple[Judges, Judges]:
    of_danger = lesson(texts, labels, languages, phrases)
    judges, danger = taught(Lesson(texts, labels, languages), of_danger)
    return judges, danger


def _opinion(judges: Judges, danger: Judges, text: Pieces, language: str) -> Opinion:
    return Opinion(judges.scores(text, language), leaning(danger, text, language))


def _columns(examples: Sequence[Example]) -> tuple[Any, Any]:
    labels = np.array([example.intent for example in examples])
    return labels, np.array([example.language for example in examples])


def _calibrated(languages: Any, labels: Any, held_out: Sequence[Opinion]) -> Calibration:
    """Under what the held-out answers were likeliest."""
    from sklearn.linear_model import LogisticRegression

    names = sorted(set(labels))
    scores = np.array([opinion.scores for opinion in held_out])
    sharpness = {
        str(language): _sharpness(
            scores[languages == language], names, labels[languages == language]
        )
        for language in np.unique(languages)
    }
    alone = Calibration(sharpness, (1, 0, 0))
    odds = np.array([alone.odds(row, name) for row, name in zip(scores, languages, strict=True)])
    signs = np.column_stack([together(names, odds), [opinion.leaning for opinion in held_out]])
    fit = LogisticRegression(C=1e3).fit(signs, np.isin(labels, KINDS))
    return Calibration(sharpness, (*map(float, fit.coef_[0]), float(fit.intercept_[0])))  # type: ignore[arg-type]


def _sharpness(scores: Floats, names: Sequence[str], labels: Any) -> float:
    from scipy.optimize import minimize_scalar

    right = np.array([names.index(label) for label in labels])

    def surprise(sharpness: float) -> float:
        scaled = sharpness * scores
        peak = scaled.max(axis=1, keepdims=True)
        total = np.log(np.exp(scaled - peak).sum(axis=1)) + peak[:, 0]
        return float((total - scaled[np.arange(len(scaled)), right]).mean())

    return float(minimize_scalar(surprise, bounds=(0.5, 20), method="bounded").x)
