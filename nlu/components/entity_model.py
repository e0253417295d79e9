"""Which places, times, audiences, costs and languages does a message name, and where in it?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from nlu.components.affixes import stems
from nlu.components.gazetteer import Gazetteer
from nlu.components.lexicon import Forms, Lexicon, Meaning, learn, phrases
from nlu.components.normalise import Word
from nlu.components.postcodes import postcodes, vague
from nlu.components.training_data import Annotation, TrainingSet

# A stem or a borrowed word that is shorter says too little.
SHORTEST = 4


@dataclass(frozen=True)
class Span:
    """A reading of the words from `first` up to `last`."""

    first: int
    last: int
    meaning: Meaning


@dataclass(frozen=True)
class Reading:
    """A message cut into words, and the lexicon of the language it is taken to be in."""

    message: str
    found: list[Word]
    lexicon: Lexicon

    def cued(self, first: int, last: int) -> bool:
        """The words beside say that a place is named."""
        before = self.found[first - 1].text if first else ""
        after = self.found[last].text if last < len(self.found) else ""
        return before in self.lexicon.cues_before or after in self.lexicon.cues_after

    def capitalised(self, first: int) -> bool:
        """Written with a capital in a message that is not all capitals, and not only because it begins."""
        initial = self.message[self.found[first].start]
        return initial.isupper() and first > 0 and not self.message.isupper()


class EntityModel:
    """Lexicons by language, a gazetteer for all, and postcodes."""

    def __init__(self, lexicons: dict[str, Lexicon], gazetteer: Gazetteer) -> None:
        self._lexicons = lexicons
        self._gazetteer = gazetteer
        self._shared = _agreed(lexicons.values())
        # Of all languages: people borrow words, and a borrowed "working" is not Woking.
        self._ordinary = frozenset().union(*(lexicon.ordinary for lexicon in lexicons.values()))

    @classmethod
    def learn(cls, data: TrainingSet, gazetteer: Gazetteer) -> "EntityModel":
        """From every language's examples and synonyms."""
        return cls({language: learn(data, language) for language in data.languages}, gazetteer)

    def entities(self, message: str, found: list[Word], language: str) -> list[Annotation]:
        """What the message names, in order, each word at most once; the longest reading wins."""
        lexicon = self._lexicons.get(language) or next(iter(self._lexicons.values()))
        reading = Reading(message, found, lexicon)
        taken = [False] * len(reading.found)
        spans: list[Annotation] = []
        for span in self._spans(reading):
            if not any(taken[span.first : span.last]):
                taken[span.first : span.last] = [True] * (span.last - span.first)
                start, end = reading.found[span.first].start, reading.found[span.last - 1].end
                spans.append(Annotation(*span.meaning, start, end))
        return sorted(spans, key=lambda span: span.start)

    def _spans(self, reading: Reading) -> Iterator[Span]:
        """Every reading, the surest first."""
        yield from _postcodes(reading)
        for phrase, first, last in phrases(reading.found):
            if meaning := self._exact(phrase, first, last, reading):
                yield Span(first, last, meaning)
        for number, word in enumerate(reading.found):
            if meaning := self._inexact(word.text, number, reading):
                yield Span(number, number + 1, meaning)

    def _exact(self, phrase: str, first: int, last: int, reading: Reading) -> Meaning | None:
        if meaning := reading.lexicon.forms.get(phrase):
            return meaning
        strange = phrase not in self._ordinary
        if strange and len(phrase) >= SHORTEST and (meaning := self._shared.get(phrase)):
            return meaning
        cued = reading.cued(first, last) or len(reading.found) == last - first
        name = self._gazetteer.named(phrase, strange, cued, reading.capitalised(first))
        return ("place", name) if name else None

    def _inexact(self, word: str, number: int, reading: Reading) -> Meaning | None:
        """With an affix taken off, or misspelt. Words that this language uses otherwise are left alone."""
        if word in self._ordinary or word.isdigit():
            return None
        for stem in stems(word):
            if len(stem) >= SHORTEST and (meaning := reading.lexicon.forms.get(stem)):
                return meaning
            if name := self._gazetteer.named(stem, stem not in self._ordinary, False, False):
                return "place", name
        name = self._gazetteer.nearest(word, reading.cued(number, number + 1))
        return ("place", name) if name else None

    def as_json(self) -> dict[str, Any]:
        """What `from_json` needs."""
        return {
            "lexicons": {
                language: {
                    "forms": lexicon.forms,
                    "ordinary": sorted(lexicon.ordinary),
                    "before": sorted(lexicon.cues_before),
                    "after": sorted(lexicon.cues_after),
                }
                for language, lexicon in self._lexicons.items()
            },
            "gazetteer": self._gazetteer.as_json(),
        }

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> "EntityModel":
        """The model that `content` came from."""
        lexicons = {
            language: Lexicon(
                {form: (meaning[0], meaning[1]) for form, meaning in said["forms"].items()},
                frozenset(said["ordinary"]),
                frozenset(said["before"]),
                frozenset(said["after"]),
            )
            for language, said in content["lexicons"].items()
        }
        return cls(lexicons, Gazetteer.from_json(content["gazetteer"]))


def _postcodes(reading: Reading) -> Iterator[Span]:
    for value, start, end in postcodes(reading.message):
        inside = [
            n for n, word in enumerate(reading.found) if start <= word.start and word.end <= end
        ]
        if inside and (
            not vague(reading.message[start:end]) or reading.cued(inside[0], inside[-1] + 1)
        ):
            yield Span(inside[0], inside[-1] + 1, ("place", value))


def _agreed(lexicons: Iterable[Lexicon]) -> Forms:
    """Forms that mean the same in every language that has them: people mix languages."""
    agreed: dict[str, Meaning | None] = {}
    for lexicon in lexicons:
        for form, meaning in lexicon.forms.items():
            agreed[form] = meaning if agreed.get(form, meaning) == meaning else None
    return {form: meaning for form, meaning in agreed.items() if meaning}
