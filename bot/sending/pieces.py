"""How is a text that is too long for one message cut?"""

from bot.replies.reply import utf16_units
from bot.sending.formatted import Run, read_html

MAX_TEXT_UNITS = 4096


def pieces(html: str, limit: int = MAX_TEXT_UNITS) -> tuple[str, ...]:
    """Telegram HTML in pieces of at most `limit` UTF-16 units each, counted without the markup.

    Cut between paragraphs, else lines, else words; markup is closed before a cut and opened
    again after it. https://core.telegram.org/bots/api#sendmessage: 1-4096 after parsing.
    """
    if utf16_units(html) <= limit:
        return (html,)
    runs = read_html(html)
    text = "".join(run.text for run in runs)
    return tuple(_slice(runs, start, end) for start, end in _cuts(text, limit))


def _cuts(text: str, limit: int) -> list[tuple[int, int]]:
    cuts: list[tuple[int, int]] = []
    start = _skip_blank(text, 0)
    while start < len(text):
        end = _border(text, start, _reach(text, start, limit))
        cuts.append((start, end))
        start = _skip_blank(text, end)
    return cuts


def _skip_blank(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _reach(text: str, start: int, limit: int) -> int:
    """The furthest end that is within the limit."""
    units = 0
    for index in range(start, len(text)):
        units += 2 if text[index] > "\uffff" else 1
        if units > limit:
            return index
    return len(text)


def _border(text: str, start: int, reach: int) -> int:
    """The best place to cut: a paragraph in the second half, else a line, else a word."""
    if reach == len(text):
        return reach
    half = start + (reach - start) // 2
    for border, lowest in (("\n\n", half), ("\n", start + 1), (" ", start + 1)):
        found = text.rfind(border, lowest, reach + 1)
        if found > 0:
            return found
    return reach


def _slice(runs: tuple[Run, ...], start: int, end: int) -> str:
    parts: list[str] = []
    position = 0
    for run in runs:
        first, last = max(start - position, 0), min(end - position, len(run.text))
        if first < last:
            parts.append(run.html(first, last))
        position += len(run.text)
    return "".join(parts)
