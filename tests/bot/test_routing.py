"""Sure is answered, unsure offers three, lost shows the menu; danger needs less to be taken seriously."""

from bot.routing import Lost, Sure, Unsure, ask_of, route
from nlu.parse import Entity, Parse


def a_parse(
    *ranking: tuple[str, float], entities: tuple[Entity, ...] = (), text: str = "…"
) -> Parse:
    intent, confidence = ranking[0]
    return Parse(text, "en", 0.99, intent, confidence, ranking, entities)


def an_entity(entity: str, value: str) -> Entity:
    return Entity(entity, value, 0, 1)


def test_a_clear_sentence_gets_one_answer() -> None:
    assert route(a_parse(("food", 0.95), ("money", 0.02))) == Sure("food")


def test_an_unclear_one_offers_the_three_likeliest_best_first() -> None:
    ranking = (("food", 0.40), ("money", 0.30), ("work", 0.20), ("housing", 0.05))
    assert route(a_parse(*ranking)) == Unsure(("food", "money", "work"))


def test_when_nothing_is_likely_nothing_is_offered() -> None:
    assert route(a_parse(("food", 0.05), ("money", 0.04))) == Lost()


def test_danger_is_taken_seriously_where_a_topic_would_only_be_offered() -> None:
    assert route(a_parse(("abuse", 0.5), ("housing", 0.4))) == Sure("abuse")
    assert route(a_parse(("housing", 0.5), ("abuse", 0.3))) == Sure("abuse")
    assert route(a_parse(("housing", 0.5), ("abuse", 0.2))) == Unsure(("housing", "abuse"))
    assert route(a_parse(("housing", 0.65), ("abuse", 0.3))) == Sure("abuse")
    assert route(a_parse(("housing", 0.75), ("abuse", 0.2))) == Sure("housing")


def test_dangers_count_together() -> None:
    ranking = (("work", 0.5), ("abuse", 0.15), ("emergency", 0.15))
    assert route(a_parse(*ranking)) == Sure("abuse")


def test_what_a_sentence_names_becomes_the_search() -> None:
    parse = a_parse(
        ("play_sport", 0.9),
        entities=(
            an_entity("time", "tuesday"),
            an_entity("time", "evening"),
            an_entity("audience", "children"),
            an_entity("cost", "free"),
            an_entity("language", "ti"),
        ),
    )
    ask = ask_of(parse, "play_sport", "g1")
    assert ask.times == ("tuesday", "evening")
    assert ask.audiences == ("children",)
    assert ask.free
    assert ask.spoken == "ti"
    assert ask.place == "g1"


def test_children_in_a_story_about_a_flat_do_not_hide_the_help() -> None:
    parse = a_parse(("housing", 0.9), entities=(an_entity("audience", "children"),))
    assert ask_of(parse, "housing", None).audiences == ()


def test_women_who_ask_for_women_get_what_is_for_women_in_every_topic() -> None:
    parse = a_parse(("housing", 0.9), entities=(an_entity("audience", "women"),))
    assert ask_of(parse, "housing", None).audiences == ("women",)


def test_english_in_english_classes_is_what_is_taught() -> None:
    parse = a_parse(("learn_english", 0.9), entities=(an_entity("language", "en"),))
    assert ask_of(parse, "learn_english", None).spoken is None
    assert ask_of(parse, "meet_people", None).spoken == "en"


def test_a_value_that_is_no_canonical_word_is_left_out() -> None:
    parse = a_parse(("food", 0.9), entities=(an_entity("time", "noonish"),))
    assert ask_of(parse, "food", None).times == ()


def test_the_name_of_a_language_that_is_a_verb_limits_nothing() -> None:
    verb = Entity("language", "pl", 2, 8)
    polishing = a_parse(("work", 0.9), entities=(verb,), text="i polish nails")
    assert ask_of(polishing, "work", None).spoken is None
    speaking = a_parse(("work", 0.9), entities=(verb,), text="a polish boss")
    assert ask_of(speaking, "work", None).spoken == "pl"
