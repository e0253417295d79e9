"""Who judges a message? One linear model over all languages together, and one of the message's own language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nlu.components.linear import Floats, LinearModel, Pieces, Vocabulary

# Characters, words, sounds. Words weigh less than what they are made of: people spell as they like, and the sound of a
# word is the same in their own letters and in Latin ones.
SHARES = (1.0, 0.6, 0.8)
# What naive Bayes counts for beside the support vector machine; both are linear, so their weights are added.
SECOND = 0.2
JOINT = "joint"
# A piece of a single line tells a language's own judge little; the joint one has it anyway. Half the memory.
ENOUGH = 2
# A third faster than scikit-learn's 0.0001, and no sentence written apart is read worse.
TOLERANCE = 0.1


@dataclass(frozen=True)
class Judges:
    """The joint model lends words across languages; the own one knows how this language says it. They add up.

    A language whose training lines do not hold every intent has no judge of its own.
    """

    joint: LinearModel
    own: Mapping[str, LinearModel]

    @property
    def classes(self) -> tuple[str, ...]:
        """The intents, sorted."""
        return self.joint.classes

    def scores(self, text: Pieces, language: str) -> Floats:
        """One score an intent, in the order of `classes`."""
        scores = self.joint.scores(text)
        own = self.own.get(language)
        return scores if own is None else scores + own.scores(text)

    def arrays(self) -> dict[str, Any]:
        """What `from_arrays` needs."""
        models = {JOINT: self.joint, **self.own}
        return {
            f"{name}/{key}": value
            for name, model in models.items()
            for key, value in model.arrays().items()
        }

    @classmethod
    def from_arrays(cls, arrays: Any) -> "Judges":
        """The judges that `arrays` came from."""
        models = dict(_models(arrays))
        return cls(models.pop(JOINT), models)


@dataclass(frozen=True)
class Lesson:
    """Texts, and for each its label and its language."""

    texts: Sequence[Pieces]
    labels: Any
    languages: Any

    def groups(self) -> dict[str, Any]:
        """Which texts each judge learns from, by number."""
        names = set(self.labels)
        found: dict[str, Any] = {JOINT: np.arange(len(self.texts))}
        for language in sorted(set(self.languages)):
            mine = np.flatnonzero(self.languages == language)
            if set(self.labels[mine]) == names:
                found[str(language)] = mine
        return found


def taught(*lessons: Lesson) -> list[Judges]:
    """The judges of each lesson; of all lessons as many at a time as there are processors, the longest first."""
    from joblib import Parallel, delayed

    jobs = [
        (number, name, which)
        for number, lesson in enumerate(lessons)
        for name, which in lesson.groups().items()
    ]
    jobs.sort(key=lambda job: -len(job[2]))
    # In processes: liblinear holds on to the interpreter's lock.
    fit = delayed(fitted)
    models = Parallel(n_jobs=-1)(
        fit(
            [lessons[number].texts[n] for n in which],
            lessons[number].labels[which],
            1 if name == JOINT else ENOUGH,
        )
        for number, name, which in jobs
    )
    found: list[dict[str, LinearModel]] = [{} for _ in lessons]
    for (number, name, _), model in zip(jobs, models, strict=True):
        found[number][name] = model
    return [Judges(mine.pop(JOINT), mine) for mine in found]


def _models(arrays: Any) -> Iterator[tuple[str, LinearModel]]:
    names = dict.fromkeys(key.partition("/")[0] for key in arrays if "/" in key)
    for name in names:
        mine = {key.partition("/")[2]: key for key in arrays if key.partition("/")[0] == name}
        yield name, LinearModel.from_arrays({short: arrays[key] for short, key in mine.items()})


def fitted(texts: Sequence[Pieces], labels: Any, at_least: int) -> LinearModel:
    """One judge, on the pieces that so many texts have."""
    from sklearn.naive_bayes import ComplementNB
    from sklearn.svm import LinearSVC

    seen = Vocabulary.of(texts, at_least)
    vocabulary = Vocabulary(seen.blocks, seen.weights, SHARES)
    matrix = vocabulary.matrix(texts)
    first = LinearSVC(C=1, class_weight="balanced", tol=TOLERANCE).fit(matrix, labels)
    second = ComplementNB(alpha=0.1).fit(matrix, labels).feature_log_prob_.T
    second = second - second.mean(axis=1, keepdims=True)
    spread = first.decision_function(matrix).std() / (matrix @ second).std()
    # Of two classes scikit-learn keeps the weights of the second only.
    sides = 1 if len(first.classes_) > 2 else np.array([-1, 1])
    weights = first.coef_.T * sides + SECOND * spread * second
    names = tuple(str(name) for name in first.classes_)
    bias = (first.intercept_ * sides).astype(np.float32)
    return LinearModel(vocabulary, names, weights.astype(np.float16), bias)
