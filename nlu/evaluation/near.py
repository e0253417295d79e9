"""Which lines are nearly the same? A second line that differs in one word only teaches that word, and nothing more."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from nlu.components.normalise import plain

Words = tuple[str, ...]


def near(texts: Sequence[str], shortest: int) -> list[tuple[str, str]]:
    """Pairs of texts of which one becomes the other by replacing or adding one word; the later one comes first.

    The shorter one has at least `shortest` words.
    """
    cut = [tuple(plain(text).split()) for text in texts]
    long = [n for n, words in enumerate(cut) if len(words) >= shortest]
    return [(texts[later], texts[earlier]) for earlier, later in sorted(_pairs(cut, long))]


def _pairs(cut: Sequence[Words], numbers: Iterable[int]) -> set[tuple[int, int]]:
    """Two texts are near where they leave the same words over after one is taken out of each, or of one."""
    whole: dict[Words, list[int]] = defaultdict(list)
    gapped: dict[tuple[int, Words], list[int]] = defaultdict(list)
    for n in numbers:
        whole[cut[n]].append(n)
        for place, left in _without_one(cut[n]):
            gapped[place, left].append(n)
    found: set[tuple[int, int]] = set()
    for (_, left), same in gapped.items():
        found |= {(a, b) for a in same for b in same if a < b and cut[a] != cut[b]}
        found |= {(min(a, b), max(a, b)) for a in same for b in whole.get(left, ())}
    return found


def _without_one(words: Words) -> Iterator[tuple[int, Words]]:
    return ((place, words[:place] + words[place + 1 :]) for place in range(len(words)))
