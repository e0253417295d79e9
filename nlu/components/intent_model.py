"""What does the person want, and how sure can we be? The judges' scores as probabilities."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from nlu.components.judges import Judges
from nlu.components.linear import Floats, Pieces
from nlu.components.ngrams import character_ngrams, word_ngrams
from nlu.components.normalise import Word, words
from nlu.components.spelling import skeleton
from nlu.components.training_data import Example

NGRAM = 5
FOLDS = 2
SOUND_NGRAM = 4


def pieces(found: Sequence[Word]) -> Pieces:
    """What a message is judged by."""
    texts = [word.text for word in found]
    sounds = [sound for text in texts if (sound := skeleton(text))]
    return character_ngrams(texts, NGRAM), word_ngrams(texts), character_ngrams(sounds, SOUND_NGRAM)


class IntentModel:
    """Scores become probabilities by one number (sharpness) for each language, fitted on held-out folds."""

    def __init__(self, judges: Judges, sharpness: dict[str, float]) -> None:
        self._judges = judges
        self._sharpness = sharpness

    @classmethod
    def learn(cls, examples: Sequence[Example]) -> "IntentModel":
        """Trains on everything, after folds that tell how sure the scores may be taken."""
        texts = [pieces(words(example.text)) for example in examples]
        return cls.fitted(examples, texts, cross_validated(examples, texts, FOLDS))

    @classmethod
    def fitted(
        cls, examples: Sequence[Example], texts: Sequence[Pieces], held_out: Floats
    ) -> "IntentModel":
        """Trains on everything; `held_out` are the scores of `cross_validated` on the same texts."""
        labels, languages = _columns(examples)
        judges = Judges.fitted(texts, labels, languages)
        return cls(judges, _calibrated(languages, labels, held_out))

    def ranking(self, found: Sequence[Word], language: str) -> list[tuple[str, float]]:
        """Every intent with its probability, the likeliest first."""
        return self.ranked(self._judges.scores(pieces(found), language), language)

    def ranked(self, scores: Floats, language: str) -> list[tuple[str, float]]:
        """The same from the scores."""
        sharpness = self._sharpness.get(language, min(self._sharpness.values()))
        odds = np.exp(sharpness * (scores - scores.max()))
        odds = odds / odds.sum()
        order = np.argsort(-odds, kind="stable")
        return [(self._judges.classes[n], float(odds[n])) for n in order]

    def arrays(self) -> dict[str, Any]:
        """What `from_arrays` needs."""
        return self._judges.arrays() | {
            "languages": np.array(list(self._sharpness)),
            "sharpness": np.array(list(self._sharpness.values())),
        }

    @classmethod
    def from_arrays(cls, arrays: Any) -> "IntentModel":
        """The model that `arrays` came from."""
        pairs = zip(arrays["languages"], arrays["sharpness"], strict=True)
        sharpness = {str(language): float(value) for language, value in pairs}
        return cls(Judges.from_arrays(arrays), sharpness)


def cross_validated(examples: Sequence[Example], texts: Sequence[Pieces], folds: int) -> Floats:
    """The scores of each text by judges that have not seen it; columns are the sorted intents."""
    from sklearn.model_selection import StratifiedKFold

    labels, languages = _columns(examples)
    names = sorted(set(labels))
    scores = np.zeros((len(texts), len(names)), dtype=np.float32)
    splits = StratifiedKFold(folds, shuffle=True, random_state=0)
    # In each part every intent of every language, as in the whole.
    both = np.array(
        [f"{language} {label}" for language, label in zip(languages, labels, strict=True)]
    )
    for seen, unseen in splits.split(both, both):
        judges = Judges.fitted([texts[n] for n in seen], labels[seen], languages[seen])
        at = [names.index(name) for name in judges.classes]
        for n in unseen:
            scores[n, at] = judges.scores(texts[n], languages[n])
    return scores


def _columns(examples: Sequence[Example]) -> tuple[Any, Any]:
    labels = np.array([example.intent for example in examples])
    return labels, np.array([example.language for example in examples])


def _calibrated(languages: Any, labels: Any, scores: Floats) -> dict[str, float]:
    """For each language the sharpness under which the held-out answers were likeliest."""
    from scipy.optimize import minimize_scalar

    names = sorted(set(labels))
    right = np.array([names.index(label) for label in labels])

    def fitted(mine: Any) -> float:
        def surprise(sharpness: float) -> float:
            scaled = sharpness * scores[mine]
            peak = scaled.max(axis=1, keepdims=True)
            total = np.log(np.exp(scaled - peak).sum(axis=1)) + peak[:, 0]
            return float((total - scaled[np.arange(len(scaled)), right[mine]]).mean())

        return float(minimize_scalar(surprise, bounds=(0.5, 20), method="bounded").x)

    return {str(language): fitted(languages == language) for language in np.unique(languages)}
