"""The bench of search measures what it says, on a small collection."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.domain.form import Record
from eval.bench.search import bench, many

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def shipped() -> list[Record]:
    lines = (REPOSITORY / "corpus" / "records" / "projects.jsonl").read_text(encoding="utf-8").splitlines()
    return [Record.model_validate(json.loads(line)) for line in lines if line.strip()]


def test_made_records_are_the_same_every_time_and_none_twice(shipped: list[Record]) -> None:
    assert many(shipped, 30) == many(shipped[::-1], 30)
    assert len({r.id for r in many(shipped, 30)}) == 30


def test_a_row_names_search_and_its_floors(shipped: list[Record]) -> None:
    pytest.importorskip("bm25s")
    (row,) = bench(shipped, ["买电脑", "修路"], sizes=(40,), repeats=6)
    assert row["records"] == 40
    for name in ("search", "filtered", "chroma", "bm25s"):
        assert 0 < row[f"{name}_p50_ms"] <= row[f"{name}_p95_ms"]
    assert row["search_to_floor"] == pytest.approx(row["search_p50_ms"] / (row["chroma_p50_ms"] + row["bm25s_p50_ms"]), abs=0.02)
