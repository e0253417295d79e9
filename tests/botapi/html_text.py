"""Would Telegram take this HTML? Its rules, written apart from the bot's own reading of it.

https://core.telegram.org/bots/api#html-style: the tags, four named entities, no open ends.
"""

import re
from dataclasses import dataclass
from typing import Any

NAMES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler", "a": "text_link", "code": "code", "pre": "pre",
    "blockquote": "blockquote", "tg-emoji": "custom_emoji", "tg-time": "date_time",
}  # fmt: skip
CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
TAG = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[a-zA-Z-]+(?:=(?:\"[^\"]*\"|'[^']*'))?)*)\s*>"
)
ATTRIBUTE = re.compile(r"([a-zA-Z-]+)(?:=(?:\"([^\"]*)\"|'([^']*)'))?")
REFERENCE = re.compile(r"&(?:#(\d+)|#x([0-9a-fA-F]+)|(lt|gt|amp|quot));?")


class MarkupError(Exception):
    """Telegram would answer 400."""


@dataclass
class _Open:
    name: str
    start: int
    attributes: dict[str, str]


def units(text: str) -> int:
    """Telegram's measure of length: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def read(html: str) -> tuple[str, list[dict[str, Any]]]:
    """The text and its entities; raises MarkupError with Telegram's words."""
    text, position = "", 0
    stack: list[_Open] = []
    entities: list[dict[str, Any]] = []
    while position < len(html):
        if html[position] == "<":
            found = TAG.match(html, position)
            if not found:
                raise MarkupError(f"can't parse entities: Unsupported start tag at {position}")
            _tag(found, text, stack, entities)
            position = found.end()
        elif found := REFERENCE.match(html, position):
            text += _character(found)
            position = found.end()
        else:
            text += html[position]
            position += 1
    if stack:
        raise MarkupError(
            f"can't parse entities: Can't find end tag corresponding to {stack[-1].name}"
        )
    return text, sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _character(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if name:
        return CHARACTERS[name]
    return chr(int(decimal) if decimal else int(hexadecimal, 16))


def _tag(
    found: re.Match[str], text: str, stack: list[_Open], entities: list[dict[str, Any]]
) -> None:
    closes, name, rest = found.group(1), found.group(2).lower(), found.group(3)
    if name not in NAMES:
        raise MarkupError(f'can\'t parse entities: Unsupported start tag "{name}"')
    if not closes:
        attributes = {key: one or two for key, one, two in ATTRIBUTE.findall(rest)}
        _check_open(name, attributes, stack)
        stack.append(_Open(name, units(text), attributes))
        return
    if not stack or stack[-1].name != name:
        raise MarkupError(f'can\'t parse entities: Unmatched end tag "{name}"')
    opened = stack.pop()
    length = units(text) - opened.start
    if length:
        entity = {"type": NAMES[name], "offset": opened.start, "length": length}
        entities.append(entity | ({"url": opened.attributes["href"]} if name == "a" else {}))


def _check_open(name: str, attributes: dict[str, str], stack: list[_Open]) -> None:
    around = {tag.name for tag in stack}
    if around & {"code", "pre"} and (name, around) != ("code", {"pre"}):
        raise MarkupError(f"<{name}> inside <code> or <pre>: Telegram drops one of them")
    if name == "blockquote" and "blockquote" in around:
        raise MarkupError("<blockquote> inside <blockquote>")
    if name == "a" and not attributes.get("href"):
        raise MarkupError("<a> without href")
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise MarkupError("<span> that is no tg-spoiler")
