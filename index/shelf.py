"""书架 (shelf): the documents of one collection in memory, and how alike each of them is to what is asked.

Every lane but the vectors is scored for all documents; vectors are scored exactly for the candidates, or for all where the whole ranking is
asked. Nothing here is ever changed: an index that takes in a record makes a new shelf from the old one's rows.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index import facets, gloss, lexical
from index.document import Document
from index.embedding import Vectors
from index.facets import LANES, Facets
from index.filters import Columns, Mask
from index.fuse import fuse, order
from index.terms import Floats, Row, TermTable

WORDS, GLOSS = "words", "gloss"
_CANDIDATES = 200
"""Documents the lanes of words put forward; a collection no larger is scored whole."""

_NEAREST = 50
"""Documents the vectors put forward beside them."""

_BESIDE = ThreadPoolExecutor(max_workers=4, thread_name_prefix="near")
"""Where the vector store is asked while the lanes of words are scored."""

Near = Callable[[Vectors, int], "list[str] | None"]


def read_rows(document: Document) -> dict[str, Row]:
    """The rows of a document in every lane of words."""
    return {**facets.document_facets(document).rows(), WORDS: lexical.document_row(document), GLOSS: gloss.document_row(document)}


@dataclass(frozen=True)
class Asked:
    """A request as the lanes see it."""

    facets: Facets
    rows: Mapping[str, Row]
    vector: Vectors | None

    @classmethod
    def of(cls, text: str, organisation: str | None, budget_wan: float | None, project_type: str | None, vector: Vectors | None) -> Asked:
        read = facets.query_facets(text, organisation, budget_wan, project_type)
        return cls(read, {**read.rows(), WORDS: lexical.query_row(text), GLOSS: gloss.query_row(text)}, vector)


@dataclass(frozen=True)
class Shelf:
    """Documents by id, their rows by lane, their vectors (None where there are none: then that lane is silent)."""

    documents: Sequence[Document] = ()
    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    vectors: Vectors | None = None
    profile: str = "embedded"

    @cached_property
    def ids(self) -> list[str]:
        return [d.id for d in self.documents]

    @cached_property
    def places(self) -> dict[str, int]:
        return {i: n for n, i in enumerate(self.ids)}

    @cached_property
    def tables(self) -> dict[str, TermTable]:
        return {lane: TermTable(self.rows[lane]) for lane in (*LANES, WORDS, GLOSS)}

    @cached_property
    def columns(self) -> Columns:
        return Columns(self.documents)

    @cached_property
    def facets(self) -> list[Facets]:
        """Levels and budgets of all documents; the words are in the tables."""
        return [Facets(level=facets.unit_level(d.organisation, d.region), budget_wan=d.budget_wan) for d in self.documents]

    @cached_property
    def _budgets(self) -> Floats:
        """Orders of magnitude of the budgets, in 万元."""
        return np.log10([d.budget_wan if d.budget_wan and d.budget_wan > 0 else np.nan for d in self.documents])

    @cached_property
    def _levels(self) -> npt.NDArray[np.str_]:
        return np.array([f.level or "" for f in self.facets])

    def ranking(self, asked: Asked, mask: Mask | None = None) -> tuple[list[int], Floats]:
        """Every document (of the mask), best first, and the scores of all."""
        lanes = self._lanes(asked)
        if self.vectors is not None and asked.vector is not None:
            lanes["vector"] = _cosine(self.vectors, asked.vector)
        scores = fuse(lanes, self.profile)
        among = range(len(scores)) if mask is None else np.flatnonzero(mask).tolist()
        return order(scores, self.ids, among), scores

    def best(self, asked: Asked, limit: int, near: Near, mask: Mask | None = None) -> list[tuple[int, float]]:
        """The `limit` best with their scores: candidates are what the lanes of words and `near` put first, scored exactly.

        With a mask the nearest are found among its members by exact comparison, for a vector store cannot filter at speed.
        """
        if not self.documents:
            return []
        wanted = max(_NEAREST, 2 * limit)
        # The vector store answers outside of Python: it is asked first and looks while the lanes of words are scored.
        asked_near = (
            _BESIDE.submit(near, asked.vector, min(wanted, len(self.documents)))
            if mask is None and self.vectors is not None and asked.vector is not None
            else None
        )
        lanes = self._lanes(asked)
        without = fuse(lanes, self.profile)
        wide = max(_CANDIDATES, 2 * limit)
        among = np.arange(len(without)) if mask is None else np.flatnonzero(mask)
        chosen = among if len(among) <= wide else among[np.argpartition(-without[among], wide - 1)[:wide]]
        if self.vectors is not None and asked.vector is not None:
            found = asked_near.result() if asked_near else None
            chosen = np.union1d(chosen, self._nearest(asked.vector, wanted, found, among)).astype(int)
            lanes = {lane: values[chosen] for lane, values in lanes.items()}
            lanes["vector"] = _cosine(self.vectors[chosen], asked.vector)
        else:
            lanes = {lane: values[chosen] for lane, values in lanes.items()}
        scores = fuse(lanes, self.profile)
        ids = [self.ids[i] for i in chosen]
        return [(int(chosen[i]), float(scores[i])) for i in order(scores, ids, range(len(ids)))[:limit]]

    def _nearest(self, vector: Vectors, wide: int, found: list[str] | None, among: npt.NDArray[np.int_]) -> npt.NDArray[np.int_]:
        """Places of what the vector store found, or, where it was not asked or cannot say, of the exact nearest `among` these."""
        assert self.vectors is not None
        if found is not None:
            return np.array([self.places[i] for i in found if i in self.places], dtype=int)
        if len(among) <= wide:
            return among
        return among[np.argpartition(-(self.vectors[among] @ vector), wide - 1)[:wide]]

    def _lanes(self, asked: Asked) -> dict[str, Floats]:
        lanes = {lane: table.scores(asked.rows[lane]) for lane, table in self.tables.items()}
        for lane in LANES:
            lanes[lane] *= asked.facets.certainty(lane)
        lanes["money"] = self._money(asked.facets.budget_wan)
        lanes["level"] = (self._levels == asked.facets.level).astype(float) if asked.facets.level else np.zeros(len(self.documents))
        return lanes

    def _money(self, budget_wan: float | None) -> Floats:
        if not budget_wan or budget_wan <= 0:
            return np.full(len(self.documents), 0.5)
        likeness = 1 - np.abs(self._budgets - math.log10(budget_wan)) / 2
        return np.where(np.isnan(likeness), 0.5, np.maximum(0.0, likeness))


def _cosine(vectors: Vectors, vector: Vectors) -> Floats:
    """Cosine of unit vectors, nothing below zero. Taken in float64, a row at a time in effect, so that the company a row keeps changes nothing."""
    cosine: Floats = np.maximum(0.0, np.einsum("ij,j->i", vectors.astype(np.float64), vector.astype(np.float64)))
    return cosine
