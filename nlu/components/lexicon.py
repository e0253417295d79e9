"""Which words and phrases stand for which value, in each language? Learned from synonyms and annotated lines."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from nlu.components.normalise import Word, plain, words
from nlu.components.training_data import Example, TrainingSet

TIMES = frozenset(
    """
    today tomorrow monday tuesday wednesday thursday friday saturday sunday weekend this_week next_week morning
    afternoon evening
""".split()
)
AUDIENCES = frozenset(
    """
    women men children young_people older_people parents lgbt disabled
""".split()
)
LANGUAGES = frozenset(
    """
    en ar fa ckb ps ti am so sw fr es pt uk pl ro ur tr ru zh hi bn pa vi sq ku
""".split()
)
ENTITIES = ("place", "time", "audience", "cost", "language")
# A language that is not ours has an ISO code as well.
CODE = 3
LONGEST_PHRASE = 5
# A form that writers mostly left alone is not meant as an entity ("English" in "learn English").
SEEN, MEANT = 3, 0.3
# A word is a cue for a place when this share of its uses stands beside one.
CUE_SEEN, CUE_SHARE = 4, 0.12

Meaning = tuple[str, str]
Forms = dict[str, Meaning]


@dataclass(frozen=True)
class Lexicon:
    """One language's forms (folded phrase to entity and value), its ordinary words, and the words beside places."""

    forms: Forms
    ordinary: frozenset[str]
    cues_before: frozenset[str]
    cues_after: frozenset[str]


def entity_of(value: str) -> str:
    """The entity that a canonical value belongs to; what is none of the closed lists is a place."""
    closed = {"time": TIMES, "audience": AUDIENCES, "cost": {"free"}, "language": LANGUAGES}
    named = next((entity for entity, values in closed.items() if value in values), None)
    return named or ("language" if value.islower() and len(value) <= CODE else "place")


def learn(data: TrainingSet, language: str) -> Lexicon:
    """The lexicon of one language."""
    lines = [example for example in data.examples if example.language == language]
    written = _written(data, language, lines)
    kept = _meant(written, lines)
    forms = {form: meaning for form, meaning in kept.items() if not _inner(form, kept)}
    before, after = _cues(lines)
    return Lexicon(forms, _ordinary(lines), before, after)


def phrases(found: list[Word]) -> Iterator[tuple[str, int, int]]:
    """Every run of words up to the longest phrase, as text with the numbers of its words; the longest first."""
    for size in range(min(LONGEST_PHRASE, len(found)), 0, -1):
        for first in range(len(found) - size + 1):
            run = found[first : first + size]
            yield " ".join(word.text for word in run), first, first + size


def _written(data: TrainingSet, language: str, lines: list[Example]) -> Forms:
    said: dict[str, Counter[Meaning]] = defaultdict(Counter)
    for example in lines:
        for entity in example.entities:
            form = plain(example.text[entity.start : entity.end])
            said[form][(entity.entity, entity.value)] += 1
    for synonym in data.synonyms:
        if synonym.language == language:
            said[plain(synonym.form)][(entity_of(synonym.value), synonym.value)] += 3
    return {form: meanings.most_common(1)[0][0] for form, meanings in said.items() if form}


def _meant(forms: Forms, lines: list[Example]) -> Forms:
    """Without the forms that writers who annotated a line left unannotated in it."""
    seen: Counter[str] = Counter()
    meant: Counter[str] = Counter()
    for example in lines:
        if example.entities:
            found = words(example.text)
            for phrase, first, last in phrases(found):
                if phrase in forms:
                    seen[phrase] += 1
                    meant[phrase] += _annotated(example, found[first].start, found[last - 1].end)
    return {
        form: meaning
        for form, meaning in forms.items()
        if seen[form] < SEEN or meant[form] >= MEANT * seen[form] or " " in form
    }


def _inner(phrase: str, forms: Forms) -> bool:
    """A shorter phrase inside says the same: "for women" is "women"."""
    parts = phrase.split()
    return any(
        forms.get(" ".join(parts[first:last])) == forms[phrase]
        for first in range(len(parts))
        for last in range(first + 1, len(parts) + 1)
        if last - first < len(parts)
    )


def _annotated(example: Example, start: int, end: int) -> bool:
    return any(start < entity.end and entity.start < end for entity in example.entities)


def _ordinary(lines: list[Example]) -> frozenset[str]:
    return frozenset(
        word.text
        for example in lines
        for word in words(example.text)
        if not _annotated(example, word.start, word.end)
    )


def _cues(lines: list[Example]) -> tuple[frozenset[str], frozenset[str]]:
    uses: Counter[str] = Counter()
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for example in lines:
        found = words(example.text)
        uses.update(word.text for word in found)
        towns = [
            any(
                e.entity == "place" and e.start < w.end and w.start < e.end
                for e in example.entities
            )
            for w in found
        ]
        for number, (word, town) in enumerate(zip(found, towns, strict=True)):
            before[word.text] += not town and number + 1 < len(found) and towns[number + 1]
            after[word.text] += not town and number > 0 and towns[number - 1]
    return _often(before, uses), _often(after, uses)


def _often(beside: Counter[str], uses: Counter[str]) -> frozenset[str]:
    return frozenset(
        word
        for word, count in beside.items()
        if count >= CUE_SEEN and count >= CUE_SHARE * uses[word]
    )
