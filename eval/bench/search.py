"""检索速度: search at 1k, 10k and, if asked, 100k records, beside a raw Chroma query with the same vectors and bm25s alone.

Records are made from published ones: one's name with parts of two others' words and new numbers, always the same for the same size. All
lanes run in one process, interleaved query by query, so that a busy machine is busy for all of them.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.domain.form import Record
from index.chroma import connect
from index.embedding import EmbeddedEmbedder, unit
from index.retrieve import Index

SIZES = (1_000, 10_000)
LARGE = 100_000
_REPEATS = 200
_WARM = 5


def many(records: Sequence[Record], size: int) -> list[Record]:
    """`size` records made from the given ones."""
    dice = random.Random(size)
    sound = [r for r in sorted(records, key=lambda r: r.id) if not r.confidential and r.description]
    made = []
    for n in range(size):
        one, other, third = (dice.choice(sound) for _ in range(3))
        words = [*_clauses(one), *dice.sample(_clauses(other), min(2, len(_clauses(other))))]
        dice.shuffle(words)
        made.append(
            one.model_copy(
                update={
                    "id": f"b{n:06d}",
                    "project": f"{one.project}{n}",
                    "description": "，".join(words),
                    "organisation": third.organisation,
                    "fiscal_year": 2018 + n % 8,
                    "budget_wan": round(10 ** dice.uniform(0, 3.5), 2),
                    "indicators": one.indicators[:4],
                }
            )
        )
    return made


def bench(
    records: Sequence[Record],
    queries: Sequence[str],
    sizes: Sequence[int] = SIZES,
    repeats: int = _REPEATS,
    say: Callable[[str], None] = lambda _: None,
) -> list[dict[str, Any]]:
    """A row a size: build and raw add in seconds; p50 and p95 in ms of a search, a filtered search, a raw Chroma query, bm25s; ratios to the floors."""
    return [_one(many(records, size), queries, repeats, say) for size in sizes]


def _one(records: list[Record], queries: Sequence[str], repeats: int, say: Callable[[str], None]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        say(f"{len(records)} 条：建立索引")
        index = Index(records, folder / "index")
        index.own()
        build_s = _seconds(index.build)
        vectors, held = index.vectors()
        say(f"{len(records)} 条：向量库底线")
        client, raw = connect(folder / "raw", "raw", None)
        raw_add_s = _seconds(lambda: _add(raw, held, vectors))
        words, tokens = _bm25s(records)
        times = _times(index, raw, words, tokens, queries, repeats)
        client.close()
        index.close()
    row: dict[str, Any] = {"records": len(records), "build_s": round(build_s, 2), "raw_add_s": round(raw_add_s, 2)}
    for name, spent in times.items():
        row[f"{name}_p50_ms"], row[f"{name}_p95_ms"] = (round(float(np.percentile(spent, q)) * 1000, 3) for q in (50, 95))
    floor = row["chroma_p50_ms"] + row["bm25s_p50_ms"]
    row["search_to_floor"] = round(row["search_p50_ms"] / floor, 2)
    row["filtered_to_search"] = round(row["filtered_p50_ms"] / row["search_p50_ms"], 2)
    row["build_to_raw_add"] = round(build_s / raw_add_s, 2)
    return row


def _times(index: Index, raw: Any, words: Any, tokens: Callable[[str], list[str]], queries: Sequence[str], repeats: int) -> dict[str, list[float]]:
    embedder = EmbeddedEmbedder()
    spent: dict[str, list[float]] = {"search": [], "filtered": [], "chroma": [], "bm25s": []}
    for n in range(_WARM + repeats):
        text = queries[n % len(queries)]
        vector = unit([embedder.embed_query(text)])[0].tolist()
        asked = [t for t in tokens(text) if t in words.vocab_dict] or [next(iter(words.vocab_dict))]
        took = {
            "search": _seconds(lambda text=text: index.comparables(text, budget_wan=50)),  # type: ignore[misc]
            "filtered": _seconds(lambda text=text: index.comparables(text, budget_wan=50, filters={"year": 2021})),  # type: ignore[misc]
            "chroma": _seconds(lambda vector=vector: raw.query(query_embeddings=[vector], n_results=10)),  # type: ignore[misc]
            "bm25s": _seconds(lambda asked=asked: words.get_scores(asked)),  # type: ignore[misc]
        }
        if n >= _WARM:
            for name, seconds in took.items():
                spent[name].append(seconds)
    return spent


def _bm25s(records: Sequence[Record]) -> tuple[Any, Callable[[str], list[str]]]:
    import bm25s
    import rjieba

    def tokens(text: str) -> list[str]:
        return [word for word in rjieba.cut(text) if len(word) > 1]

    words = bm25s.BM25()
    words.index([tokens(f"{r.project} {r.description}") or ["空"] for r in records], show_progress=False)
    return words, tokens


def _add(collection: Any, ids: Sequence[str], vectors: Any) -> None:
    for at in range(0, len(ids), 1000):
        collection.add(ids=list(ids[at : at + 1000]), embeddings=vectors[at : at + 1000])


def _clauses(record: Record) -> list[str]:
    return [c for c in (record.description or "").replace("；", "，").replace("。", "，").split("，") if c]


def _seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started
