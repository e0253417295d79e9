"""Sentences written apart from the training data are understood, in every language."""

from collections import defaultdict
from pathlib import Path

import pytest

from nlu.client import NluClient
from nlu.evaluation.cases import cases

CASES = cases(Path(__file__).parent / "cases")
LANGUAGES = sorted({case.language for case in CASES})


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_language_keeps_its_accuracy(nlu: NluClient, language: str) -> None:
    """Floors a little below what was measured (`waypost nlu test`)."""
    right: dict[str, list[bool]] = defaultdict(list)
    for case in (case for case in CASES if case.language == language):
        parse = await nlu.parse(case.text)
        right["first"].append(parse.intent == case.intent)
        right["three"].append(case.intent in [name for name, _ in parse.ranking[:3]])
        right["language"].append(parse.language == language)
        if parse.confidence >= 0.6:
            right["sure"].append(parse.intent == case.intent)
        if case.entities:
            wanted = {(entity.entity, entity.value) for entity in case.entities}
            found = {(entity.entity, entity.value) for entity in parse.entities}
            right["entities"].append(wanted <= found)

    shares = {name: sum(outcomes) / len(outcomes) for name, outcomes in right.items()}
    floors = {"first": 0.83, "three": 0.92, "language": 0.95, "sure": 0.92, "entities": 0.82}
    assert {name: share for name, share in shares.items() if share < floors[name]} == {}
