"""Sentences written apart from the training data are understood, in every language, and no worse than published."""

import pytest

from nlu.client import NluClient
from nlu.components.training_data import Annotation, Example
from nlu.evaluation.cases import cases
from nlu.evaluation.page import page
from nlu.evaluation.published import fallen, figures
from nlu.evaluation.scores import Answer, Score, score
from nlu.layout import Layout

LAYOUT = Layout()
CASES = cases(LAYOUT.cases)
LANGUAGES = sorted({case.language for case in CASES})
PUBLISHED = figures(LAYOUT)
# Below these nothing is published, whatever was measured before.
FLOORS = {
    "top1": 0.83,
    "top3": 0.92,
    "language": 0.95,
    "sure_right": 0.92,
    "entity_f1": 0.80,
}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_language_keeps_its_accuracy(nlu: NluClient, language: str) -> None:
    measured = await _measured(nlu, [case for case in CASES if case.language == language])

    said = measured.as_json()
    assert {name: said[name] for name, floor in FLOORS.items() if said[name] < floor} == {}
    fell = fallen(language, PUBLISHED, measured)
    assert not fell, "\n".join(fell)


def test_what_is_published_covers_every_language() -> None:
    """`make accuracy` measures and writes it."""
    assert sorted(PUBLISHED.get("validated", {})) == LAYOUT.languages()
    assert sorted(PUBLISHED.get("cases", {})) == LANGUAGES
    assert sorted(PUBLISHED.get("danger", {})) == LAYOUT.languages()


def test_the_page_says_what_is_published() -> None:
    assert LAYOUT.accuracy_page.read_text(encoding="utf-8") == page(PUBLISHED)


async def _measured(nlu: NluClient, sentences: list[Example]) -> Score:
    return score(sentences, [await _answer(nlu, sentence.text) for sentence in sentences])


async def _answer(nlu: NluClient, text: str) -> Answer:
    parse = await nlu.parse(text)
    entities = [Annotation(**vars(entity)) for entity in parse.entities]
    return Answer(parse.ranking, parse.language, entities)
