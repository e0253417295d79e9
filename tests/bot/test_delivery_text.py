"""Is a long text cut well, and is markup never broken by it?"""

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.replies.reply import Button, Reply, utf16_units
from bot.sending.delivery import Delivery
from bot.sending.formatted import plain_text
from bot.sending.limits import UNPACED, Urgency
from bot.sending.outcomes import Sent
from bot.sending.pacing import Pace
from bot.sending.pieces import pieces
from bot.sending.transport import WaypostBot
from tests.botapi import BotApi
from tests.botapi.html_text import read, units


def test_a_text_within_the_limit_stays_as_it_is() -> None:
    text = "<b>" + "x" * 4089 + "</b>"
    assert pieces(text) == (text,)
    assert len(pieces("<b>" + "x" * 4096 + "</b>")) == 1
    assert len(pieces("<b>" + "x" * 4097 + "</b>")) == 2


def test_an_emoji_counts_as_two() -> None:
    assert utf16_units("a🙂ж") == 4
    assert len(pieces("🙂" * 2048)) == 1
    assert len(pieces("🙂" * 2049)) == 2


def test_markup_does_not_count() -> None:
    assert len(pieces("<i>a</i>" * 4096)) == 1
    assert len(pieces("&amp;" * 4096)) == 1


def test_it_is_cut_between_paragraphs_else_lines_else_words() -> None:
    assert pieces("aaa aaa\n\nbbb\nbbb", 12) == ("aaa aaa", "bbb\nbbb")
    assert pieces("aaa\naaa\nbbb\nbbb", 10) == ("aaa\naaa", "bbb\nbbb")
    assert pieces("aaa bbb ccc", 7) == ("aaa bbb", "ccc")
    assert pieces("aaabbbccc", 3) == ("aaa", "bbb", "ccc")


def test_markup_is_closed_before_a_cut_and_opened_after_it() -> None:
    html = '<b>one <a href="https://a.org/?x=1&amp;y=2">two\nthree</a></b> four'
    assert pieces(html, 8) == (
        '<b>one </b><b><a href="https://a.org/?x=1&amp;y=2">two</a></b>',
        '<b><a href="https://a.org/?x=1&amp;y=2">three</a></b>',
        "four",
    )


WORDS = st.text(alphabet="ab \n🙂&<>\"'ж", max_size=40)


@st.composite
def html_texts(draw: st.DrawFn) -> str:
    parts = []
    for word in draw(st.lists(WORDS, min_size=1, max_size=20)):
        tag = draw(st.sampled_from(["", "b", "i", "u", "code"]))
        text = escape(word, quote=False)
        parts.append(f"<{tag}>{text}</{tag}>" if tag else text)
    return "".join(parts)


@given(html=html_texts(), limit=st.integers(min_value=2, max_value=60))
@settings(max_examples=300, deadline=None)
def test_every_piece_is_well_formed_short_enough_and_nothing_visible_is_lost(
    html: str, limit: int
) -> None:
    parts = pieces(html, limit)
    texts = [read(part)[0] for part in parts]
    if len(parts) > 1:
        assert all(0 < units(text) <= limit for text in texts)
    seen = "".join("".join(text.split()) for text in texts)
    assert seen == "".join(plain_text(html).split())


async def test_a_long_answer_comes_in_several_messages_with_the_buttons_on_the_last(
    api: BotApi, bot: WaypostBot
) -> None:
    person = api.person(7)
    lines = "\n".join(f"<b>{number}</b> " + "word " * 20 for number in range(100))
    outcome = await Delivery(bot, Pace(UNPACED)).send(
        7, Reply(lines, ((Button("One", data="1"),),)), urgency=Urgency.ANSWER
    )
    first, second, third = await person.hears(3)
    assert (first.labels, second.labels, third.labels) == ([], [], ["One"])
    assert outcome == Sent(third.message_id)
    assert second.text.startswith("39 word")


async def test_what_is_left_of_a_long_reminder_never_makes_it_come_twice(
    api: BotApi, bot: WaypostBot
) -> None:
    person = api.person(7)
    sending = Delivery(bot, Pace(UNPACED))
    api.faults.slow(0, chat_id=7)
    api.faults.refuse("Bad Request: NO", chat_id=7)
    outcome = await sending.send(7, Reply("a" * 4096 + "b"), urgency=Urgency.REMINDER)
    [message] = await person.hears()
    assert outcome == Sent(message.message_id)


@pytest.mark.parametrize("text", ["<b>x", "a < b", "&nbsp;", "</b>", "<", "a > b &"])
def test_reading_broken_html_never_raises(text: str) -> None:
    assert isinstance(pieces(text * 3000), tuple)
