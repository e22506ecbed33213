"""What no field may hold is caught at the door: unprintable characters fall through, endless texts and figures are named."""

from __future__ import annotations

import time

import pytest

from assistant.domain.draft import Request
from assistant.domain.failures import BadInput
from assistant.domain.intake import read_draft, read_request
from assistant.domain.sieve import LONGEST_NUMBER, LONGEST_TEXT, printable
from assistant.law import Law
from assistant.understanding.understand import understand

GOOD = {"project": "培训", "description": "办班4期", "fiscal_year": 2023, "budget_wan": 5.6}


def test_control_characters_and_half_characters_fall_through() -> None:
    assert printable("办\x00班\ud8004\x1f期\n第二行\t完") == "办班4期\n第二行\t完"
    request, _ = read_request({**GOOD, "project": "培\x00训\udfff", "tasks": [{"name": "\x07任务"}]})
    assert (request.project, request.tasks[0].name) == ("培训", "任务")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"description": "字" * (LONGEST_TEXT + 1)}, "request.description"),
        ({"description": "1" * (LONGEST_NUMBER + 1)}, "request.description"),
        ({"schedule": {"3月底": float("nan")}}, "request.schedule.3月底"),
        ({"tasks": [{"name": "一", "budget_wan": float("inf")}]}, "request.tasks[0].budget_wan"),
        ({"tasks": [{"name": "一", "budget_wan": -1}]}, "request.tasks"),
        ({"totals": [{"label": "合计", "value_wan": float("nan")}]}, "request.totals[0].value_wan"),
        ({"previous": {"indicators": [{"name": "期数", "value": float("nan")}]}}, "request.previous.indicators[0].value"),
        ({"previous": {"indicators": [{"name": "期数", "value": [1, 2, 3]}]}}, "request.previous.indicators[0].value"),
        ({"budget_wan": True}, "request.budget_wan"),
        ({"fiscal_year": True}, "request.fiscal_year"),
    ],
)
def test_what_no_field_may_hold_is_named_by_its_path(change: dict[str, object], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_request({**GOOD, **change})
    assert refused.value.fields == [field]
    with pytest.raises(BadInput) as refused:
        read_draft({"request": {**GOOD, **change}, "indicators": []}, "draft")
    assert refused.value.fields == [f"draft.{field}"]


def test_a_rows_endless_name_is_named() -> None:
    with pytest.raises(BadInput) as refused:
        read_draft({"request": GOOD, "indicators": [{"name": "9" * 20_000, "level2": "数量指标"}]})
    assert refused.value.fields == ["indicators[0].name"]


@pytest.mark.parametrize(
    "clause", ["12,", "办培训6期，每期40人，10月底前完成，", "合格率不低于95%", "2025年9月底前", "（", "甲、", "一", "预算7万元，其中培训5万元，"]
)
def test_a_text_that_never_ends_a_sentence_is_understood_in_moments(clause: str) -> None:
    text = (clause * LONGEST_TEXT)[: LONGEST_TEXT // len(clause) * len(clause)]
    request = Request(project="培训", fiscal_year=2025, budget_wan=7, description=text)
    began = time.process_time()
    understand(request, Law.of(None, 2025))
    assert time.process_time() - began < 6, "looked back over everything said for each figure: minutes"
