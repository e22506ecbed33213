"""The measures of drafts on small hand-made drafts: good ones score well, and every fault is seen by the measure that is there for it."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.domain.draft import Draft, Question, withhold
from assistant.domain.intake import read_draft
from eval.cases.requests import RequestCase
from eval.measures import drafts as measures
from eval.measures.drafts import Drafted

WORDS = "举办护林员培训3期，每期20人，9月底前完成，学员满意度九成以上。去年办了2期、到了45人。每人培训费不超过300元。"
CASE: dict[str, Any] = {
    "id": "x",
    "type": "会议培训",
    "request": {"project": "护林员培训", "organisation": "某县林业局", "fiscal_year": 2025, "budget_wan": 1.8, "description": WORDS},
    "facts": [
        {"quote": "培训3期", "object": "培训期数", "comparator": "≥", "value": 3, "unit": "期", "level2": ["数量指标"]},
        {"quote": "9月底前", "object": "完成时间", "comparator": "≤", "value": "2025-09-30", "unit": "date", "level2": ["时效指标"]},
        {"quote": "满意度九成以上", "object": "学员满意度", "comparator": "≥", "value": 90, "unit": "%", "level2": ["服务对象满意度指标"]},
    ],
    "distractors": ["45人"],
    "derived": [{"object": "培训人次", "value": 60, "unit": "人次", "how": "3×20"}],
}


def row(name: str, level2: str, comparator: str, value: Any, unit: str, quote: str, **more: Any) -> dict[str, Any]:
    ground = {"kind": "description", "ref": "request.description", "quote": quote}
    return {"name": name, "level2": level2, "comparator": comparator, "value": value, "unit": unit, "sources": [ground], **more}


SOUND = [
    row("护林员培训期数", "数量指标", "≥", 3, "期", "培训3期"),
    row("培训完成时间", "时效指标", "≤", "2025-09-30", "date", "9月底前"),
    row("参训学员满意度", "服务对象满意度指标", "≥", 90, "%", "满意度九成以上"),
]


def drafted(*rows: dict[str, Any], **case: Any) -> Drafted:
    given = RequestCase.model_validate({**CASE, **case})
    draft, _ = read_draft({"request": given.given, "indicators": list(rows)})
    return Drafted(given, draft)


def share(measure: Any, *rows: dict[str, Any], **case: Any) -> float:
    earned, out_of = measure(drafted(*rows, **case))
    return float(earned / out_of)


def test_a_draft_that_tells_every_fact_keeps_them_all() -> None:
    assert share(measures.facts_kept, *SOUND) == 1
    assert share(measures.tiers_right, *SOUND) == 1


@pytest.mark.parametrize(
    "change",
    [{"value": 4}, {"level2": "质量指标"}, {"comparator": "≤"}, {"unit": "%"}, {"name": "森林火灾起数"}],
    ids=["another value", "a tier nobody accepts", "the opposite sign", "a unit of another kind", "another subject"],
)
def test_a_row_that_says_something_else_keeps_no_fact(change: dict[str, Any]) -> None:
    assert share(measures.facts_kept, {**SOUND[0], **change}, *SOUND[1:]) == pytest.approx(2 / 3)


def test_the_same_value_in_another_unit_of_its_kind_is_the_same_fact() -> None:
    fact = {"quote": "响应30分钟", "object": "故障响应时间", "comparator": "≤", "value": 30, "unit": "分钟", "level2": ["时效指标"]}
    assert share(measures.facts_kept, row("故障响应时间", "时效指标", "≤", 0.5, "小时", "x"), facts=[fact]) == 1


def test_a_tier_is_judged_only_where_the_value_was_told() -> None:
    wrong = {**SOUND[0], "level2": "质量指标"}
    assert measures.tiers_right(drafted(wrong)) == (0, 1)


def test_a_number_of_last_year_made_a_target_is_a_distractor_used() -> None:
    assert share(measures.distractors_used, *SOUND) == 0
    assert share(measures.distractors_used, *SOUND, row("培训人数", "数量指标", "≥", 45, "人", "到了45人")) == 1


def test_a_number_of_last_year_that_is_also_this_years_fact_is_no_fault() -> None:
    assert share(measures.distractors_used, SOUND[0], distractors=["3期"]) == 0


def test_a_number_whose_quote_does_not_hold_it_is_unsupported() -> None:
    assert share(measures.unsupported_numbers, *SOUND) == 0
    assert share(measures.unsupported_numbers, row("护林员培训期数", "数量指标", "≥", 5, "期", "培训3期")) == 1


def test_a_missing_tier_is_counted_unless_a_question_asks_about_it() -> None:
    assert share(measures.mandatory_tiers, *SOUND) == pytest.approx(3 / 6)
    item = drafted(*SOUND, row("合格率", "质量指标", "≥", None, "%", "", status="unconfirmed"))
    assert measures.mandatory_tiers(item) == (3, 6)
    asked = item.draft.model_copy(update={"questions": (Question(about="质量指标", question="合格率定多少？"),)})
    assert measures.mandatory_tiers(Drafted(item.case, asked)) == (4, 6)


def test_a_sum_the_words_give_is_recalled_within_one_per_cent() -> None:
    assert share(measures.derived_recalled, row("培训人次", "数量指标", "≥", 60, "人次", "x")) == 1
    assert share(measures.derived_recalled, row("培训人次", "数量指标", "≥", 62, "人次", "x")) == 0


def test_a_row_said_twice_is_a_near_duplicate_and_two_facts_alike_are_not() -> None:
    assert share(measures.near_duplicates, *SOUND) == 0
    assert share(measures.near_duplicates, SOUND[0], {**SOUND[0], "value": 9}) == 0.5
    spring, autumn = (
        row(f"{season}季补助发放时间", "时效指标", "≤", day, "date", "x") for season, day in (("春", "2025-06-30"), ("秋", "2025-12-31"))
    )
    facts = [
        {"quote": "x", "object": f"{s}季发放", "comparator": "≤", "value": d, "unit": "date", "level2": ["时效指标"]}
        for s, d in (("春", "2025-06-30"), ("秋", "2025-12-31"))
    ]
    assert share(measures.near_duplicates, spring, autumn, facts=facts) == 0


def test_too_few_and_too_many_rows_are_out_of_bounds() -> None:
    many = [row(f"事项{n}数量", "数量指标", "≥", n, "个", "x") for n in range(1, 18)]
    assert share(measures.rows_in_bounds, *SOUND) == 0
    assert share(measures.rows_in_bounds, *many[:8]) == 1
    assert share(measures.rows_in_bounds, *many) == 0


def test_a_secret_is_kept_only_by_a_draft_without_rows_and_without_its_words() -> None:
    secret = RequestCase.model_validate({**CASE, "facts": [], "distractors": [], "derived": [], "expect": "confidential"})
    kept = Draft(request=withhold(secret.request), confidential=True)
    assert measures.secrets_kept(Drafted(secret, kept)) == (1, 1)
    assert measures.secrets_kept(Drafted(secret, kept.model_copy(update={"objective": WORDS}))) == (0, 1)
    assert measures.secrets_kept(Drafted(secret, kept.model_copy(update={"confidential": False}))) == (0, 1)
    assert measures.facts_kept(Drafted(secret, kept)) == (0, 0)
