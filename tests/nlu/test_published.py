"""Accuracy is published as figures and as a page, and a language that falls under it is named."""

import random
import shutil
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from nlu.errors import FiguresPartial, LanguageUnknown, RasaMissing
from nlu.evaluation import report
from nlu.evaluation.page import page
from nlu.evaluation.published import fallen, figures, publish
from nlu.evaluation.scores import Confusion, Score
from nlu.layout import Layout
from tests.danger import Danger
from tests.nlu.folders import a_project

FOOD = ("bread", "soup", "rice", "hungry", "eat", "meal", "kitchen", "cooking", "vegetables")
WORK = ("job", "boss", "wages", "shift", "factory", "warehouse", "contract", "hired", "cleaner")
PAIN = ("help", "fire", "knife", "bleeding", "breathe", "ambulance", "attack", "smoke", "trapped")
WORDS = {"food": FOOD, "work": WORK, "emergency": PAIN}
LETTERS = "abcdefghijklmnopqrstuvwxyz"
Lines = dict[str, dict[str, list[str]]]


def a_score(**changed):
    score = Score(
        sentences=200,
        top1=0.9,
        top3=0.98,
        sure=0.8,
        sure_right=0.95,
        calibration=0.05,
        language=0.99,
        short=40,
        language_short=None,
        entity_f1=0.85,
        confusions=(Confusion("food", "money", 3), Confusion("work", "education", 1)),
    )
    return replace(score, **changed)


def published(**changed):
    return {"cases": {"ti": a_score(**changed).as_json()}}


@pytest.mark.parametrize(
    ("figure", "name", "before", "now"),
    [
        ("top1", "top-1", "0.900", "0.879"),
        ("top3", "top-3", "0.980", "0.959"),
        ("entity_f1", "entity F1", "0.850", "0.829"),
    ],
)
def test_a_fall_of_more_than_two_points_is_told_with_both_figures_and_what_to_do(
    figure, name, before, now
):
    (told,) = fallen("ti", published(), a_score(**{figure: float(now)}))

    assert told.startswith(f"ti: {name} on tests/nlu/cases was {before} and is {now}, ")
    assert "make accuracy" in told


def test_a_fall_of_two_points_and_a_rise_are_fine():
    assert fallen("ti", published(), a_score(top1=0.88, top3=1.0, entity_f1=0.83)) == []


def test_a_language_that_was_never_published_cannot_fall():
    assert fallen("am", published(), a_score(top1=0.1)) == []
    assert fallen("am", {}, a_score(top1=0.1)) == []


def test_what_is_published_is_read_again_and_other_parts_stay(tmp_path):
    layout = a_project(tmp_path)
    assert figures(layout) == {}

    danger = Danger(33, 0.5, 0.96969696, 30, 0.1, 0, None)
    publish(layout, {"danger": {"ti": asdict(danger)}} | published(top1=0.5))
    publish(layout, published(top1=2 / 3))

    found = figures(layout)
    assert found["danger"]["ti"]["recall"] == 0.9697
    assert found["cases"]["ti"]["top1"] == 0.6667
    assert fallen("ti", found, a_score(top1=2 / 3)) == []


def test_the_page_is_made_from_the_figures_alone(tmp_path):
    layout = a_project(tmp_path)
    publish(layout, {"cases": {"ti": a_score().as_json(), "am": a_score(top1=0.8).as_json()}})

    said = layout.accuracy_page.read_text(encoding="utf-8")

    assert said == page(figures(layout))
    assert "make accuracy" in said.splitlines()[2]
    rows = [line for line in said.splitlines() if line.startswith(("| am", "| ti"))]
    assert rows == [
        "| am | 200 | 0.800 | 0.980 | 0.800 | 0.950 | 0.050 | 0.990 | – | 40 | 0.850 |",
        "| ti | 200 | 0.900 | 0.980 | 0.800 | 0.950 | 0.050 | 0.990 | – | 40 | 0.850 |",
    ]
    assert "- ti: food → money 3, work → education 1" in said


