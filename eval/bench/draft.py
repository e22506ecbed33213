"""起草速度: a whole draft over 100 and 10,000 records, beside one raw search over the same index."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import app
from corpus.records import Corpus, as_line
from eval.bench.search import many
from eval.cases.requests import request_cases
from eval.house import settings_in

SIZES = (100, 10_000)
_WARM = 2


def bench(say: Callable[[str], None]) -> list[dict[str, Any]]:
    """A row a size: median milliseconds of a draft and of its search, and the ratio."""
    return [_one(size, say) for size in SIZES]


def _one(size: int, say: Callable[[str], None]) -> dict[str, Any]:
    requests = [case.request for case in request_cases() if not case.confidential]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        records = folder / "records.jsonl"
        records.write_text("".join(json.dumps(as_line(r), ensure_ascii=False) + "\n" for r in many(Corpus().all(), size)), encoding="utf-8")
        settings = settings_in(folder / "data")
        say(f"{size} 条记录：建立索引")
        app.House().build_index(settings, folder / "index", [records], lambda done, of_all: None)
        workbench = app.compose(settings, folder / "index")
        drafts, searches = [], []
        say(f"{size} 条记录：起草 {len(requests)} 次")
        for request in requests:
            searches.append(
                _seconds(
                    lambda request=request: workbench.ranking(  # type: ignore[misc]
                        request.description, organisation=request.organisation, budget_wan=request.budget_wan
                    )
                )
            )
            drafts.append(_seconds(lambda request=request: workbench.draft(request, "offline")))  # type: ignore[misc]
    draft_ms, search_ms = (sorted(times[_WARM:])[len(times[_WARM:]) // 2] * 1000 for times in (drafts, searches))
    return {"records": size, "draft_ms": round(draft_ms, 1), "search_ms": round(search_ms, 1), "draft_to_search": round(draft_ms / search_ms, 2)}


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
