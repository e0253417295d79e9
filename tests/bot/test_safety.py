"""Danger gets numbers first: with and without the language server, in every language, before anything else."""

import pytest

from bot.safety import Screen
from nlu.client import NluClient
from tests.danger import danger
from tests.whole import (
    IN_EVERY_LANGUAGE,
    LISTED_IN_EVERY_LANGUAGE,
    ON_SQLITE,
    Whole,
    answer,
    tapped,
)

SENTENCES = {
    "en": ("I want to kill myself", "someone has a knife, help me", "my husband hits me"),
    "ar": ("اريد ان انتحر", "في حريق في البيت", "زوجي يضربني"),
    "fa": ("می خواهم خودکشی کنم", "خانه آتش گرفته", "شوهرم مرا میزند"),
    "fr": ("je veux me suicider", "il a un couteau, au secours", "mon mari me frappe"),
    "uk": ("я хочу померти", "в будинку пожежа", "чоловік мене бʼє"),
    "ckb": ("دەمەوێت خۆم بکوژم", "ماڵەکەم ئاگری گرتووە", "مێردەکەم لێم دەدات"),
    "ps": ("زه غواړم ځان ووژنم", "کور اور اخیستی", "میړه مې ما وهي"),
    "ti": ("ክመውት እደሊ ኣለኹ", "ገዛ ይነድድ ኣሎ", "ሰብኣየይ ይወቅዓኒ"),
    "am": ("ራሴን ማጥፋት እፈልጋለሁ", "ቤቱ እየተቃጠለ ነው", "ባለቤቴ ይመታኛል"),
    "so": ("waxaan rabaa inaan is dilo", "guriga ayaa gubanaya", "ninkaygu wuu i garaacaa"),
    "sw": ("nataka kujiua", "nyumba inaungua", "mume wangu ananipiga"),
    "es": ("quiero matarme", "hay un incendio en la casa", "mi marido me pega"),
    "pt": ("quero matar-me", "a casa está a arder", "o meu marido bate-me"),
    "pl": ("chcę się zabić", "dom się pali", "mąż mnie bije"),
    "ro": ("vreau să mă omor", "arde casa", "soțul mă bate"),
    "ur": ("میں خودکشی کرنا چاہتا ہوں", "گھر میں آگ لگ گئی ہے", "میرا شوہر مجھے مارتا ہے"),
}
NUMBERS = {
    "suicide_self_harm": ("116 123", "111", "999"),
    "emergency": ("999", "55", "111"),
    "abuse": ("0808 2000 247", "08000 121 700", "999"),
}
KINDS = ("suicide_self_harm", "emergency", "abuse")


@LISTED_IN_EVERY_LANGUAGE
async def test_phrases_of_danger_get_their_numbers_without_the_language_server(
    whole: Whole, language: str
) -> None:
    person = await whole.neighbour(language)
    for kind, sentence in zip(KINDS, SENTENCES[language], strict=True):
        heard = await answer(person, sentence)
        for number in NUMBERS[kind]:
            assert number in heard.text, (kind, sentence)
        first_number = min(heard.text.find(number) for number in NUMBERS[kind])
        question = heard.text.replace("؟", "?").find("?")
        assert question == -1 or kind == "emergency" or question > first_number


@ON_SQLITE
async def test_a_danger_is_answered_although_it_is_the_first_message_ever(whole: Whole) -> None:
    heard = await answer(whole.newcomer("en"), "زوجي يضربني")
    assert "0808 2000 247" in heard.text
    assert "Refuge" in heard.text


@ON_SQLITE
async def test_a_danger_is_answered_although_the_database_is_gone(whole: Whole) -> None:
    person = whole.newcomer("en")
    async with whole.database.engine.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE person RENAME TO person_gone")
    try:
        heard = await answer(person, "I want to kill myself")
        assert "116 123" in heard.text
    finally:
        async with whole.database.engine.begin() as connection:
            await connection.exec_driver_sql("ALTER TABLE person_gone RENAME TO person")


@ON_SQLITE
async def test_a_danger_in_a_caption_or_an_edited_message_is_heard(whole: Whole) -> None:
    person = await whole.neighbour()
    photo = [{"file_id": "1", "file_unique_id": "1", "width": 9, "height": 9}]
    await person.sends({"message": {"photo": photo, "caption": "my husband hits me"}})
    [captioned] = await person.hears()
    assert "0808 2000 247" in captioned.text
    await person.sends({"edited_message": {"text": "I want to kill myself"}})
    [edited] = await person.hears()
    assert "116 123" in edited.text


@ON_SQLITE
async def test_there_is_a_way_that_is_not_the_police(whole: Whole) -> None:
    person = await whole.neighbour()
    heard = await answer(person, "someone has a knife, help me")
    assert heard.text.index("999") < heard.text.index("Not the police:")
    overview = await tapped(person, "🆘 Help now")
    assert "999" in overview.text
    assert "116 123" in overview.text
    assert "0808 2000 247" in overview.text


@pytest.mark.parametrize(
    "harmless",
    [
        "this homework kills me",
        "i am dead tired after work",
        "is there a first aid course",
        "football club for men",
        "where is the fire station museum",
    ],
)
def test_everyday_words_do_not_fire(harmless: str) -> None:
    assert Screen.of_all_languages().check(harmless) is None


def test_a_phrase_may_have_words_between_and_endings() -> None:
    screen = Screen.of_all_languages()
    assert screen.check("i am thinking about suicide")
    assert screen.check("I WANT TO KILL MYSELF!!!")


# Floors some points under what was measured (nlu/ACCURACY.md); the sentences were written by somebody who had not seen
# the phrases, the harmless ones to provoke them.
FALSE_ALARMS = {"sw": 0.28, "ur": 0.28}
LEAST_RECALL, MOST_ALARMS = 0.90, 0.17


@IN_EVERY_LANGUAGE
async def test_unseen_sentences_are_recognised_by_phrases_or_by_the_model(
    nlu: NluClient, language: str
) -> None:
    found = await danger(nlu, Screen.of_all_languages(), language, ())
    assert found.recall >= LEAST_RECALL, found
    assert found.alarms <= FALSE_ALARMS.get(language, MOST_ALARMS), found
