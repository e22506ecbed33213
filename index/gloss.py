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
from index.terms import Floats, Row, TermTable, grams, row_of
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
    names, _ = _table()
    likeness: Floats = np.zeros(len(names))
    # Field by field: in one bag the long table of indicator names would drown the project's name.
    for text, weight in fields:
        likeness += weight * _likeness(text)
    best = np.argsort(-np.round(likeness, 9), kind="stable")[:_KEPT].tolist()  # names are in order, so ties fall to the first name
    return {names[i]: float(likeness[i]) for i in best if likeness[i] > 0}


@lru_cache(maxsize=1024)
def _likeness(text: str) -> Floats:
    """To every official word; kept for a while, since the lane and the embedder both read a text."""
    read = thesaurus()
    return _table()[1].scores(_row(read.content(read.without_places(read.substance(text)))))


@cache
def _table() -> tuple[list[str], TermTable]:
    found = sorted(thesaurus().glosses())
    return [name for name, _ in found], TermTable([_row(" ".join(words)) for _, words in found])


def _row(text: str) -> Row:
    counts: Counter[str] = Counter()
    for run in _NOT_WORDS.sub(" ", text).split():
        for size in _GRAMS:
            counts.update(grams(run, size))
    return row_of({gram: 1 + math.log(count) for gram, count in counts.items()})
