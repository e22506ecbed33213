"""Graded queries of our own over the shipped records: a floor under the ranking."""

from __future__ import annotations

import json
import math
from pathlib import Path

from assistant.domain.form import Record
from index.retrieve import Index
from tests.index.conftest import REPOSITORY

FLOOR = {"all": 0.87, "paraphrase": 0.89, "type": 0.83, "hard": 0.83}


def ndcg(relevant: dict[str, int], ranking: list[str], depth: int = 5) -> float:
    gains = [2 ** relevant.get(i, 0) - 1 for i in ranking[:depth]]
    ideal = sorted((2**g - 1 for g in relevant.values()), reverse=True)[:depth]
    return sum(g / math.log2(n + 2) for n, g in enumerate(gains)) / sum(g / math.log2(n + 2) for n, g in enumerate(ideal))


def test_the_ranking_of_plain_words_does_not_fall_below_its_floor(shipped: list[Record], tmp_path: Path) -> None:
    queries = [json.loads(line) for line in (REPOSITORY / "eval/cases/retrieval/queries.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(queries) >= 200
    index = Index(shipped, tmp_path)
    scores: dict[str, list[float]] = {"all": []}
    for query in queries:
        ranking = index.ranking(query["query"], organisation=query["organisation"], budget_wan=query["budget_wan"])
        score = ndcg(query["relevant"], ranking)
        scores["all"].append(score)
        scores.setdefault(query["kind"], []).append(score)
    means = {kind: sum(values) / len(values) for kind, values in scores.items()}
    assert all(means[kind] >= floor for kind, floor in FLOOR.items()), means
