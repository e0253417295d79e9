"""Which pieces of words and which words does a text consist of, as numbers that a linear model can weigh?"""

import zlib
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Hashes: TypeAlias = npt.NDArray[np.uint32]

CHARACTERS = 1
WORDS = 2
_PRIME = np.uint64(1_099_511_628_211)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SPACE = 32


def character_ngrams(words: Sequence[str], longest: int) -> Hashes:
    """The hashed n-grams (1 to `longest`) inside each word, with a blank before and after the word."""
    text = " " + "  ".join(words) + " "
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    blank = codes == _SPACE
    hashed = codes + np.uint64(CHARACTERS)
    inside = ~blank
    found = [_mixed(hashed[inside])]
    for size in range(2, min(longest, len(codes)) + 1):
        hashed = hashed[:-1] * _PRIME + codes[size - 1 :]
        # Two blanks in a row stand between words: no n-gram may hold both.
        joined = _no_gap(blank, size)
        found.append(_mixed(hashed[joined]))
    return np.concatenate(found)


def word_ngrams(words: Sequence[str]) -> Hashes:
    """The hashed words and pairs of neighbours."""
    single = [zlib.crc32(word.encode(), WORDS) for word in words]
    pairs = [zlib.crc32(f"{a} {b}".encode(), WORDS) for a, b in pairwise(words)]
    return np.array(single + pairs, dtype=np.uint32)


def _no_gap(blank: npt.NDArray[np.bool_], size: int) -> npt.NDArray[np.bool_]:
    gaps = np.concatenate(([0], np.cumsum(blank[:-1] & blank[1:])))
    return np.asarray(gaps[size - 1 :] == gaps[: len(gaps) - size + 1])


def _mixed(hashed: npt.NDArray[np.uint64]) -> Hashes:
    return ((hashed * _MIX) >> np.uint64(32)).astype(np.uint32)
