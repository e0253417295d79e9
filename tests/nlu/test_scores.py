"""The figures mean what their names say."""

import pytest

from nlu.components.training_data import Annotation, Example
from nlu.evaluation.scores import Answer, Confusion, calibration_error, is_short, score


def a_sentence(intent="food", text="where can i get food today", entities=()):
    return Example("en", intent, text, tuple(entities))


def an_answer(*ranking, language="en", entities=()):
    return Answer(ranking or (("food", 0.9),), language, entities)


def test_shares_are_counted_over_sentences():
    sentences = [a_sentence(), a_sentence("work"), a_sentence("housing"), a_sentence("greet")]
    answers = [
        an_answer(("food", 0.8), ("work", 0.1), ("greet", 0.1)),
        an_answer(("food", 0.7), ("greet", 0.2), ("work", 0.1)),
        an_answer(("food", 0.4), ("greet", 0.2), ("work", 0.2), ("housing", 0.2)),
        an_answer(("greet", 0.5), ("food", 0.5), language="fr"),
    ]

    found = score(sentences, answers)

    assert (found.sentences, found.top1, found.top3) == (4, 0.5, 0.75)
    assert (found.sure, found.sure_right) == (0.5, 0.5)
    assert found.language == 0.75


def test_the_language_of_one_to_three_words_is_counted_apart():
    sentences = [a_sentence(text="food"), a_sentence(text="food bank leeds"), a_sentence()]
    answers = [an_answer(language="pl"), an_answer(), an_answer(language="pl")]

    found = score(sentences, answers)

    assert (found.short, found.language_short) == (2, 0.5)


def test_a_language_that_was_taken_as_known_has_no_share():
    found = score([a_sentence(text="food")], [an_answer(language=None)])

    assert (found.language, found.short, found.language_short) == (None, 0, None)


@pytest.mark.parametrize("text", ["999", "😀", "i need a bed", ""])
def test_what_has_no_letters_or_more_words_is_not_short(text):
    assert not is_short(text)


def test_what_was_never_there_has_no_share():
    found = score([a_sentence()], [an_answer(("food", 0.3))])

    assert (found.sure, found.sure_right, found.short, found.language_short) == (0, None, 0, None)


def test_calibration_is_the_distance_of_confidence_and_truth():
    # Of two that were 0.75 sure one is right, of two that were 0.15 sure none: (2*0.25 + 2*0.15) / 4.
    right = [True, False, False, False]

    assert calibration_error([0.75, 0.75, 0.15, 0.15], right) == pytest.approx(0.2)
    assert calibration_error([1.0, 1.0], [True, True]) == 0
    # Too sure and too unsure do not make up for each other.
    assert calibration_error([0.95, 0.15], [False, True]) == pytest.approx(0.9)


def test_the_worst_confusions_come_first():
    sentences = [a_sentence("work")] * 3 + [a_sentence("housing")] + [a_sentence("food")] * 2
    answers = [an_answer(("food", 0.9))] * 6

    assert score(sentences, answers).confusions == (
        Confusion("work", "food", 3),
        Confusion("housing", "food", 1),
    )


def test_ten_confusions_are_kept():
    sentences = [a_sentence(f"intent {n:02}") for n in range(12)]

    found = score(sentences, [an_answer()] * 12).confusions

    assert [each.meant for each in found] == [f"intent {n:02}" for n in range(10)]


def test_entities_count_with_their_value_where_somebody_marked_them():
    leeds, york = (Annotation("place", name, 0, 4) for name in ("Leeds", "York"))
    sentences = [a_sentence(entities=[leeds]), a_sentence(entities=[leeds]), a_sentence()]
    answers = [
        an_answer(entities=[leeds, york]),
        an_answer(entities=[york]),
        an_answer(entities=[leeds]),
    ]

    # One right of three found and two wanted.
    assert score(sentences, answers).entity_f1 == pytest.approx(2 / 5)


def test_without_sentences_there_is_no_score():
    with pytest.raises(ValueError, match="no sentences"):
        score([], [])
