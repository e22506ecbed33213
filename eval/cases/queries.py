"""检索案例: a query in plain words and the records worth showing for it, graded 2 (the same kind of project) or 1 (a useful neighbour)."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict

FILE = Path(__file__).parent / "retrieval" / "queries.jsonl"


class QueryCase(BaseModel):
    """`relevant`: record id → grade. `kind` says what makes the query hard (paraphrase, type, hard)."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    kind: str
    query: str
    organisation: str | None = None
    budget_wan: float | None = None
    relevant: dict[str, int]


def query_cases(file: Path = FILE) -> list[QueryCase]:
    return [QueryCase.model_validate(json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
