"""Sixty sound drafts of sixty lines of work, and as many faults planted in them as a reviewer meets in a season: all of eval/cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.domain.intake import read_draft
from assistant.law import Law
from assistant.rules.checking import check_draft

CASES = Path(__file__).parents[2] / "eval" / "cases"


def cases(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


def findings(case: dict[str, Any]) -> tuple[Any, ...]:
    draft = read_draft(case["draft"])[0]
    return check_draft(draft, Law.of(None, draft.request.fiscal_year)).findings


@pytest.mark.parametrize("case", cases("drafts_clean.jsonl"), ids=lambda c: str(c["draft"]["request"]["project"]))
def test_a_sound_draft_is_left_alone(case: dict[str, Any]) -> None:
    assert [(f.rule, f.indicator) for f in findings(case) if f.severity != "note"] == []


@pytest.mark.parametrize("case", cases("drafts_planted.jsonl"), ids=lambda c: str(c["id"]))
def test_every_planted_fault_is_found_on_its_row(case: dict[str, Any]) -> None:
    found = findings(case)
    for fault in case["defects"]:
        kinds = {fault["kind"], *fault.get("accept", [])}
        rows = {fault["indicator"], *fault.get("also", [])}
        assert any(f.kind in kinds and (fault["indicator"] is None or f.indicator in rows) for f in found), fault
