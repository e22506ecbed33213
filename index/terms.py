"""词项 (terms): rows of weighted terms compared by cosine with inverse document frequency (TF-IDF), growing by appending.

A term is a number below `WIDTH`, the hash of its text, so there is no vocabulary to rebuild: a new row brings its terms, and only sums
over the table (frequencies, norms) are taken anew. `zlib.crc32` is the hash because it is the same on every machine and in every version.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

WIDTH = 1 << 18
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """Terms and weights of one text, terms ascending."""

    terms: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.terms)

    def blob(self) -> bytes:
        return self.terms.astype("<i4").tobytes() + self.weights.astype("<f4").tobytes()

    @classmethod
    def of_blob(cls, blob: bytes) -> Row:
        half = len(blob) // 2
        return cls(np.frombuffer(blob[:half], "<i4"), np.frombuffer(blob[half:], "<f4"))


@lru_cache(maxsize=1 << 17)
def _term(word: str) -> int:
    return zlib.crc32(word.encode()) % WIDTH


def row_of(weights: Mapping[str, float]) -> Row:
    """The row of weighted words. Words whose hashes fall together share a term; with 2¹⁸ terms that is rare and harmless."""
    sums: dict[int, float] = {}
    for word, weight in weights.items():
        term = _term(word)
        sums[term] = sums.get(term, 0.0) + weight
    terms = np.fromiter(sums, np.int32, len(sums))
    ascending = np.argsort(terms)
    return Row(terms[ascending], np.fromiter(sums.values(), np.float64, len(sums))[ascending].astype(np.float32))


def grams(text: str, size: int) -> Iterator[str]:
    """The runs of `size` characters of a text, in order."""
    return map("".join, zip(*(text[i:] for i in range(size)), strict=False))


class TermTable:
    """The rows of many texts. `scores` compares one row with all of them: cosine in 0..1, one a row, in the order given."""

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        self._rows: list[Row] = list(rows)
        self._settled: _Settled | None = None

    def __len__(self) -> int:
        return len(self._rows)

    def with_rows(self, rows: Sequence[Row]) -> TermTable:
        """This table and more rows."""
        return TermTable([*self._rows, *rows])

    def scores(self, row: Row) -> Floats:
        if self._settled is None:
            self._settled = _Settled(self._rows)
        return self._settled.scores(row)


class _Settled:
    """Postings, frequencies and norms of the rows as they stand."""

    def __init__(self, rows: Sequence[Row]) -> None:
        # scipy is imported here: it costs a quarter of a second that the page need not wait for.
        from scipy.sparse import csr_array

        self.size = len(rows)
        ends = np.cumsum([0, *(len(r) for r in rows)])
        terms = np.concatenate([r.terms for r in rows]) if rows else np.empty(0, np.int32)
        weights = np.concatenate([r.weights for r in rows]).astype(np.float64) if rows else np.empty(0)
        matrix: Any = csr_array((weights, terms, ends), shape=(self.size, WIDTH))
        documents = np.bincount(terms, minlength=WIDTH)
        self.idf = np.log1p(self.size / (1.0 + documents))
        norms = np.sqrt(matrix.power(2) @ (self.idf**2))
        self.scale = np.divide(1.0, norms, out=np.zeros_like(norms), where=norms > 0)
        postings = matrix.tocsc()
        self.starts, self.members, self.weights = postings.indptr, postings.indices, postings.data

    def scores(self, row: Row) -> Floats:
        idf = self.idf[row.terms]
        asked = row.weights * idf
        norm = float(np.sqrt(asked @ asked))
        if not norm:
            return np.zeros(self.size)
        starts = self.starts[row.terms]
        lengths = self.starts[row.terms + 1] - starts
        # The places of all postings of all terms, one after the other: a loop over terms would cost more than the sums.
        places = np.arange(lengths.sum()) + np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
        shares = self.weights[places] * np.repeat(asked * idf / norm, lengths)
        total: Floats = np.bincount(self.members[places], shares, minlength=self.size) * self.scale
        return total
