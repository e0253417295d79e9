"""How accurate is the pipeline in each language? Runs in Rasa's environment and prints one JSON object.

Arguments are the languages to measure, all without. With some only, their intents borrow no words from the others, and
which language a line is in is taken as known: telling sixteen apart is half of the work.
"""

import json
import sys
from collections.abc import Callable, Collection, Sequence
from typing import Any

from nlu.components.entity_model import EntityModel
from nlu.components.gazetteer import Gazetteer
from nlu.components.intent_model import IntentModel, cross_validated
from nlu.components.language_model import LanguageModel
from nlu.components.normalise import words
from nlu.components.pieces import pieces
from nlu.components.places import places
from nlu.components.training_data import Example, TrainingSet, read
from nlu.evaluation import held_out
from nlu.evaluation.cases import cases
from nlu.evaluation.held_out import FOLDS
from nlu.evaluation.scores import Answer, score
from nlu.layout import Layout


def main() -> None:
    """Cross-validation on the training data, then the cases by what all of it teaches."""
    layout, say = Layout(), held_out.progress()
    only = sys.argv[1:]
    data = of_languages(read(layout.data), only)
    written_apart = of_languages(TrainingSet(tuple(cases(layout.cases)), ()), only).examples
    gazetteer = Gazetteer.of(places())

    taken = [] if only else [name for name, _ in held_out.languages(data.examples, say)]
    said = taken or [example.language for example in data.examples]
    entities = held_out.entities(data, gazetteer, said, say)
    say(f"intents of {len(data.examples)} lines in {FOLDS} parts, the longest step")
    texts = [pieces(words(example.text)) for example in data.examples]
    opinions = cross_validated(data, texts, FOLDS)
    say("intents, by all lines")
    intents = IntentModel.fitted(data, texts, opinions)
    rankings = [
        intents.ranked(opinion, example.language)
        for opinion, example in zip(opinions, data.examples, strict=True)
    ]
    told: Sequence[str | None] = taken or [None] * len(said)
    validated = [Answer(*each) for each in zip(rankings, told, entities, strict=True)]
    say(f"{len(written_apart)} sentences written apart")
    identify = None if only else LanguageModel.learn(data.examples).identify
    extract = EntityModel.learn(data, gazetteer).entities
    answers = [_answer(intents, identify, extract, case) for case in written_apart]
    say("measured")
    found = {
        "validated": by_language(data.examples, validated),
        "cases": by_language(written_apart, answers),
    }
    print(json.dumps(found))  # noqa: T201


def of_languages(data: TrainingSet, only: Collection[str]) -> TrainingSet:
    """What is said in the languages of `only`, or everything."""
    if not only:
        return data
    examples = tuple(example for example in data.examples if example.language in only)
    synonyms = tuple(synonym for synonym in data.synonyms if synonym.language in only)
    phrases = tuple(phrase for phrase in data.phrases if phrase.language in only)
    return TrainingSet(examples, synonyms, phrases)


def by_language(examples: Sequence[Example], answers: Sequence[Answer]) -> dict[str, Any]:
    """The scores of each language."""
    found = {}
    for language in sorted({example.language for example in examples}):
        mine = [(e, a) for e, a in zip(examples, answers, strict=True) if e.language == language]
        found[language] = score([e for e, _ in mine], [a for _, a in mine]).as_json()
    return found


def _answer(
    intents: IntentModel,
    identify: Callable[..., Any] | None,
    extract: Callable[..., Any],
    case: Example,
) -> Answer:
    found = words(case.text)
    told = identify(case.text)[0][0] if identify else None
    language = told or case.language
    entities = extract(case.text, found, language)
    return Answer(intents.ranking(found, language), told, entities)


if __name__ == "__main__":
    main()
