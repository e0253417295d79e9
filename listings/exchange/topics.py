"""Which of our topics does a service of another directory belong to? By the reviewed words of topics.toml."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from listings.words import TOPICS

_TABLE: Final = Path(__file__).parent / "topics.toml"
_MOST: Final = 4


def topics_of(terms: Iterable[str], name: str) -> tuple[str, ...]:
    """At most four topics, those named by a term first; the name counts only if no term says anything."""
    found = [topic for term in terms for topic in _named(term)]
    return tuple(dict.fromkeys(found or _named(name)))[:_MOST]


def _named(words: str) -> list[str]:
    """The topics that a text names, by where it names them."""
    if words in TOPICS:
        return [words]
    text = words.lower().replace("’", "'").replace("_", " ")
    hits = [
        (match.start(), topic)
        for topic, pattern in _patterns().items()
        if (match := pattern.search(text))
    ]
    return [topic for _, topic in sorted(hits)]


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table: dict[str, list[str]] = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return {
        topic: re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in words)})\b")
        for topic, words in table.items()
    }
