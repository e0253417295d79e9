"""What do models say of training lines that they have not seen? Runs in Rasa's environment.

As a program it prints the likeliest language of each line with its probability, as JSON.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence

from nlu.components.entity_model import EntityModel
from nlu.components.gazetteer import Gazetteer
from nlu.components.language_model import LanguageModel
from nlu.components.normalise import words
from nlu.components.training_data import Annotation, Example, TrainingSet, read
from nlu.layout import Layout

Say = Callable[[str], None]
FOLDS = 2


def main() -> None:
    """In the order of the training data."""
    print(json.dumps(languages(read(Layout().data).examples, progress())))  # noqa: T201


def languages(examples: Sequence[Example], say: Say) -> list[tuple[str, float]]:
    """The likeliest language of each line with its probability."""
    found: dict[int, tuple[str, float]] = {}
    for fold in range(FOLDS):
        say(f"languages, part {fold + 1} of {FOLDS}")
        identify = LanguageModel.learn(_seen(examples, fold)).identify
        found |= {n: identify(examples[n].text)[0] for n in _unseen(examples, fold)}
    return [found[n] for n in range(len(examples))]


def entities(
    data: TrainingSet, gazetteer: Gazetteer, said: Sequence[str], say: Say
) -> list[list[Annotation]]:
    """The entities of each line, read in the languages `said`."""
    found: dict[int, list[Annotation]] = {}
    for fold in range(FOLDS):
        say(f"entities, part {fold + 1} of {FOLDS}")
        seen = TrainingSet(_seen(data.examples, fold), data.synonyms)
        extract = EntityModel.learn(seen, gazetteer).entities
        for n in _unseen(data.examples, fold):
            text = data.examples[n].text
            found[n] = extract(text, words(text), said[n])
    return [found[n] for n in range(len(data.examples))]


def _seen(examples: Sequence[Example], fold: int) -> tuple[Example, ...]:
    return tuple(example for n, example in enumerate(examples) if n % FOLDS != fold)


def _unseen(examples: Sequence[Example], fold: int) -> range:
    return range(fold, len(examples), FOLDS)


def progress() -> Say:
    """Says a line on standard error, with the minutes and seconds since the first."""
    start = time.monotonic()

    def say(line: str) -> None:
        minutes, seconds = divmod(int(time.monotonic() - start), 60)
        print(f"  {minutes}:{seconds:02} {line}", file=sys.stderr, flush=True)  # noqa: T201

    return say


if __name__ == "__main__":
    main()
