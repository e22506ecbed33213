"""Rows of terms: cosine with inverse document frequency, growing by appending."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.terms import Row, TermTable, grams, row_of

WORDS = st.dictionaries(st.sampled_from(["灭火器", "路面", "学生", "贷款", "慰问", "电脑", "培训", "绿化"]), st.floats(0.1, 5), max_size=6)


@given(st.lists(WORDS, min_size=1, max_size=8), WORDS)
def test_scores_are_cosines_of_tfidf_vectors(texts: list[dict[str, float]], asked: dict[str, float]) -> None:
    rows, row = [row_of(t) for t in texts], row_of(asked)
    vocabulary = sorted({int(t) for r in [*rows, row] for t in r.terms})
    at = {t: n for n, t in enumerate(vocabulary)}

    def dense(r: Row) -> np.ndarray:
        v = np.zeros(len(vocabulary) + 1)
        v[[at[int(t)] for t in r.terms]] = r.weights
        return v

    documents = np.array([dense(r) for r in rows])
    idf = np.log1p(len(rows) / (1 + (documents > 0).sum(0)))
    expected = []
    for d in documents:
        a, b = d * idf, dense(row) * idf
        norm = np.linalg.norm(a) * np.linalg.norm(b)
        expected.append(a @ b / norm if norm else 0.0)
    assert TermTable(rows).scores(row) == pytest.approx(expected, abs=1e-9)


@settings(deadline=None)  # scipy is imported with the first table
@given(st.lists(WORDS, min_size=2, max_size=8), WORDS, st.integers(1, 7))
def test_growing_gives_what_building_at_once_gives(texts: list[dict[str, float]], asked: dict[str, float], cut: int) -> None:
    rows = [row_of(t) for t in texts]
    grown = TermTable(rows[:cut]).with_rows(rows[cut:])
    assert np.array_equal(grown.scores(row_of(asked)), TermTable(rows).scores(row_of(asked)))


@given(WORDS)
def test_a_row_survives_its_blob(weights: dict[str, float]) -> None:
    row = row_of(weights)
    back = Row.of_blob(row.blob())
    assert np.array_equal(back.terms, row.terms)
    assert np.array_equal(back.weights, row.weights)


def test_an_empty_table_and_an_empty_row_have_nothing_to_say() -> None:
    assert TermTable([]).scores(row_of({"a": 1.0})).shape == (0,)
    assert TermTable([row_of({"a": 1.0})]).scores(row_of({})).tolist() == [0.0]


def test_grams_are_the_runs_of_a_text() -> None:
    assert list(grams("春节慰问", 2)) == ["春节", "节慰", "慰问"]
    assert list(grams("春", 2)) == []
