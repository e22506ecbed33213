"""字面 (lexical lane): the characters and words two texts share.

Character runs of one to three need no dictionary and survive odd spellings and codes; words (rjieba) add what a run cannot say. Function
words, the commonplaces of forms and ceremonial clauses are taken out first: they are what unlike projects have in common.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from index.document import Document
from index.terms import Row, grams, row_of
from index.thesaurus import thesaurus

_RUN = re.compile(r"[0-9a-z\u3400-\u9fff]+")
_DIGITS = re.compile(r"\d+")
_GRAMS = (1, 2, 3)
_GRAM_WEIGHT = {1: 0.5, 2: 1.0, 3: 1.0}
_WORD_WEIGHT = 1.0


def document_row(document: Document) -> Row:
    """The terms of a document; a field's weight counts as so many occurrences."""
    return _row(document.fields())


def query_row(text: str) -> Row:
    """The terms of a description."""
    return _row([(text, 1.0)])


def _row(fields: Iterable[tuple[str, float]]) -> Row:
    # rjieba loads its dictionary on import (0.15 s): only when something is searched or indexed.
    import rjieba

    counts: defaultdict[str, float] = defaultdict(float)
    read = thesaurus()
    for text, weight in fields:
        # Numbers are facts of one project, not what makes two alike.
        bare = _DIGITS.sub(" ", read.content(read.substance(text)))
        runs = _RUN.findall(bare)
        for size in _GRAMS:
            for gram, times in Counter(gram for run in runs for gram in grams(run, size)).items():
                counts[gram] += times * weight * _GRAM_WEIGHT[size]
        for word in (word for run in runs for word in rjieba.cut(run) if len(word) > 1):
            counts["w:" + word] += weight * _WORD_WEIGHT
    return row_of({term: 1 + math.log(count) if count >= 1 else count for term, count in counts.items()})
