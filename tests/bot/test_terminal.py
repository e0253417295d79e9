"""Is the terminal the same conversation, for a person and for a script?"""

import io
from collections.abc import Awaitable, Callable

import pytest
from telegram import Update

from bot.replies.reply import Button, Reply
from bot.sending.delivery import Delivery
from bot.sending.limits import UNPACED, Urgency
from bot.sending.outcomes import Sent
from bot.sending.pacing import Pace
from bot.sending.transport import WaypostBot, make_bot
from bot.terminal import NO_TOKEN, TerminalChat, TerminalTransport

BUTTONS = (
    (Button("One", data="1"), Button("Two", data="2")),
    (Button("Map", url="https://a.org"),),
)
Answer = Callable[[Update, Delivery], Awaitable[object]]


class AScreen(io.StringIO):
    """A stream that says whether it is a terminal."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


async def talk(lines: str, answer: Answer, *, is_terminal: bool = False) -> str:
    screen = AScreen(is_terminal=is_terminal)
    transport = TerminalTransport(screen)
    bot = make_bot(NO_TOKEN, request=transport)
    delivery = Delivery(bot, Pace(UNPACED))

    async def handle(update: Update) -> None:
        await answer(update, delivery)

    async def apologise(chat_id: int) -> None:
        await delivery.send(chat_id, Reply("sorry"), urgency=Urgency.ANSWER)

    async with bot:
        chat = TerminalChat(bot, transport, handle, apologise, "ar")
        await chat.run(io.StringIO(lines))
    return screen.getvalue()


async def with_buttons(update: Update, delivery: Delivery) -> None:
    assert update.effective_chat
    query = update.callback_query
    said = query.data if query else update.effective_message and update.effective_message.text
    reply = Reply(f"<b>you</b> said {said}", () if query else BUTTONS)
    await delivery.send(update.effective_chat.id, reply, urgency=Urgency.ANSWER)


async def test_from_a_pipe_it_is_one_message_a_line_and_nothing_but_the_replies() -> None:
    printed = await talk("hello\n\nagain", with_buttons)
    assert printed == (
        "you said hello\n[1] One   [2] Two\n[3] Map: https://a.org\n\n"
        "you said again\n[1] One   [2] Two\n[3] Map: https://a.org\n\n"
    )


async def test_a_number_taps_that_button_of_the_last_message() -> None:
    printed = await talk("hello\n2\n", with_buttons)
    assert printed.endswith("you said 2\n\n")
    assert "said 2\n[1]" not in printed


async def test_a_number_in_arabic_digits_taps_too() -> None:
    assert (await talk("hello\n٢\n", with_buttons)).endswith("you said 2\n\n")


async def test_a_button_that_opens_an_address_prints_it_and_sends_nothing() -> None:
    assert (await talk("hello\n3\n", with_buttons)).endswith("\n\nhttps://a.org\n")


async def test_a_number_without_such_a_button_is_a_text() -> None:
    printed = await talk("999\nhello\n4\n0\n", with_buttons)
    assert [line for line in printed.splitlines() if line.startswith("you")] == [
        "you said 999",
        "you said hello",
        "you said 4",
        "you said 0",
    ]


async def test_an_edit_shows_the_message_again_with_its_new_buttons() -> None:
    async def answer(update: Update, delivery: Delivery) -> None:
        if query := update.callback_query:
            assert query.message
            await delivery.answer_callback(query.id, "noted")
            reply = Reply("new", ((Button("Three", data="3"),),))
            await delivery.edit(1000, query.message.message_id, reply)
        else:
            await delivery.send(1000, Reply("old", BUTTONS), urgency=Urgency.ANSWER)

    assert (await talk("x\n1\n", answer)).endswith("\n\n(noted)\nnew\n[1] Three\n\n")


async def test_a_location_is_shared_and_a_command_is_a_command() -> None:
    seen: list[object] = []

    async def answer(update: Update, delivery: Delivery) -> None:
        assert update.message
        location = update.message.location
        seen.append((location.latitude, location.longitude) if location else update.message.text)
        seen.append([entity.type for entity in update.message.entities])
        seen.append(update.effective_user and update.effective_user.language_code)

    await talk("/location 53.55,-1.48\n/start x\n/location here\n", answer)
    assert seen == [
        *((53.55, -1.48), [], "ar"),
        *("/start x", ["bot_command"], "ar"),
        *("/location here", ["bot_command"], "ar"),
    ]


async def test_an_answer_to_a_forced_reply_brings_the_question_and_its_links_along() -> None:
    seen: list[object] = []

    async def answer(update: Update, delivery: Delivery) -> None:
        assert update.message
        question = update.message.reply_to_message
        seen.append(question and [(each.offset, each.url) for each in question.entities])
        if update.message.text == "ask":
            reply = Reply('🙂 <a href="https://a.org/#x">\u200b</a>Where?', force_reply=True)
            await delivery.send(1000, reply, urgency=Urgency.ANSWER)

    printed = await talk("ask\nLeeds\nthanks\n", answer)
    assert seen == [None, [(3, "https://a.org/#x")], None]
    assert printed == "🙂 \u200bWhere?\n\n"


async def test_pins_documents_and_the_location_key_are_shown() -> None:
    async def answer(update: Update, delivery: Delivery) -> None:
        reply = Reply("Here", ask_location="Share", pin=(53.8, -1.5), document=("a.pdf", b"1234"))
        outcome = await delivery.send(1000, reply, urgency=Urgency.ANSWER)
        assert outcome == Sent(1)

    printed = await talk("x\n", answer)
    assert printed == (
        "Here\n\n(Share: /location 53.55,-1.48)\n📍 53.8, -1.5\n\n📄 a.pdf (4 bytes)\n\n"
    )


async def test_a_failing_handler_is_apologised_for_and_the_talk_goes_on() -> None:
    async def answer(update: Update, delivery: Delivery) -> None:
        assert update.message
        if update.message.text == "poison":
            raise ValueError
        await delivery.send(1000, Reply("fine"), urgency=Urgency.ANSWER)

    assert await talk("poison\nhello\n", answer) == "sorry\n\nfine\n\n"


async def test_links_show_their_address_and_escapes_are_undone() -> None:
    async def answer(update: Update, delivery: Delivery) -> None:
        html = (
            'A &lt;b&gt; <a href="https://a.org">site</a> <a href="https://b.org">https://b.org</a>'
        )
        await delivery.send(1000, Reply(html), urgency=Urgency.ANSWER)

    assert await talk("x\n", answer) == "A <b> site (https://a.org) https://b.org\n\n"


async def test_a_person_gets_a_prompt_and_a_pipe_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    assert (await talk("hello\n", with_buttons, is_terminal=True)).startswith("> ")
    assert "> " not in await talk("hello\n", with_buttons)


async def test_every_other_method_succeeds() -> None:
    bot: WaypostBot = make_bot(NO_TOKEN, request=TerminalTransport(AScreen(is_terminal=False)))
    async with bot:
        assert await bot.set_my_commands([("start", "begin")])
        assert await bot.delete_webhook()
        assert (await bot.get_me()).is_bot
