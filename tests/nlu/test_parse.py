"""Rasa's answers, and rubbish in their place, as the bot reads them."""

import pytest

from nlu.errors import NluRubbish
from nlu.parse import Entity, decode


def an_answer(**changes: object) -> dict[str, object]:
    return {
        "text": "esol in leeds",
        "language": {"code": "en", "confidence": 0.9},
        "intent": {"name": "learn_english", "confidence": 0.8},
        "intent_ranking": [
            {"name": "learn_english", "confidence": 0.8},
            {"name": "education", "confidence": 0.1},
        ],
        "entities": [
            {
                "entity": "place",
                "value": "Leeds",
                "start": 8,
                "end": 13,
                "extractor": "EntityExtractor",
            }
        ],
    } | changes


def test_an_answer_becomes_a_parse() -> None:
    parse = decode(an_answer(), "esol in leeds")

    assert (parse.intent, parse.confidence) == ("learn_english", 0.8)
    assert (parse.language, parse.language_confidence) == ("en", 0.9)
    assert parse.ranking == (("learn_english", 0.8), ("education", 0.1))
    assert parse.entities == (Entity("place", "Leeds", 8, 13),)
    assert parse.values("place") == ("Leeds",)
    assert parse.values("time") == ()


def test_a_server_that_knows_no_languages_leaves_the_language_undetermined() -> None:
    parse = decode(an_answer(language=None), "esol in leeds")

    assert (parse.language, parse.language_confidence) == ("und", 0.0)


def test_an_answer_without_a_ranking_ranks_its_one_intent() -> None:
    parse = decode(an_answer(intent_ranking=None), "esol in leeds")

    assert parse.ranking == (("learn_english", 0.8),)


@pytest.mark.parametrize(
    "entity",
    [
        "leeds",
        {"entity": "place"},
        {"entity": "place", "value": 5, "start": 0, "end": 2},
        {"entity": "place", "value": "Leeds", "start": 8, "end": 14},
        {"entity": "place", "value": "Leeds", "start": -1, "end": 3},
    ],
)
def test_an_entity_that_makes_no_sense_is_left_out(entity: object) -> None:
    assert decode(an_answer(entities=[entity]), "esol in leeds").entities == ()


@pytest.mark.parametrize(
    "rubbish",
    [None, [], "ok", 5, {}, {"intent": None}, {"intent": {"name": None, "confidence": 0.0}}],
)
def test_an_answer_that_names_no_intent_is_rubbish(rubbish: object) -> None:
    with pytest.raises(NluRubbish):
        decode(rubbish, "hello")
