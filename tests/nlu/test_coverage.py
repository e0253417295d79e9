"""A writer sees which intents are thin, and which lines say the same, or say it in another language."""

import pytest

from nlu.components.training_data import Annotation, Example
from nlu.errors import DataUnreadable, LanguageUnknown
from nlu.evaluation.coverage import coverage, thin
from nlu.evaluation.coverage_report import alike, show
from nlu.evaluation.demand import headings
from nlu.evaluation.near import near
from nlu.evaluation.scripts import misplaced
from nlu.evaluation.strangers import strangers
from tests.nlu.folders import a_project

DOMAIN = """version: "3.1"

intents:
# Topics, each answered from listings
- food
- work
# The bot itself
- greet

entities:
- place
"""


def a_line(text="i am hungry", intent="food", language="en", entities=()):
    return Example(language, intent, text, tuple(entities))


def test_an_intent_is_known_by_the_heading_above_it():
    assert headings(DOMAIN) == {"food": "Topics", "work": "Topics", "greet": "The bot itself"}


def test_a_writer_sees_how_much_was_written_of_an_intent():
    leeds = Annotation("place", "Leeds", 13, 18)
    story = "my wife and i came from sudan and we have no money for bread"
    lines = [
        a_line("food bank in leeds", entities=[leeds]),
        a_line("food bank in york"),
        a_line("where is food"),
        a_line(story),
        a_line("i need money", intent="work"),
    ]

    food, work, greet = coverage(lines, headings(DOMAIN))

    assert (food.lines, food.fewest, food.missing) == (4, 150, 146)
    assert (food.short, food.stories, food.annotated) == (1, 1, 0.25)
    # All but "i" and "money", which work has too.
    assert (food.words, food.own) == (20, 18)
    assert food.opening == pytest.approx(2 / 3)
    assert food.near == 1
    assert (work.lines, work.own) == (1, 1)
    assert (greet.lines, greet.missing, greet.annotated) == (0, 60, 0.0)


def test_a_topic_that_says_less_than_the_others_is_thin():
    domain = dict.fromkeys(("food", "work", "housing"), "Topics") | {"greet": "The bot itself"}
    lines = [
        a_line("a b c d e f g h"),
        a_line("i j k l m n o p", intent="work"),
        a_line("q r s t u", intent="housing"),
        a_line("v", intent="greet"),
    ]

    assert thin(coverage(lines, domain)) == ["housing"]


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("I need a warm bed", "i need a soft bed"),
        ("i need a very warm bed", "i need a warm bed"),
        ("need a warm bed", "i need a warm bed"),
        ("i need a warm bed tonight", "i need a warm bed"),
        ("please need a warm bed", "i need a warm bed"),
    ],
)
def test_lines_that_differ_in_one_word_are_near(later, earlier):
    assert near([earlier, "where is the mosque please", later], 4) == [(later, earlier)]


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("i need a soft chair", "i need a warm bed"),
        ("bed warm a need i", "i need a warm bed"),
        ("a i need warm bed", "i need a warm bed"),
        ("food bank leeds", "food bank york"),
        ("food bank in leeds", "food bank leeds"),
    ],
)
def test_lines_that_differ_more_or_are_short_are_not(later, earlier):
    assert near([earlier, later], 4) == []


def test_short_lines_that_are_alike_are_shown_to_the_writer_by_intent():
    lines = [a_line("food bank leeds"), a_line("food bank york"), a_line("food bank hull", "work")]

    assert list(alike(lines)) == [("food", "food bank york", "food bank leeds")]


def test_a_line_in_a_script_that_the_language_is_not_written_in_is_named():
    arabic = ["وين اتعلم انجليزي", "ana ju3an", "عندي مشكلة مع ال GP", "😀 12"]

    assert list(misplaced(arabic * 20)) == []
    assert list(misplaced(["وين اتعلم انجليزي"] * 99 + ["ana ju3an"])) == []
    assert list(misplaced([*arabic * 20, "шукаю роботу"])) == [("Cyrillic", "шукаю роботу")]


def test_the_ukrainian_apostrophe_and_a_spanish_ordinal_are_of_no_other_script():
    assert list(misplaced(["мʼяч", "пʼятниця"])) == []
    assert list(misplaced(["1º piso", "2ª planta", "µ"] + ["calle larga"] * 9)) == [("Greek", "µ")]


def test_a_line_that_reads_like_another_language_is_shown_unless_that_language_has_it_too():
    lines = [
        a_line("necesito un abogado", language="pt"),
        a_line("preciso de comida", language="pt"),
        a_line("bom dia", language="pt"),
        a_line("no tengo casa", language="pt"),
        a_line("No tengo casa!", language="es"),
        a_line("onde posso comer", language="pt"),
    ]
    taken = [("es", 0.9), ("pt", 0.9), ("es", 0.9), ("es", 0.9), ("es", 0.9), ("es", 0.6)]

    (found,) = strangers(lines, taken)

    assert (found.line, found.taken_for, found.sure) == (lines[0], "es", 0.9)


def test_the_table_has_a_row_for_each_language_and_for_each_intent_of_one(tmp_path, capsys):
    layout = a_project(tmp_path)
    (tmp_path / "domain.yml").write_text(DOMAIN)

    show(layout, [], lines=False, say=print)
    (row,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("│")]
    # Two topics need 150 lines and a greeting 60; one line is there.
    assert [cell.strip() for cell in row.split("│")[1:4]] == ["en", "1", "359"]

    show(layout, ["en"], lines=False, say=print)
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith("│")]
    assert [row.split()[1] for row in rows] == ["food", "work", "greet"]


def test_a_language_without_data_and_data_that_cannot_be_read_are_said(tmp_path):
    layout = a_project(tmp_path)

    with pytest.raises(LanguageUnknown, match="xx"):
        show(layout, ["xx"], lines=False, say=print)
    (layout.data / "en/daily.yml").write_text("nlu: [\n")
    with pytest.raises(DataUnreadable, match=r"en/daily\.yml"):
        show(layout, [], lines=False, say=print)
