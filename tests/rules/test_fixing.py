"""Safe fixes mend form and place, once, and bring nothing new."""

from __future__ import annotations

from assistant.domain.draft import Draft
from assistant.law import Law
from assistant.rules.checking import check_draft
from assistant.rules.example import read_example_draft
from assistant.rules.fixing import apply_safe

LAW = Law.of(None, 2025)
DAMAGED = """
目标：培训200人，合格率不低于95%。
数量指标｜培训人次｜≥200｜按签到册统计｜2024年实际180人次
质量指标｜结业考试合格率｜≥９５%｜合格人数÷参训人数｜2024年为94%
成本指标｜补助申请办理时限｜≤10个工作日｜自受理至办结｜经办规程
成本指标｜人均培训成本｜≤450元/人天｜支出÷人天｜市级培训费综合定额
社会效益指标｜报表一次审核通过率｜≥97｜通过数÷上报数｜2024年为96%
服务对象满意度指标｜参训学员满意度｜≥95｜结业问卷，样本180份｜2024年测评94%
"""


def fixed(draft: Draft) -> Draft:
    return apply_safe(draft, check_draft(draft, LAW).findings, LAW)


def test_a_unit_the_name_gives_away_is_filled_in() -> None:
    rows = {r.name: r for r in fixed(read_example_draft(DAMAGED)).indicators}
    assert rows["培训人次"].target == "≥200人次"
    assert rows["报表一次审核通过率"].unit == "%"
    assert rows["参训学员满意度"].printed() == "≥95%"


def test_a_deadline_under_cost_moves_to_timeliness() -> None:
    row = next(r for r in fixed(read_example_draft(DAMAGED)).indicators if r.name == "补助申请办理时限")
    assert (row.level1, row.level2) == ("产出指标", "时效指标")


def test_full_width_digits_are_written_in_half_width() -> None:
    row = next(r for r in fixed(read_example_draft(DAMAGED)).indicators if r.name == "结业考试合格率")
    assert row.target == "≥95%"


def test_fixing_leaves_no_fixable_finding_and_nothing_heavier_than_a_note() -> None:
    after = check_draft(fixed(read_example_draft(DAMAGED)), LAW).findings
    assert [f for f in after if f.fix and f.fix.safe] == []
    assert [f for f in after if f.severity != "note"] == []


def test_fixing_twice_changes_nothing_more() -> None:
    once = fixed(read_example_draft(DAMAGED))
    assert fixed(once) == once


def test_fixing_raises_no_finding_that_was_not_there() -> None:
    draft = read_example_draft(DAMAGED)
    before = {(f.rule, f.index) for f in check_draft(draft, LAW).findings}
    after = {(f.rule, f.index) for f in check_draft(fixed(draft), LAW).findings}
    assert after <= before


def test_a_locked_row_stays_as_the_person_left_it() -> None:
    draft = read_example_draft(DAMAGED)
    locked = draft.with_rows([r.model_copy(update={"status": "locked"}) for r in draft.indicators])
    assert fixed(locked) == locked


def test_an_unsafe_fix_is_proposed_and_not_made() -> None:
    draft = read_example_draft("目标：完成培训。\n质量指标｜核查处置率｜≥100%｜处置数÷应处置数｜管理办法规定")
    finding = next(f for f in check_draft(draft, LAW).findings if f.kind == "percent_over_100")
    assert finding.fix is not None
    assert not finding.fix.safe
    assert fixed(draft) == draft
