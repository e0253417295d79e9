"""How accurate is the pipeline in each language? Runs in Rasa's environment and prints one JSON object."""

import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

from nlu.components.entity_model import EntityModel
from nlu.components.gazetteer import Gazetteer
from nlu.components.intent_model import IntentModel, cross_validated, pieces
from nlu.components.language_model import LanguageModel
from nlu.components.normalise import words
from nlu.components.places import places
from nlu.components.training_data import Annotation, Example, TrainingSet, read
from nlu.evaluation.cases import cases
from nlu.evaluation.scores import Answer, score
from nlu.layout import Layout

FOLDS = 3


def main() -> None:
    """Cross-validation on the training data, then the cases by what all of it teaches."""
    layout = Layout()
    data = read(layout.data)
    gazetteer = Gazetteer.of(places())
    _say(f"cross-validating {len(data.examples)} lines in {FOLDS} parts")
    texts = [pieces(words(example.text)) for example in data.examples]
    held_out = cross_validated(data.examples, texts, FOLDS)
    intents = IntentModel.fitted(data.examples, texts, held_out)
    rankings = [
        intents.ranked(scores, example.language)
        for scores, example in zip(held_out, data.examples, strict=True)
    ]
    validated = _by_language(data.examples, _validated(data, gazetteer, rankings))
    written_apart = cases(layout.root / "tests/nlu/cases")
    answers = _answers(data, gazetteer, intents, written_apart)
    print(json.dumps({"validated": validated, "cases": _by_language(written_apart, answers)}))  # noqa: T201


def _validated(data: TrainingSet, gazetteer: Gazetteer, rankings: Sequence[Any]) -> list[Answer]:
    """Language and entities of each line by models that have not seen it."""
    languages: dict[int, str] = {}
    entities: dict[int, list[Annotation]] = {}
    for fold in range(FOLDS):
        _say(f"languages and entities, part {fold + 1} of {FOLDS}")
        seen = tuple(e for n, e in enumerate(data.examples) if n % FOLDS != fold)
        identify = LanguageModel.learn(seen).identify
        extract = EntityModel.learn(TrainingSet(seen, data.synonyms), gazetteer).entities
        for n in range(fold, len(data.examples), FOLDS):
            text = data.examples[n].text
            languages[n] = identify(text)[0][0]
            entities[n] = extract(text, words(text), languages[n])
    return [Answer(ranking, languages[n], entities[n]) for n, ranking in enumerate(rankings)]


def _answers(
    data: TrainingSet, gazetteer: Gazetteer, intents: IntentModel, sentences: Sequence[Example]
) -> list[Answer]:
    if not sentences:
        return []
    _say(f"reading {len(sentences)} cases")
    identify = LanguageModel.learn(data.examples).identify
    extract = EntityModel.learn(data, gazetteer).entities
    return [_answer(intents, identify, extract, example.text) for example in sentences]


def _answer(
    intents: IntentModel, identify: Callable[..., Any], extract: Callable[..., Any], text: str
) -> Answer:
    found = words(text)
    language = identify(text)[0][0]
    return Answer(intents.ranking(found, language), language, extract(text, found, language))


def _by_language(examples: Sequence[Example], answers: Sequence[Answer]) -> dict[str, Any]:
    found = {}
    for language in sorted({example.language for example in examples}):
        mine = [(e, a) for e, a in zip(examples, answers, strict=True) if e.language == language]
        found[language] = score([e for e, _ in mine], [a for _, a in mine]).as_json()
    return found


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
