"""What does the bot answer to what is no text? One kind sentence each, in the person's language."""

from typing import Any

import pytest

from tests.botapi import Person
from tests.whole import IN_EVERY_LANGUAGE, ON_SQLITE, Whole, answer, data_of

FILE = {"file_id": "1", "file_unique_id": "1"}
PHOTO = [{**FILE, "width": 90, "height": 90}]
STICKER = {
    **FILE, "type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False
}  # fmt: skip
CLIP = {**FILE, "length": 9, "duration": 3}
MEDIA: dict[str, tuple[dict[str, Any], str]] = {
    "voice": ({"voice": {**FILE, "duration": 3}}, "I cannot listen to voice messages."),
    "audio": ({"audio": {**FILE, "duration": 3}}, "I cannot listen to voice messages."),
    "video note": ({"video_note": CLIP}, "I cannot listen to voice messages."),
    "photo": ({"photo": PHOTO}, "I cannot see pictures."),
    "video": (
        {"video": {**FILE, "width": 9, "height": 9, "duration": 3}},
        "I cannot see pictures.",
    ),
    "sticker": ({"sticker": STICKER}, "Nice. What do you need?"),
    "dice": ({"dice": {"emoji": "🎲", "value": 3}}, "Nice. What do you need?"),
    "file": ({"document": {**FILE, "file_name": "letter.pdf"}}, "I cannot open files."),
    "contact": (
        {"contact": {"phone_number": "+447700900123", "first_name": "Sami"}},
        "I do not keep phone numbers.",
    ),
    "story": ({"story": {"chat": {"id": 1, "type": "private"}, "id": 1}}, "I cannot read that."),
}


@pytest.mark.parametrize("kind", MEDIA)
async def test_what_cannot_be_read_gets_one_kind_sentence_and_the_menu(
    whole: Whole, kind: str
) -> None:
    message, sentence = MEDIA[kind]
    person = await whole.neighbour()
    await person.sends({"message": message})
    [heard] = await person.hears()
    assert heard.text.startswith(sentence)
    assert "m:people" in data_of(heard)
    await person.hears_nothing(0.1)


@ON_SQLITE
@IN_EVERY_LANGUAGE
async def test_they_are_answered_in_the_persons_language(whole: Whole, language: str) -> None:
    person = await whole.neighbour(language)
    said = {await _answer_to(person, message) for message, _ in MEDIA.values()}
    assert len(said) == 6
    assert language == "en" or not any("I " in sentence for sentence in said)


async def _answer_to(person: Person, message: dict[str, Any]) -> str:
    await person.sends({"message": message})
    [heard] = await person.hears()
    return heard.text.splitlines()[0]


async def test_a_caption_is_read_like_a_message(whole: Whole) -> None:
    person = whole.newcomer()
    await person.sends({"message": {"photo": PHOTO, "caption": "Barnsley"}})
    [heard] = await person.hears()
    assert "Good, I look near Barnsley." in heard.text


async def test_an_edited_message_is_asked_for_again(whole: Whole) -> None:
    person = await whole.neighbour()
    await answer(person, "Leeds")
    await person.sends({"edited_message": {"text": "Barnsley", "edit_date": 1}})
    [heard] = await person.hears()
    assert heard.text.startswith("I saw that you changed a message.")


async def test_an_edited_command_is_not_obeyed(whole: Whole) -> None:
    person = await whole.neighbour()
    command = [{"type": "bot_command", "offset": 0, "length": 7}]
    await person.sends({"edited_message": {"text": "/forget", "entities": command, "edit_date": 1}})
    [heard] = await person.hears()
    assert heard.text.startswith("I saw that you changed a message.")


async def test_a_live_location_sets_the_place_once_and_then_moves_in_silence(whole: Whole) -> None:
    person = whole.newcomer()
    place = {"latitude": 53.811, "longitude": -1.51, "live_period": 900}
    await person.sends({"message": {"message_id": 7000, "location": place}})
    [heard] = await person.hears()
    assert "I kept only the area." in heard.text
    moved = {**place, "latitude": 53.55}
    await person.sends({"edited_message": {"message_id": 7000, "location": moved, "edit_date": 1}})
    await whole.api.all_confirmed()
    await person.hears_nothing(0.1)
    kept = await whole.kept(person)
    assert kept is not None
    assert kept.latitude == 53.81


@ON_SQLITE
@IN_EVERY_LANGUAGE
async def test_a_group_is_told_once_where_to_write_and_nothing_is_kept(
    whole: Whole, language: str
) -> None:
    group, member = whole.newcomer(language), whole.newcomer(language)
    chat = {"id": group.id, "type": "group", "title": "Neighbours"}
    await group.sends({"message": {"chat": chat, "from": member.user, "text": "hello"}})
    [heard] = await group.hears()
    [[button]] = heard.buttons
    assert button.url == "https://t.me/waypost_test_bot"
    assert (language == "en") == heard.text.startswith("I only talk to one person at a time.")
    assert await whole.kept(group) is None
    assert await whole.kept(member) is None


async def test_a_command_in_a_group_is_answered_the_same_way(whole: Whole) -> None:
    group, member = whole.newcomer(), whole.newcomer()
    chat = {"id": group.id, "type": "supergroup", "title": "Neighbours"}
    await group.sends({"message": {"chat": chat, "from": member.user, "text": "/mydata"}})
    [heard] = await group.hears()
    assert heard.text.startswith("I only talk to one person at a time.")


async def test_a_message_that_the_bot_cannot_even_read_is_apologised_for(whole: Whole) -> None:
    person = await whole.neighbour("fr")
    await person.sends({"message": {"poll": "of a kind that nobody knows"}})
    [heard] = await person.hears()
    assert heard.text.startswith("Pardon")
    await person.hears_nothing(0.1)


async def test_notes_of_telegram_itself_are_not_answered(whole: Whole) -> None:
    person = await whole.neighbour()
    await person.sends({"message": {"group_chat_created": True}})
    await person.sends(
        {"message": {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}}}
    )
    await whole.api.all_confirmed()
    await person.hears_nothing(0.1)


async def test_somebody_who_blocks_the_bot_is_left_alone_until_they_write(whole: Whole) -> None:
    person = await whole.neighbour()
    await _membership(person, "member", "kicked")
    await whole.api.all_confirmed()
    kept = await whole.kept(person)
    assert kept is not None
    assert not kept.active

    await _membership(person, "kicked", "member")
    await answer(person, "/start")
    kept = await whole.kept(person)
    assert kept is not None
    assert kept.active


async def test_an_answer_that_meets_a_block_switches_the_person_off(whole: Whole) -> None:
    person = await whole.neighbour()
    whole.api.faults.blocked(person.id)
    await person.says("/menu")
    await whole.api.all_confirmed()
    kept = await whole.kept(person)
    assert kept is not None
    assert not kept.active


async def _membership(person: Person, old: str, new: str) -> None:
    bot = {"id": 123456, "is_bot": True, "first_name": "Waypost"}
    states = {
        "old_chat_member": {"user": bot, "status": old, "until_date": 0},
        "new_chat_member": {"user": bot, "status": new, "until_date": 0},
    }
    about = {"chat": person.chat, "from": person.user, "date": 1, **states}
    await person.sends({"my_chat_member": about})
