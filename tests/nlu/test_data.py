"""The check on the training data finds what is wrong, and our own data is sound."""

import subprocess
import sys

import pytest

from nlu.components.training_data import Annotation, Example, annotated, read
from nlu.evaluation.lint import counts, problems, repeated, shared, unreadable, values
from tests.nlu.folders import a_project


def an_example(text="i am hungry", intent="food", entities=()):
    return Example("en", intent, text, tuple(entities))


def test_annotations_become_spans_of_the_bare_text():
    text, entities = annotated(
        'esol in [leeds]{"entity": "place", "value": "Leeds"} [free]{"entity": "cost"}'
    )

    assert text == "esol in leeds free"
    assert entities == (Annotation("place", "Leeds", 8, 13), Annotation("cost", "free", 14, 18))


def test_a_folder_is_a_language(tmp_path):
    assert read(a_project(tmp_path).data).examples == (an_example(),)


def test_too_few_examples_and_unknown_intents_are_named():
    domain = {"food": "Topics", "abuse": "Safety", "greet": "The bot itself"}

    assert list(counts([an_example(intent="foood")], domain)) == [
        "food has 0 examples, fewer than 150",
        "abuse has 0 examples, fewer than 150",
        "greet has 0 examples, fewer than 60",
        "foood is not in domain.yml",
    ]
    assert list(counts([an_example(intent="greet")] * 60, {"greet": "The bot itself"})) == []


def test_a_line_of_two_intents_is_named_however_it_is_written():
    lines = [an_example("Halal food?"), an_example("halal  food", intent="worship")]

    assert list(shared(lines)) == ["food and worship share a line: halal food"]


def test_a_line_that_an_intent_has_twice_and_one_that_differs_in_one_word_are_named():
    lines = [
        an_example("Where is the food bank?"),
        an_example("where is the food bank"),
        an_example("where is the blood bank", intent="healthcare"),
        an_example("food bank leeds"),
        an_example("food bank york"),
    ]

    assert list(repeated(lines)) == ["food has a line 2 times: where is the food bank"]
    assert list(repeated([*lines[1:], an_example("where is my food bank")])) == [
        "food has lines that differ in one word only: where is my food bank / where is the food bank"
    ]


def test_every_kind_of_problem_is_told_with_its_language(tmp_path):
    layout = a_project(tmp_path)
    domain = "intents:\n# Topics\n- food\n# The bot itself\n- greet\n"
    (tmp_path / "domain.yml").write_text("version: '3.1'\n" + domain)
    lines = ["soup kitchen", "Soup kitchen", "їжа", '[soup]{"entity": "dish"}', "hello"]
    block = "".join(f"    - {line}\n" for line in lines)
    (layout.data / "en/daily.yml").write_text(
        f"nlu:\n- intent: food\n  examples: |\n{block}- intent: greet\n  examples: |\n    - hello\n"
        f"- intent: food\n  examples: |\n" + "    - bread for my child\n" * 60
    )

    told = list(problems(layout))

    assert told[:5] == [
        "en: food has 65 examples, fewer than 150",
        "en: greet has 1 examples, fewer than 60",
        "en: food and greet share a line: hello",
        "en: food has a line 2 times: soup kitchen",
        "en: food has a line 60 times: bread for my child",
    ]
    assert "en: a line in Cyrillic letters: їжа" in told
    assert "en: no such entity: dish (soup)" in told


@pytest.mark.parametrize(
    ("entity", "value"),
    [
        ("colour", "red"),
        ("time", "noon"),
        ("place", "leeds"),
        ("place", "Q70"),
        ("language", "Arabic"),
    ],
)
def test_an_entity_that_is_not_canonical_is_named(entity, value):
    line = an_example(entities=[Annotation(entity, value, 0, 1)])

    assert len(list(values([line]))) == 1


@pytest.mark.parametrize(
    ("entity", "value"),
    [
        ("time", "next_week"),
        ("place", "Leeds"),
        ("place", "LS8 4AB"),
        ("language", "ti"),
        ("cost", "free"),
    ],
)
def test_a_canonical_entity_is_fine(entity, value):
    line = an_example(entities=[Annotation(entity, value, 0, 1)])

    assert list(values([line])) == []


@pytest.mark.parametrize(
    "broken",
    [
        "version: '3.1'\nnlu:\n- intent: food\n  examples: |\n    - [leeds]{entity: place}\n",
        "version: '3.1'\nnlu:\n- intent: food\n  examples: |\n    - [leeds](place)\n",
        "version: '3.1'\nnlu: [\n",
    ],
)
def test_what_cannot_be_read_is_named_with_its_file(tmp_path, broken):
    layout = a_project(tmp_path)
    (layout.data / "en/daily.yml").write_text(broken)

    (problem,) = unreadable(layout)
    assert problem.startswith("en/daily.yml: ")


def test_our_own_data_is_sound():
    done = subprocess.run(
        [sys.executable, "-m", "nlu.evaluation.lint"], capture_output=True, text=True, check=False
    )

    assert (done.stdout, done.returncode) == ("", 0)
