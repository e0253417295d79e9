"""How does our way of judging do on MASSIVE? Runs in Rasa's environment and prints one JSON object.

MASSIVE 1.1 (Amazon, CC BY 4.0): 60 intents of a voice assistant, in 11 of our languages. Learnt from its training
split, measured on its test split: our judges, and beside them a plain linear SVM on character n-grams a language.
"""

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from nlu.components.judges import Judges, Lesson, taught
from nlu.components.linear import Pieces
from nlu.components.normalise import words
from nlu.components.pieces import pieces

PLAIN_NGRAMS = (1, 5)
Row = tuple[str, str]


def main() -> None:
    """Arguments: the folder, how many examples an intent (0 for all), and the languages."""
    folder, shots, *languages = sys.argv[1:]
    try:
        splits = {language: rows(Path(folder) / f"{language}.tsv.gz") for language in languages}
    except (OSError, ValueError) as error:
        sys.exit(str(error))
    train = {
        language: few(found["train"], int(shots)) if int(shots) else found["train"]
        for language, found in splits.items()
    }
    judges = _judges(train)
    measured = {}
    for language in languages:
        _say(f"{language}: reading {len(splits[language]['test'])} sentences")
        test = splits[language]["test"]
        measured[language] = {
            "sentences": len(test),
            "examples": len(train[language]),
            "waypost": _accuracy(_judged(judges, language, test), test),
            "plain": _accuracy(_plain(train[language], test), test),
        }
    print(json.dumps(measured))  # noqa: T201


def rows(path: Path) -> dict[str, list[Row]]:
    """Intent and text by partition. ValueError: a line is not partition, tab, intent, tab, utterance."""
    found: dict[str, list[Row]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            partition, intent, text = _fields(line, path.name, number)
            found[partition].append((intent, text))
    return found


def _fields(line: str, name: str, number: int) -> Sequence[str]:
    fields = line.rstrip("\n").split("\t")
    if len(fields) != 3:
        raise ValueError(f"{name}, line {number}: not partition, tab, intent, tab, utterance")
    return fields


def few(found: Sequence[Row], shots: int) -> list[Row]:
    """So many of each intent, the same ones every time."""
    by_intent: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        by_intent[row[0]].append(row)
    draw = Random(0)
    return [
        row
        for name in sorted(by_intent)
        for row in draw.sample(by_intent[name], min(shots, len(by_intent[name])))
    ]


def _judges(train: dict[str, list[Row]]) -> Judges:
    every = [(language, row) for language, found in train.items() for row in found]
    _say(f"learning {len(every)} lines")
    texts = [_pieces(text) for _, (_, text) in every]
    labels = np.array([intent for _, (intent, _) in every])
    languages = np.array([language for language, _ in every])
    return taught(Lesson(texts, labels, languages))[0]


def _judged(judges: Judges, language: str, test: Sequence[Row]) -> Iterator[str]:
    for _, text in test:
        yield judges.classes[int(judges.scores(_pieces(text), language).argmax())]


def _plain(train: Sequence[Row], test: Sequence[Row]) -> Sequence[str]:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    grams = TfidfVectorizer(analyzer="char", ngram_range=PLAIN_NGRAMS, sublinear_tf=True)
    model = LinearSVC().fit(
        grams.fit_transform(text for _, text in train), [intent for intent, _ in train]
    )
    answers: Any = model.predict(grams.transform(text for _, text in test))
    return list(answers)


def _pieces(text: str) -> Pieces:
    return pieces(words(text))


def _accuracy(answers: Any, test: Sequence[Row]) -> float:
    pairs = zip(answers, test, strict=True)
    return sum(answer == intent for answer, (intent, _) in pairs) / len(test)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
