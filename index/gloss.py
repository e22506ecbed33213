"""释义 (gloss): what a text is about where none of its words is known, guessed from its characters.

A Chinese word nobody listed still shares characters with listed ones: 挑水 with 饮水 and 打水, 提醒牌 with 警示牌. Each official word with all its other
names is a gloss; a text is described by the few glosses it shares most with (explicit semantic analysis, with our lexicon for a corpus).
The guess is frozen like the lexicon it comes from, and weighs less than a word that is known.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache

import numpy as np

from index.document import Document
from index.terms import Floats, Row, TermTable, row_of
from index.thesaurus import thesaurus

_KEPT = 6
"""Glosses a text is described by. Chosen with the weights: more of them bring in what only shares a common character."""

_FLAT = 0.7
"""The nearest gloss is seldom as much nearer as its likeness says."""

_NOT_WORDS = re.compile(r"[^0-9a-z\u3400-\u9fff]+|\d+")
_GRAMS = (1, 2)


def document_row(document: Document) -> Row:
    """The glosses of a document as a row of terms."""
    return row_of(_flattened(glosses(tuple(document.fields()))))


def query_row(text: str) -> Row:
    """The glosses of a description as a row of terms."""
    return row_of(_flattened(glosses(((text, 1.0),))))


def _flattened(likeness: Mapping[str, float]) -> dict[str, float]:
    return {name: value**_FLAT for name, value in likeness.items()}


@lru_cache(maxsize=256)
def glosses(fields: tuple[tuple[str, float], ...]) -> Mapping[str, float]:
    """The official words nearest to a text of weighted fields, with their likeness. Empty for a text that shares no character with any."""
    names, table = _table()
    read = thesaurus()
    likeness: Floats = np.zeros(len(names))
    # Field by field: in one bag the long table of indicator names would drown the project's name.
    for text, weight in fields:
        likeness += weight * table.scores(_row(read.content(read.without_places(read.substance(text)))))
    best = sorted(range(len(names)), key=lambda i: (-round(float(likeness[i]), 9), names[i]))[:_KEPT]
    return {names[i]: float(likeness[i]) for i in best if likeness[i] > 0}


@cache
def _table() -> tuple[list[str], TermTable]:
    found = thesaurus().glosses()
    return [name for name, _ in found], TermTable([_row(" ".join(words)) for _, words in found])


def _row(text: str) -> Row:
    counts: Counter[str] = Counter()
    for run in _NOT_WORDS.sub(" ", text).split():
        for size in _GRAMS:
            counts.update(run[i : i + size] for i in range(len(run) - size + 1))
    return row_of({gram: 1 + math.log(count) for gram, count in counts.items()})
