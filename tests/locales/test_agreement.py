"""Do the parts agree on languages, intents, commands and settings? A new one must be at home everywhere."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from bot.answers.intents import INTENTS
from bot.app import COMMANDS as HANDLED
from bot.reminder_buttons import TOPIC_CODES
from bot.replies.helplines import KINDS as SCREENS
from bot.replies.names import GROUPS, INTENT_NAMES, TOPIC_NAMES, TOPIC_SIGNS
from bot.replies.talk import COMMANDS as DESCRIBED
from bot.routing import SAFETY, SURE
from bot.safety import KINDS, LOOKALIKES
from bot.settings import PREFIX, Settings
from listings.words import AUDIENCES, COSTS, TIMES, TOPICS
from locales.catalogues import FOLDER, catalogue_path
from locales.languages import LANGUAGES, SOURCE, Language
from nlu.evaluation.demand import FEWEST, headings
from nlu.evaluation.scores import SURE as MEASURED_SURE

ROOT = Path(__file__).parents[2]
DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
FORTY_THREE = 43
LANGUAGE = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)


def test_the_domain_has_the_forty_three_intents_and_five_entities_and_no_dialogue() -> None:
    assert len(DOMAIN["intents"]) == FORTY_THREE
    assert set(DOMAIN["intents"]) == {*TOPICS, *INTENTS}
    assert set(DOMAIN["entities"]) == {"place", "time", "audience", "cost", "language"}
    assert not {"stories", "rules", "responses", "actions", "forms"} & set(DOMAIN)


def test_the_headings_of_the_domain_say_which_intents_are_topics_dangers_and_the_bots_own() -> None:
    """The training data must have more examples of some than of others."""
    told = headings((ROOT / "domain.yml").read_text(encoding="utf-8"))
    assert list(told) == DOMAIN["intents"]
    assert {intent for intent, heading in told.items() if heading == "Topics"} == set(TOPICS)
    assert {intent for intent, heading in told.items() if heading == "Safety"} == set(SAFETY)
    assert set(told.values()) == set(FEWEST)


def test_accuracy_is_measured_with_the_confidence_that_the_bot_answers_at() -> None:
    assert MEASURED_SURE == SURE


def test_every_topic_has_a_name_a_sign_a_code_and_one_place_in_the_menu() -> None:
    listed = [topic for _, topics in GROUPS.values() for topic in topics]
    assert sorted(listed) == sorted(TOPICS)
    assert set(TOPIC_NAMES) == set(TOPIC_SIGNS) == set(TOPIC_CODES) == set(TOPICS)


def test_every_other_intent_has_an_answer_and_a_name() -> None:
    assert set(INTENTS) == set(INTENT_NAMES)


def test_the_three_dangers_are_the_same_everywhere() -> None:
    assert set(SAFETY) == set(KINDS) == set(SCREENS) == {"emergency", "suicide_self_harm", "abuse"}


def test_every_command_that_is_handled_is_described_and_the_other_way_round() -> None:
    assert set(HANDLED) == set(DESCRIBED)


@LANGUAGE
def test_a_language_has_examples_of_every_intent(language: Language) -> None:
    """How many is for `nlu.evaluation.lint`."""
    found = set()
    for file in (ROOT / "nlu/data" / language.code).glob("*.yml"):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            found |= {block["intent"]} if "intent" in block else set()
    assert found == set(DOMAIN["intents"])


@LANGUAGE
def test_a_language_has_words_for_every_time_audience_and_cost(language: Language) -> None:
    text = (ROOT / "nlu/data" / language.code / "lexicon.yml").read_text(encoding="utf-8")
    synonyms = {str(block.get("synonym")) for block in yaml.safe_load(text)["nlu"]}
    assert {*TIMES, *AUDIENCES, *COSTS} <= synonyms


@LANGUAGE
def test_a_language_has_a_catalogue_and_phrases_of_every_danger(language: Language) -> None:
    assert language is SOURCE or catalogue_path(language.code).is_file()
    with (FOLDER / language.code / "safety.toml").open("rb") as file:
        sections = tomllib.load(file)
    danger = sum(len(sections[kind]["phrases"]) for kind in KINDS)
    assert danger >= 100
    assert len(sections[LOOKALIKES]["phrases"]) >= 100


def test_nothing_is_kept_for_a_language_that_is_not_in_the_registry() -> None:
    known = {language.code for language in LANGUAGES}
    assert {path.parent.name for path in (ROOT / "nlu/data").glob("*/*.yml")} == known
    assert {path.parent.name for path in FOLDER.glob("*/safety.toml")} == known


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_the_readme_tells_of_every_setting(name: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"{PREFIX}{name.upper()}" in readme


def test_the_readme_names_no_setting_that_is_not_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = {name.removeprefix(PREFIX).lower() for name in re.findall(rf"{PREFIX}[A-Z_]+", readme)}
    assert told <= set(Settings.model_fields)
