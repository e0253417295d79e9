"""What are the words of a message, whatever keyboard they were typed on, and where do they stand in it?"""

import re
from dataclasses import dataclass

from nlu.components.letters import APOSTROPHES, fold, kind

# "heeelp" is "help" and "freeee" is "free".
DOUBLED = frozenset("eolsf")
DRAWN_OUT = re.compile(r"([^\W\d])\1{2,}")
ELIDED = frozenset({"l", "d", "j", "n", "s", "c", "m", "t", "qu"})
# Longer than any message that Telegram delivers.
LONGEST = 5000


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it counts (`text`) and its span in the person's own message, in code points."""

    text: str
    start: int
    end: int


def words(message: str) -> list[Word]:
    """The words of a message in order. Emoji stand alone; punctuation and marks are gone."""
    found: list[Word] = []
    letters = ""
    start = end = 0
    for place, character in enumerate(message[:LONGEST]):
        if character in APOSTROPHES and letters:
            if letters in ELIDED:
                found.append(Word(letters, start, end))
                letters = ""
            continue
        folded = fold(character)
        sort = kind(folded[0]) if folded else "mark"
        if sort == "mark":
            end = place + 1 if letters else end
        elif sort == "word":
            start = start if letters else place
            letters, end = letters + folded, place + 1
        else:
            if letters:
                found.append(Word(squeezed(letters), start, end))
                letters = ""
            if sort == "symbol":
                found.append(Word(folded, place, place + 1))
    if letters:
        found.append(Word(squeezed(letters), start, end))
    return found


def squeezed(word: str) -> str:
    """The word without drawn-out letters: three or more of one become one, or two where doubles are usual."""
    return DRAWN_OUT.sub(lambda run: run[1] * (2 if run[1] in DOUBLED else 1), word)


def plain(message: str) -> str:
    """The words of a message with single spaces between them."""
    return " ".join(word.text for word in words(message))
