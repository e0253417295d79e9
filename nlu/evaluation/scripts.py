"""Which scripts does a language write in, and which lines are in another? People's Latin letters are always allowed."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

ALWAYS = "LATIN"
# A script counts as one that a language is written in from this share of its letters on.
SHARE = 0.02


def letters(text: str) -> Counter[str]:
    """How many letters of each script there are, by the first word of Unicode's names."""
    plain = unicodedata.normalize("NFKC", text)
    return Counter(
        unicodedata.name(letter, "").split(" ")[0] for letter in plain if letter.isalpha()
    )


def written_in(texts: Iterable[str]) -> set[str]:
    """The scripts of a language's lines."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update(letters(text))
    least = SHARE * sum(found.values())
    return {ALWAYS, *(script for script, count in found.items() if count >= least)}


def misplaced(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Script and text of each line that is mostly in a script which the others are not in."""
    own = written_in(texts)
    for text in texts:
        found = letters(text)
        foreign = Counter({script: n for script, n in found.items() if script not in own})
        if foreign and 2 * foreign.total() > found.total():
            yield foreign.most_common(1)[0][0].capitalize(), text
