"""More documents than candidates: Chroma proposes, memory proposes, and the best are the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain.form import Record
from eval.bench.search import many
from index.retrieve import Index

ASKED = ("节前给困难老人送米送油", "把村里的土路硬化", "买几台电脑和打印机", "办公楼保安保洁", "抽检农药残留")


@pytest.fixture(scope="module")
def crowd(shipped: list[Record]) -> list[Record]:
    """Three times as many records as are ever candidates."""
    return many(shipped, 600)


def test_the_best_are_the_same_whoever_proposes_them(crowd: list[Record], tmp_path: Path) -> None:
    stored = Index(crowd, tmp_path)
    stored.own()
    stored.build()
    assert stored.status().vectors == "chroma"
    from_chroma = [[c.id for c in stored.comparables(text, budget_wan=20)] for text in ASKED]
    stored.close()
    assert stored.status().vectors == "memory"
    from_memory = [[c.id for c in stored.comparables(text, budget_wan=20)] for text in ASKED]
    whole = [stored.ranking(text, budget_wan=20)[:5] for text in ASKED]
    assert from_chroma == from_memory == whole


def test_a_filter_confines_candidates_and_ranking_alike(crowd: list[Record], tmp_path: Path) -> None:
    index = Index(crowd, tmp_path)
    for filters in ({"year": 2021}, {"budget_min": 100, "year": 2020}):
        allowed = set(index.ranking(ASKED[0], filters=filters))
        assert 0 < len(allowed) < len(crowd)
        best = [c.id for c in index.comparables(ASKED[0], filters=filters)]
        assert best == index.ranking(ASKED[0], filters=filters)[: len(best)]
