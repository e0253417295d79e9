"""Which of our languages is a message in, and how sure can we be? Learned from the training data itself."""

import random
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from nlu.components.linear import LinearModel, Pieces, Vocabulary, located
from nlu.components.ngrams import character_ngrams, word_ngrams
from nlu.components.training_data import Example

NGRAM = 4
# A script counts as one that a language is written in from this share of its letters on.
SCRIPT_SHARE = 0.02
# More text says nothing new.
LONGEST = 600
UNKNOWN = "und"
# Everybody here mixes in its words.
LENDER = "en"
# Shares of n-grams that a language has: of another's text, and of its own (measured on sentences written apart).
FOREIGN, OWN = 0.65, 0.88

Scores = list[tuple[str, float]]


def raw_words(text: str) -> list[str]:
    """The words with every mark and letter that tells one language from its neighbour, in lower case."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).lower()
    return "".join(c if unicodedata.category(c)[0] in "LM" else " " for c in plain).split()


def scripts(words: Sequence[str]) -> Counter[str]:
    """How many letters of each script there are."""
    return Counter(
        unicodedata.name(letter, "").split(" ")[0]
        for word in words
        for letter in word
        if letter.isalpha()
    )


class LanguageModel:
    """A linear model over characters and words, held to the languages whose script the message is in."""

    def __init__(self, model: LinearModel, written_in: dict[str, list[str]], used_by: Any) -> None:
        """`used_by`: for each n-gram of the vocabulary the languages that use it, a bit each."""
        self._model = model
        self._written_in = written_in
        self._used_by = used_by

    @classmethod
    def learn(cls, examples: Sequence[Example]) -> "LanguageModel":
        """From whole lines and from one or two words cut out of each: people write short."""
        from joblib import Parallel, delayed

        lines = [(raw_words(_without_places(example)), example.language) for example in examples]
        lines = [(words, language) for words, language in lines if words]
        texts = _own(lines + _cut(lines))
        pieces = [_pieces(words) for words, _ in texts]
        vocabulary = Vocabulary.of(pieces, at_least=1)
        matrix = vocabulary.matrix(pieces)
        names = sorted({language for _, language in texts})
        labels = np.array([language for _, language in texts])
        fit = delayed(_told_apart)
        fitted = Parallel(n_jobs=-1)(fit(matrix, labels == name) for name in names)
        model = LinearModel(
            vocabulary,
            tuple(names),
            np.array([weights for weights, _ in fitted], dtype=np.float16).T.copy(),
            np.array([bias for _, bias in fitted], dtype=np.float32),
        )
        return cls(model, _written_in(lines), _used_by(vocabulary, pieces, labels, names))

    def identify(self, text: str) -> Scores:
        """Every language that writes in this script with its probability, the likeliest first; `und` for none."""
        words = raw_words(text)
        letters = scripts(words)
        allowed = self._allowed(letters)
        if not allowed:
            return [(UNKNOWN, 0.0)]
        pieces = _pieces(words)
        scores = self._model.scores(pieces)
        kept = [n for n, name in enumerate(self._model.classes) if name in allowed]
        odds = np.exp(scores[kept] - scores[kept].max())
        share = self._known(letters)
        found = [
            (self._model.classes[n], float(p) * share * self._typical(n, pieces))
            for n, p in zip(kept, odds / odds.sum(), strict=True)
        ]
        return sorted(found, key=lambda pair: -pair[1])

    def _allowed(self, letters: Counter[str]) -> set[str]:
        """A script other than Latin decides even where Latin letters are more: people mix in English words."""
        known = {script: count for script, count in letters.items() if script in self._written_in}
        other = {script: count for script, count in known.items() if script != "LATIN"}
        if other and sum(other.values()) * 4 >= sum(known.values()):
            known = other
        return set(self._written_in[max(known, key=lambda s: known[s])]) if known else set()

    def _known(self, letters: Counter[str]) -> float:
        """The share of letters that are in a script of ours."""
        mine = sum(count for script, count in letters.items() if script in self._written_in)
        return mine / sum(letters.values())

    def _typical(self, language: int, pieces: Pieces) -> float:
        """From 0 to 1: whether the language has such letters in a row at all. German is not English."""
        at, known = located(self._model.vocabulary.blocks[0], np.unique(pieces[0]))
        used = (self._used_by[at] >> np.uint32(language)) & 1
        share = float((known & (used == 1)).mean())
        return min(max((share - FOREIGN) / (OWN - FOREIGN), 0.0), 1.0)

    def arrays(self) -> dict[str, Any]:
        """What `from_arrays` needs."""
        pairs = [f"{script} {name}" for script, names in self._written_in.items() for name in names]
        return self._model.arrays() | {
            "written_in": np.array(pairs),
            "used_by": self._used_by,
        }

    @classmethod
    def from_arrays(cls, arrays: Any) -> "LanguageModel":
        """The model that `arrays` came from."""
        written_in: dict[str, list[str]] = {}
        for pair in arrays["written_in"]:
            script, name = str(pair).split(" ")
            written_in.setdefault(script, []).append(name)
        return cls(LinearModel.from_arrays(arrays), written_in, arrays["used_by"])


def _told_apart(matrix: Any, mine: Any) -> tuple[Any, float]:
    """One language against all others: weights and bias."""
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression(C=10, solver="liblinear").fit(matrix, mine)
    return fitted.coef_[0], float(fitted.intercept_[0])


def _own(texts: list[tuple[list[str], str]]) -> list[tuple[list[str], str]]:
    """Without what other languages borrow whole: "home office interview" is English, whoever writes it."""
    english = Counter(word for words, language in texts if language == LENDER for word in words)
    known = {word for word, count in english.items() if count > 1}
    return [
        (words, language)
        for words, language in texts
        if language == LENDER or not known.issuperset(words)
    ]


def _used_by(
    vocabulary: Vocabulary, pieces: Sequence[Pieces], labels: Any, names: Sequence[str]
) -> Any:
    used = np.zeros(len(vocabulary.blocks[0]), dtype=np.uint32)
    for found, label in zip(pieces, labels, strict=True):
        at, _ = located(vocabulary.blocks[0], np.unique(found[0]))
        used[at] |= np.uint32(1 << names.index(label))
    return used


def _pieces(words: Sequence[str]) -> Pieces:
    return character_ngrams(words, NGRAM), word_ngrams(words)[: len(words)]


def _without_places(example: Example) -> str:
    """A town's name says nothing of the language."""
    text = example.text
    for entity in example.entities:
        if entity.entity == "place":
            text = text[: entity.start] + " " * (entity.end - entity.start) + text[entity.end :]
    return text


def _cut(lines: list[tuple[list[str], str]]) -> list[tuple[list[str], str]]:
    chance = random.Random(0)
    cut = []
    for words, language in lines:
        for size in (1, 2):
            if len(words) > size:
                first = chance.randrange(len(words) - size + 1)
                cut.append((words[first : first + size], language))
    return cut


def _written_in(lines: list[tuple[list[str], str]]) -> dict[str, list[str]]:
    letters: dict[str, Counter[str]] = {}
    for words, language in lines:
        letters.setdefault(language, Counter()).update(scripts(words))
    found: dict[str, list[str]] = {}
    for language, counts in sorted(letters.items()):
        for script, count in counts.items():
            if count >= SCRIPT_SHARE * sum(counts.values()):
                found.setdefault(script, []).append(language)
    return found
