"""The check on the training data finds what is wrong, and our own data is sound."""

import subprocess
import sys

import pytest

from nlu.components.training_data import Annotation, Example, annotated, read
from nlu.evaluation.lint import counts, shared, unreadable, values
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
    assert list(counts([an_example(intent="foood")], ["food"])) == [
        "food has 0 examples, fewer than 25",
        "foood is not in domain.yml",
    ]


def test_a_line_of_two_intents_is_named_however_it_is_written():
    lines = [an_example("Halal food?"), an_example("halal  food", intent="worship")]

    assert list(shared(lines)) == ["food and worship share a line: halal food"]


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