def test_a_part_of_the_languages_cannot_be_published(tmp_path):
    layout = a_project(tmp_path)

    with pytest.raises(FiguresPartial):
        report.show(layout, ["en"], write=True, say=print)
    with pytest.raises(LanguageUnknown, match="xx"):
        report.show(layout, ["xx"], write=False, say=print)
    with pytest.raises(RasaMissing, match="make setup"):
        report.show(layout, [], write=True, say=print)
    assert not layout.figures.exists()


def a_measured_project(folder: Path, lines: Lines) -> Layout:
    """Our own program, with a little data: lines by language and intent."""
    layout, ours = Layout(folder), Layout()
    leave_out = shutil.ignore_patterns(".venv", "data", "__pycache__", "*.md", "*.json")
    shutil.copytree(ours.root / "nlu", folder / "nlu", ignore=leave_out)
    (folder / "nlu/.venv").symlink_to(ours.root / "nlu/.venv")
    layout.cases.mkdir(parents=True)
    for language, intents in lines.items():
        (layout.data / language).mkdir(parents=True)
        blocks = "".join(_block(intent, texts) for intent, texts in intents.items())
        (layout.data / language / "all.yml").write_text(f"nlu:\n{blocks}")
        (layout.cases / f"{language}.tsv").write_text(f"food\t{intents['food'][0]}\n")
    return layout


def _block(intent: str, texts: list[str]) -> str:
    return f"- intent: {intent}\n  examples: |\n" + "".join(f"    - {text}\n" for text in texts)


def plain_lines(prefix: str = "") -> dict[str, list[str]]:
    """Each intent has words of its own."""
    return {
        intent: [f"{prefix}{a} {prefix}{b}" for a in words for b in words]
        for intent, words in WORDS.items()
    }


def nonsense(chance: random.Random) -> dict[str, list[str]]:
    """No line tells anything of another."""
    return {intent: [_nonsense(chance) for _ in range(60)] for intent in WORDS}


def _nonsense(chance: random.Random) -> str:
    return " ".join("".join(chance.choices(LETTERS, k=7)) for _ in range(2))


def test_measuring_publishes_every_language_judged_by_models_that_have_not_seen_the_line(
    tmp_path, capfd
):
    chance = random.Random(0)
    lines = {"en": plain_lines(), "so": nonsense(chance), "sw": nonsense(chance)}
    layout = a_measured_project(tmp_path, lines)

    report.show(layout, [], write=True, say=print)

    found = figures(layout)
    assert [sorted(found[part]) for part in ("validated", "cases")] == [["en", "so", "sw"]] * 2
    assert found["validated"]["en"]["sentences"] == 243
    assert found["validated"]["en"]["top1"] > 0.9
    assert found["cases"]["en"]["language"] == 1
    for language in ("so", "sw"):
        # Chance: one intent of three, and one language of two or three.
        assert found["validated"][language]["top1"] < 0.6
        assert found["validated"][language]["language"] < 0.8
        assert found["cases"][language]["top1"] == 1
    told = capfd.readouterr()
    assert "Training lines, by models that have not seen them" in told.out
    assert "Sentences written apart" in told.out
    assert "languages, part 2 of 2" in told.err


def test_one_language_can_be_measured_by_itself(tmp_path, capfd):
    layout = a_measured_project(tmp_path, {"en": plain_lines(), "sw": plain_lines("ki")})

    report.show(layout, ["sw"], write=False, say=print)

    rows = [line for line in capfd.readouterr().out.splitlines() if line.startswith("│")]
    assert {row.split()[1] for row in rows} == {"sw"}
    # Nothing to tell it from.
    assert [cell.strip() for cell in rows[0].split("│")[8:10]] == ["–", "–"]
    assert not layout.figures.exists()
