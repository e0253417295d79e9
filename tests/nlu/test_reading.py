"""Real sentences to the real server."""

import httpx
import pytest

from nlu.client import NluClient
from nlu.parse import Parse
from nlu.server import Address


def named(parse: Parse) -> set[tuple[str, str]]:
    return {(entity.entity, entity.value) for entity in parse.entities}


@pytest.mark.parametrize(
    ("text", "language", "intent"),
    [
        (
            "my uncle say go lawyer but I have paper from home office only 7 day",
            "en",
            "immigration_advice",
        ),
        ("where can i learn english", "en", "learn_english"),
        ("وين اتعلم انجليزي", "ar", "learn_english"),
        ("أنا جوعان وما عندي أكل", "ar", "food"),
        ("کجا می‌توانم انگلیسی یاد بگیرم", "fa", "learn_english"),
        ("وکیل برای پناهندگی می‌خواهم", "fa", "immigration_advice"),
        ("j'ai faim, où est la banque alimentaire", "fr", "food"),
        ("je cherche un avocat pour ma demande d'asile", "fr", "immigration_advice"),
        ("де можна вивчати англійську", "uk", "learn_english"),
        ("шукаю роботу", "uk", "work"),
        ("نانم نییە بیخۆم", "ckb", "food"),
        ("زه وکیل ته اړتیا لرم د پناه غوښتنې لپاره", "ps", "immigration_advice"),
        ("ጠበቓ የድልየኒ ንዑቕባ", "ti", "immigration_advice"),
        ("ሥራ እፈልጋለሁ", "am", "work"),
        ("waxaan u baahanahay guri", "so", "housing"),
        ("natafuta kazi", "sw", "work"),
        ("necesito un abogado de asilo", "es", "immigration_advice"),
        ("procuro emprego", "pt", "work"),
        ("szukam pracy", "pl", "work"),
        ("am nevoie de un avocat pentru azil", "ro", "immigration_advice"),
        ("mujhe naukri chahiye", "ur", "work"),
    ],
)
async def test_a_plain_request_is_understood_in_its_language(
    nlu: NluClient, text: str, language: str, intent: str
) -> None:
    parse = await nlu.parse(text)

    assert (parse.language, parse.intent) == (language, intent)


async def test_every_intent_is_ranked(nlu: NluClient) -> None:
    parse = await nlu.parse("food bank")

    assert len(parse.ranking) == 43
    assert parse.ranking[0] == (parse.intent, parse.confidence)
    assert sum(confidence for _, confidence in parse.ranking) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "free english class for women in Hudersfield tomorrow",
            {
                ("cost", "free"),
                ("audience", "women"),
                ("place", "Huddersfield"),
                ("time", "tomorrow"),
            },
        ),
        (
            "دروس انجليزي للنساء ببرادفورد بكرا",
            {("audience", "women"), ("place", "Bradford"), ("time", "tomorrow")},
        ),
        ("کلاس انگلیسی در شفیلد", {("place", "Sheffield")}),
        ("cours d'anglais à Leeds demain", {("place", "Leeds"), ("time", "tomorrow")}),
        ("шукаю курси в Гаддерсфілді", {("place", "Huddersfield")}),
        ("food bank near ls8 4ab", {("place", "LS8 4AB")}),
        ("esol S70", {("place", "S70")}),
        ("i live in reading", {("place", "Reading")}),
        ("i like reading books", set()),
        ("my english level is b1", set()),
    ],
)
async def test_entities_come_out_canonical(
    nlu: NluClient, text: str, expected: set[tuple[str, str]]
) -> None:
    assert named(await nlu.parse(text)) == expected


async def test_a_span_counts_code_points_of_the_persons_own_text(nlu: NluClient) -> None:
    text = "  😀😀  دروس انجليزي في بَرادْفورد"
    parse = await nlu.parse(text)

    (place,) = (entity for entity in parse.entities if entity.entity == "place")
    assert text[place.start : place.end] == "بَرادْفورد"


async def test_a_message_that_begins_with_a_slash_is_not_a_command_to_rasa(nlu: NluClient) -> None:
    parse = await nlu.parse("/learn english in Leeds")

    assert parse.intent == "learn_english"
    assert [(entity.start, entity.end) for entity in parse.entities] == [(18, 23)]


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "\x00", "😀" * 2048, "?!…", "\u202e\u202d", "ሀ" * 4096, "\ud83d"],
)
async def test_what_says_nothing_is_read_without_failing(nlu: NluClient, text: str) -> None:
    """What Ethiopic script laughs with is at most taken to be beside the point."""
    parse = await nlu.parse(text)

    assert parse.confidence < 0.7 or parse.intent == "out_of_scope"


async def test_a_message_of_4096_characters_is_read_in_time(nlu: NluClient) -> None:
    story = ("my uncle say go lawyer but I have paper from home office only 7 day. " * 70)[:4096]

    assert (await nlu.parse(story)).intent == "immigration_advice"


async def test_a_language_that_is_not_ours_is_not_sure(nlu: NluClient) -> None:
    parse = await nlu.parse("我要吃饭")

    assert (parse.language, parse.language_confidence) == ("und", 0.0)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/version"),
        ("PUT", "/model"),
        ("DELETE", "/model"),
        ("POST", "/model/train"),
        ("GET", "/model/parse"),
        ("GET", "/domain"),
        ("GET", "/conversations/1/tracker"),
        ("POST", "/webhooks/rest/webhook"),
        ("OPTIONS", "/model/parse"),
    ],
)
async def test_every_other_path_is_closed(nlu_server: Address, method: str, path: str) -> None:
    async with httpx.AsyncClient(params={"token": nlu_server.token}) as http:
        answer = await http.request(method, nlu_server.url + path)

    assert answer.status_code == 404


@pytest.mark.parametrize("token", [None, "", "wrong", "ß"])
async def test_without_the_token_nothing_is_answered(
    nlu_server: Address, token: str | None
) -> None:
    params = {} if token is None else {"token": token}
    async with httpx.AsyncClient(params=params) as http:
        status = await http.get(nlu_server.url + "/status")
        parse = await http.post(nlu_server.url + "/model/parse", json={"text": "hello"})

    assert (status.status_code, parse.status_code) == (401, 401)
