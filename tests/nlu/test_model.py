"""Training when something changed, and serving nothing that training did not write."""

import pytest

from nlu.errors import ModelMissing, ModelRefused, RasaMissing, TrainingFailed
from nlu.model import train, verify
from tests.nlu.folders import a_project


def test_a_model_is_trained_once_and_again_when_the_data_changes(tmp_path):
    layout = a_project(tmp_path)

    assert train(layout, print)
    assert not train(layout, print)
    (layout.data / "en/daily.yml").write_text("version: '3.1'\n")
    assert train(layout, print)


@pytest.mark.parametrize("changed", ["config.yml", "domain.yml", "nlu/components/places.py"])
def test_a_change_of_the_pipeline_trains_again(tmp_path, changed):
    layout = a_project(tmp_path)
    train(layout, print)

    (tmp_path / changed).parent.mkdir(exist_ok=True)
    (tmp_path / changed).write_text("other: 1\n")

    assert train(layout, print)


def test_force_trains_what_is_up_to_date(tmp_path):
    layout = a_project(tmp_path)
    train(layout, print)

    assert train(layout, print, force=True)


def test_training_says_how_long_it_takes_and_what_it_is_at(tmp_path):
    said = []
    train(a_project(tmp_path), said.append)

    assert said == ["Training the language model (en): about 5 minutes.", "  IntentClassifier"]


def test_a_training_that_fails_shows_why_and_leaves_the_old_model(tmp_path):
    layout = a_project(tmp_path)
    train(layout, print)
    (tmp_path / "broken").touch()

    with pytest.raises(TrainingFailed, match="no such component"):
        train(layout, print, force=True)
    verify(layout)


def test_without_a_model_there_is_nothing_to_serve(tmp_path):
    with pytest.raises(ModelMissing, match="waypost nlu train"):
        verify(a_project(tmp_path))


def test_without_rasa_one_line_says_what_to_do(tmp_path):
    layout = a_project(tmp_path)
    layout.rasa.unlink()

    with pytest.raises(RasaMissing, match="make setup"):
        train(layout, print)
    with pytest.raises(RasaMissing, match="make setup"):
        verify(layout)


def test_a_model_that_training_did_not_write_is_refused_in_one_line(tmp_path):
    layout = a_project(tmp_path)
    train(layout, print)
    layout.model.write_bytes(b"something else")

    with pytest.raises(ModelRefused, match="SHA-256") as refused:
        verify(layout)
    assert "\n" not in str(refused.value)


def test_a_model_without_its_record_is_refused(tmp_path):
    layout = a_project(tmp_path)
    train(layout, print)
    layout.record.write_text("rubbish")

    with pytest.raises(ModelMissing):
        verify(layout)
