"""Does a message tell of danger? A list of phrases in every language, asked before and without the language server.

The lists are `locales/<language>/safety.toml`. A phrase fires where its words stand one after the other; `word*`
matches any word that begins so, and `..` lets up to three words stand between. A hit that lies inside a matched
lookalike does not fire.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from locales.catalogues import FOLDER
from locales.languages import LANGUAGES
from nlu.components.normalise import plain, words

KINDS: Final = ("suicide_self_harm", "emergency", "abuse")
LOOKALIKES: Final = "lookalikes"
GAP: Final = ".."
LONGEST_GAP: Final = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A safety intent, and the language whose list it was found in."""

    kind: str
    language: str


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    prefix: bool
    gap_before: bool

    def fits(self, word: str) -> bool:
        return word.startswith(self.text) if self.prefix else word == self.text


@dataclass(frozen=True, slots=True)
class _Phrase:
    parts: tuple[_Part, ...]
    kind: str
    language: str


class Screen:
    """All phrases of all languages; a check takes well under a millisecond a sentence."""

    def __init__(self, phrases: Iterable[_Phrase]) -> None:
        self._by_word: dict[str, list[_Phrase]] = {}
        self._by_prefix: dict[str, list[_Phrase]] = {}
        for phrase in phrases:
            first = phrase.parts[0]
            index = self._by_prefix if first.prefix else self._by_word
            index.setdefault(first.text, []).append(phrase)
        self._prefix_lengths = sorted({len(prefix) for prefix in self._by_prefix})

    @classmethod
    def of_all_languages(cls, folder: Path = FOLDER) -> "Screen":
        """The lists of every language in the registry; raises ValueError that names a broken file."""
        return cls(
            phrase
            for language in LANGUAGES
            for phrase in read_phrases(folder / language.code / "safety.toml", language.code)
        )

    def check(self, text: str, language: str | None = None) -> Hit | None:
        """The gravest hit in a message, or None. `language` is preferred where lists share a phrase."""
        said = [word.text for word in words(text)]
        matches = list(self._matches(said))
        innocent = [(start, end) for start, end, phrase in matches if phrase.kind == LOOKALIKES]
        hits = [
            phrase
            for start, end, phrase in matches
            if phrase.kind != LOOKALIKES and not any(a <= start and end <= b for a, b in innocent)
        ]
        if not hits:
            return None
        gravest = min(hits, key=lambda hit: (KINDS.index(hit.kind), hit.language != language))
        return Hit(gravest.kind, gravest.language)

    def _matches(self, said: list[str]) -> Iterator[tuple[int, int, _Phrase]]:
        for start, word in enumerate(said):
            for phrase in self._beginning_with(word):
                end = _end_of_match(phrase.parts, said, start)
                if end is not None:
                    yield start, end, phrase

    def _beginning_with(self, word: str) -> Iterator[_Phrase]:
        yield from self._by_word.get(word, ())
        for length in self._prefix_lengths:
            if length > len(word):
                return
            yield from self._by_prefix.get(word[:length], ())


def _end_of_match(parts: tuple[_Part, ...], said: list[str], start: int) -> int | None:
    ends = {start + 1}
    for part in parts[1:]:
        reach = LONGEST_GAP if part.gap_before else 0
        ends = {
            at + 1
            for end in ends
            for at in range(end, min(end + reach + 1, len(said)))
            if part.fits(said[at])
        }
    return max(ends, default=None)


def read_phrases(path: Path, language: str) -> Iterator[_Phrase]:
    """The phrases of one file; raises ValueError that names the file and what is wrong with it."""
    try:
        sections = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"{path.name} of {language}: {error}") from error
    # The same few thousand words make up all phrases: reading each once halves the start of the bot.
    read = cache(plain)
    for kind in (*KINDS, LOOKALIKES):
        for written in sections.get(kind, {}).get("phrases", ()):
            parts = tuple(_parts(written, read))
            if not parts:
                raise ValueError(f"{path.name} of {language}: {kind}: {written!r} has no words")
            yield _Phrase(parts, kind, language)


def _parts(written: str, read: Callable[[str], str]) -> Iterator[_Part]:
    gap = False
    for chunk in written.split():
        if chunk == GAP:
            gap = True
            continue
        prefix = chunk.endswith("*")
        for word in read(chunk.rstrip("*")).split():
            yield _Part(word, prefix, gap)
            gap = False
