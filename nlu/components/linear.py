"""What does a linear model on weighted pieces of text say, and how is one trained, kept and loaded?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from nlu.components.ngrams import Hashes

Floats: TypeAlias = npt.NDArray[np.float32]
# One text, as the hashes of its pieces in each block (characters, words).
Pieces = tuple[Hashes, ...]


@dataclass(frozen=True)
class Vocabulary:
    """The pieces seen in training, sorted by hash within each block, and how telling each is."""

    blocks: tuple[Hashes, ...]
    weights: tuple[Floats, ...]
    # What the blocks count for beside one another.
    shares: tuple[float, ...] = (1.0, 1.0)

    @classmethod
    def of(cls, texts: Sequence[Pieces], at_least: int) -> "Vocabulary":
        """From the texts' pieces; one that fewer than `at_least` texts have is left out."""
        blocks, weights = [], []
        for number in range(len(texts[0])):
            seen = np.concatenate([np.unique(pieces[number]) for pieces in texts])
            hashes, counts = np.unique(seen, return_counts=True)
            kept = counts >= at_least
            blocks.append(hashes[kept])
            idf = np.log((1 + len(texts)) / (1 + counts[kept])) + 1
            weights.append(idf.astype(np.float32))
        return cls(tuple(blocks), tuple(weights))

    def row(self, pieces: Pieces) -> tuple[npt.NDArray[np.int64], Floats]:
        """The columns and values of a text: sublinear counts times weight, length 1 in each block."""
        columns, values, offset = [], [], 0
        for hashes, idf, share, found in zip(
            self.blocks, self.weights, self.shares, pieces, strict=True
        ):
            unique, counts = np.unique(found, return_counts=True)
            at, known = located(hashes, unique)
            at, counts = at[known], counts[known]
            value = (1 + np.log(counts)) * idf[at]
            length = float(np.sqrt((value * value).sum())) or 1.0
            columns.append(at + offset)
            values.append((value * (share / length)).astype(np.float32))
            offset += len(hashes)
        return np.concatenate(columns), np.concatenate(values)

    def matrix(self, texts: Sequence[Pieces]) -> Any:
        """The texts as a sparse matrix, a row each."""
        from scipy.sparse import csr_matrix

        rows = [self.row(pieces) for pieces in texts]
        starts = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        data = np.concatenate([values for _, values in rows])
        columns = np.concatenate([columns for columns, _ in rows])
        width = sum(len(hashes) for hashes in self.blocks)
        return csr_matrix((data, columns, starts), shape=(len(rows), width))


def located(hashes: Hashes, wanted: Hashes) -> tuple[Any, Any]:
    """Where each of `wanted` stands in the sorted `hashes`, and whether it is there at all."""
    at = np.searchsorted(hashes, wanted)
    at[at == len(hashes)] = 0
    return at, hashes[at] == wanted if len(hashes) else np.zeros(len(at), dtype=bool)


@dataclass(frozen=True)
class LinearModel:
    """Classes by name, and a weight for each piece and class. Small: weights are half floats."""

    vocabulary: Vocabulary
    classes: tuple[str, ...]
    weights: npt.NDArray[np.float16]
    bias: Floats

    def scores(self, pieces: Pieces) -> Floats:
        """One score a class, in the order of `classes`."""
        columns, values = self.vocabulary.row(pieces)
        out: Floats = values @ self.weights[columns].astype(np.float32) + self.bias
        return out

    def arrays(self) -> dict[str, Any]:
        """What `from_arrays` needs, by name, for numpy's own file format."""
        return {
            "classes": np.array(self.classes),
            "weights": self.weights,
            "bias": self.bias,
            "shares": np.array(self.vocabulary.shares),
            **{f"hashes{n}": hashes for n, hashes in enumerate(self.vocabulary.blocks)},
            **{f"idf{n}": idf for n, idf in enumerate(self.vocabulary.weights)},
        }

    @classmethod
    def from_arrays(cls, arrays: Any) -> "LinearModel":
        """The model that `arrays` came from."""
        count = sum(name.startswith("hashes") for name in arrays)
        vocabulary = Vocabulary(
            tuple(arrays[f"hashes{n}"] for n in range(count)),
            tuple(arrays[f"idf{n}"] for n in range(count)),
            tuple(float(share) for share in arrays["shares"]),
        )
        classes = tuple(str(name) for name in arrays["classes"])
        return cls(vocabulary, classes, arrays["weights"], arrays["bias"])
