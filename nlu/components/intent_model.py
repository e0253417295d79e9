"""What does the person want, and how sure can we be? One linear model over all languages together."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from nlu.components.linear import Floats, LinearModel, Pieces, Vocabulary
from nlu.components.ngrams import character_ngrams, word_ngrams
from nlu.components.normalise import Word, words
from nlu.components.spelling import skeleton
from nlu.components.training_data import Example

NGRAM = 5
FOLDS = 4
SOUND_NGRAM = 4
# Characters, words, sounds. Words weigh less than what they are made of: people spell as they like, and the sound of a
# word is the same in their own letters and in Latin ones.
SHARES = (1.0, 0.6, 0.8)
# What the second judge (naive Bayes) counts for beside the first (a support vector machine); both are linear.
SECOND = 0.2


def pieces(found: Sequence[Word]) -> Pieces:
    """What a message is judged by."""
    texts = [word.text for word in found]
    sounds = [sound for text in texts if (sound := skeleton(text))]
    return character_ngrams(texts, NGRAM), word_ngrams(texts), character_ngrams(sounds, SOUND_NGRAM)


class IntentModel:
    """Scores become probabilities by one number (sharpness) for each language, fitted on held-out folds."""

    def __init__(self, model: LinearModel, sharpness: dict[str, float]) -> None:
        self._model = model
        self._sharpness = sharpness

    @classmethod
    def learn(cls, examples: Sequence[Example]) -> "IntentModel":
        """Trains on everything, after folds that tell how sure the scores may be taken."""
        texts = [pieces(words(example.text)) for example in examples]
        labels = np.array([example.intent for example in examples])
        return cls.fitted(examples, texts, cross_validated(texts, labels, FOLDS))

    @classmethod
    def fitted(
        cls, examples: Sequence[Example], texts: Sequence[Pieces], held_out: Floats
    ) -> "IntentModel":
        """Trains on everything; `held_out` are the scores of `cross_validated` on the same texts."""
        labels = np.array([example.intent for example in examples])
        return cls(_fitted(texts, labels), _calibrated(examples, labels, held_out))

    def ranking(self, found: Sequence[Word], language: str) -> list[tuple[str, float]]:
        """Every intent with its probability, the likeliest first."""
        return self.ranked(self._model.scores(pieces(found)), language)

    def ranked(self, scores: Floats, language: str) -> list[tuple[str, float]]:
        """The same from the scores."""
        sharpness = self._sharpness.get(language, min(self._sharpness.values()))
        odds = np.exp(sharpness * (scores - scores.max()))
        odds = odds / odds.sum()
        order = np.argsort(-odds, kind="stable")
        return [(self._model.classes[n], float(odds[n])) for n in order]

    def arrays(self) -> dict[str, Any]:
        """What `from_arrays` needs."""
        return self._model.arrays() | {
            "languages": np.array(list(self._sharpness)),
            "sharpness": np.array(list(self._sharpness.values())),
        }

    @classmethod
    def from_arrays(cls, arrays: Any) -> "IntentModel":
        """The model that `arrays` came from."""
        pairs = zip(arrays["languages"], arrays["sharpness"], strict=True)
        sharpness = {str(language): float(value) for language, value in pairs}
        return cls(LinearModel.from_arrays(arrays), sharpness)


def cross_validated(texts: Sequence[Pieces], labels: Any, folds: int) -> Floats:
    """The scores of each text by a model that has not seen it; columns are the sorted intents."""
    from sklearn.model_selection import StratifiedKFold

    names = sorted(set(labels))
    scores = np.zeros((len(texts), len(names)), dtype=np.float32)
    splits = StratifiedKFold(folds, shuffle=True, random_state=0).split(labels, labels)
    for seen, unseen in splits:
        model = _fitted([texts[n] for n in seen], labels[seen])
        at = [names.index(name) for name in model.classes]
        for n in unseen:
            scores[n, at] = model.scores(texts[n])
    return scores


def _fitted(texts: Sequence[Pieces], labels: Any) -> LinearModel:
    from sklearn.naive_bayes import ComplementNB
    from sklearn.svm import LinearSVC

    seen = Vocabulary.of(texts, at_least=1)
    vocabulary = Vocabulary(seen.blocks, seen.weights, SHARES)
    matrix = vocabulary.matrix(texts)
    first = LinearSVC(C=1, class_weight="balanced").fit(matrix, labels)
    second = ComplementNB(alpha=0.1).fit(matrix, labels).feature_log_prob_.T
    second = second - second.mean(axis=1, keepdims=True)
    spread = first.decision_function(matrix).std() / (matrix @ second).std()
    weights = first.coef_.T + SECOND * spread * second
    names = tuple(str(name) for name in first.classes_)
    bias = first.intercept_.astype(np.float32)
    return LinearModel(vocabulary, names, weights.astype(np.float16), bias)


def _calibrated(examples: Sequence[Example], labels: Any, scores: Floats) -> dict[str, float]:
    """For each language the sharpness under which the held-out answers were likeliest."""
    from scipy.optimize import minimize_scalar

    names = sorted(set(labels))
    right = np.array([names.index(label) for label in labels])
    languages = np.array([example.language for example in examples])

    def fitted(mine: Any) -> float:
        def surprise(sharpness: float) -> float:
            scaled = sharpness * scores[mine]
            peak = scaled.max(axis=1, keepdims=True)
            total = np.log(np.exp(scaled - peak).sum(axis=1)) + peak[:, 0]
            return float((total - scaled[np.arange(len(scaled)), right[mine]]).mean())

        return float(minimize_scalar(surprise, bounds=(0.5, 20), method="bounded").x)

    return {str(language): fitted(languages == language) for language in np.unique(languages)}
