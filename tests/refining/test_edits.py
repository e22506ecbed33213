"""An edit does what it says, marks the row as the person's, and leaves every other row alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.draft import Draft, Question, Request
from assistant.domain.failures import BadInput
from assistant.domain.indicator import Ground, Indicator
from assistant.refining.edits import apply, apply_all, identified, target_of
from assistant.refining.operations import (
    EDITS,
    AddRow,
    AnswerQuestion,
    Confirm,
    Edit,
    MarkNotApplicable,
    MoveRow,
    MoveTier,
    RemoveRow,
    Rename,
    SetBudget,
    SetField,
    SetObjective,
    SetStandard,
    SetTarget,
)

REQUEST = Request(project="月嫂培训", organisation="某县妇联", fiscal_year=2025, budget_wan=8, description="办月嫂培训2期，每期40人，10月底前办完。")


def row(id_: str, level2: str, name: str, printed: str, **more: Any) -> Indicator:
    level1 = {"数量指标": "产出指标", "时效指标": "产出指标", "成本指标": "产出指标", "社会效益指标": "效益指标"}.get(level2, "满意度指标")
    from assistant.domain.target import Target

    base = Indicator(
        id=id_, level1=level1, level2=level2, name=name, explanation="按名册统计", sources=(Ground(kind="description", quote="原话"),), **more
    )
    return base.with_target(Target.read(printed, 2025)) if printed else base


DRAFT = Draft(
    request=REQUEST,
    objective="办好培训。",
    indicators=(
        row("a", "数量指标", "培训期数", "=2期"),
        row("b", "数量指标", "培训人次", "≥80人次"),
        row("c", "时效指标", "培训完成时间", "2025年10月底前"),
        row("d", "成本指标", "人均培训成本", "≤1000元/人"),
        row("e", "社会效益指标", "就业率", "", status="unconfirmed"),
        row("f", "服务对象满意度指标", "学员满意度", "≥90%", status="unconfirmed"),
    ),
    questions=(Question(about="e", question="参训后就业率预计多少？"), Question(about="schedule", question="什么时候付款？")),
)


def after(edit: Edit) -> Draft:
    return apply(DRAFT, edit)


def test_a_bare_number_keeps_sign_and_unit() -> None:
    changed = after(SetTarget(row="b", printed="300", said="培训人次改成300")).row("b")
    assert changed is not None
    assert (changed.comparator, changed.value, changed.unit, changed.target) == ("≥", 300, "人次", "≥300人次")
    assert changed.status == "edited"
    assert changed.sources == (Ground(kind="user", ref="edit", quote="培训人次改成300"),)


@pytest.mark.parametrize(
    ("row_id", "printed", "comparator", "value", "unit"),
    [
        ("b", "不少于九十", "≥", 90, "人次"),
        ("b", "＝100人次", "=", 100, "人次"),
        ("f", "九成五", "≥", 95, "%"),
        ("c", "9月底前", "≤", "2025-09-30", "date"),
        ("d", "控制在900", "≤", 900, "元/人"),
        ("a", "2~3期", "=", (2, 3), "期"),
    ],
)
def test_what_a_printing_leaves_out_stays_as_the_row_has_it(row_id: str, printed: str, comparator: str, value: object, unit: str) -> None:
    changed = after(SetTarget(row=row_id, printed=printed)).row(row_id)
    assert changed is not None
    assert (changed.comparator, changed.value, changed.unit) == (comparator, value, unit)


def test_a_new_value_settles_the_rows_question_and_no_other() -> None:
    assert [q.about for q in after(SetTarget(row="e", printed="≥60%")).questions] == ["schedule"]


@pytest.mark.parametrize("edit", [
    SetTarget(row="b", printed="300"), SetField(row="b", field="explanation", value="按签到册"), Rename(row="b", name="参训人次"), RemoveRow(row="b"),
    Confirm(row="b"), MoveTier(row="b", level2="社会效益指标"), SetField(row="b", field="weight", value=10), SetField(row="b", field="unit", value="人"),
    SetField(row="b", field="comparator", value="="), AddRow(level2="数量指标", name="教材册数", printed="≥80册"),
])  # fmt: skip
def test_every_other_row_stays_exactly_as_it_was(edit: Edit) -> None:
    others = [r for r in after(edit).indicators if r.id in "acdef"]
    assert others == [r for r in DRAFT.indicators if r.id != "b"]


def test_a_new_row_stands_at_the_end_of_its_tier_and_waits_without_a_target() -> None:
    rows = after(AddRow(level2="数量指标", name="教材册数")).indicators
    assert [r.name for r in rows][:3] == ["培训期数", "培训人次", "教材册数"]
    assert rows[2].status == "unconfirmed"
    assert rows[2].level1 == "产出指标"


def test_a_new_row_in_an_empty_tier_stands_where_the_form_prints_it() -> None:
    names = [r.level2 for r in after(AddRow(level2="质量指标", name="合格率", printed="≥95%")).indicators]
    assert names.index("质量指标") == 2


def test_confirming_takes_the_assumption_away_and_locks_the_row() -> None:
    assumed = DRAFT.with_rows([r.model_copy(update={"sources": (Ground(kind="assumption", quote="一般为90%"),)}) for r in DRAFT.indicators])
    changed = apply(assumed, Confirm(row="f", said="按你说的确认")).row("f")
    assert changed is not None
    assert changed.status == "locked"
    assert [g.kind for g in changed.sources] == ["user"]


def test_a_row_without_a_value_cannot_be_confirmed() -> None:
    with pytest.raises(BadInput, match="还没有指标值"):
        after(Confirm(row="e"))


def test_only_benefits_may_be_not_applicable_and_only_with_a_reason() -> None:
    changed = after(MarkNotApplicable(row="e", reason="不产生就业")).row("e")
    assert changed is not None
    assert (changed.status, changed.value, changed.reason) == ("not_applicable", None, "不产生就业")
    with pytest.raises(BadInput, match="只有效益类"):
        after(MarkNotApplicable(row="b", reason="没有"))
    with pytest.raises(BadInput, match="理由"):
        after(MarkNotApplicable(row="e", reason="  "))


def test_another_name_does_not_confirm_the_value() -> None:
    changed = after(Rename(row="f", name="参训学员满意度")).row("f")
    assert changed is not None
    assert changed.status == "unconfirmed"


def test_moving_a_row_takes_its_level_1_along() -> None:
    changed = after(MoveTier(row="b", level2="社会效益指标")).row("b")
    assert changed is not None
    assert (changed.level1, changed.level2) == ("效益指标", "社会效益指标")


def test_a_row_moves_directly_before_another() -> None:
    assert [r.id for r in after(MoveRow(row="b", before="a")).indicators] == list("bacdef")


def test_the_2021_frame_makes_cost_a_level_of_its_own_and_back_again_is_the_same() -> None:
    there = after(SetStandard(standard="2021"))
    cost = there.row("d")
    assert cost is not None
    assert (cost.level1, cost.level2) == ("成本指标", "经济成本指标")
    back = apply(there, SetStandard(standard="2015"))
    assert {r.id: (r.level1, r.level2) for r in back.indicators} == {r.id: (r.level1, r.level2) for r in DRAFT.indicators}


def test_an_answer_about_a_row_is_its_target_and_any_other_is_noted() -> None:
    answered = after(AnswerQuestion(about="e", answer="不低于60%")).row("e")
    assert answered is not None
    assert answered.value == 60
    noted = after(AnswerQuestion(about="schedule", answer="6月底付一半"))
    assert [q.about for q in noted.questions] == ["e"]
    assert "6月底付一半" in noted.notes[0]


@pytest.mark.parametrize("edit", [
    SetTarget(row="zz", printed="3"), SetTarget(row="b"), SetTarget(row="b", printed=" "), Rename(row="b", name=" "), AddRow(level2="别的指标", name="x"),
    SetField(row="b", field="comparator", value="约"), SetField(row="b", field="weight", value="十斤"), SetObjective(text=" "), SetBudget(budget_wan=float("nan")),
    SetBudget(budget_wan=-1), AnswerQuestion(about="nobody", answer="x"), RemoveRow(row=""),
])  # fmt: skip
def test_what_cannot_be_done_is_said_with_a_remedy(edit: Edit) -> None:
    with pytest.raises(BadInput) as refused:
        after(edit)
    assert refused.value.remedy


def test_all_edits_or_none() -> None:
    with pytest.raises(BadInput):
        apply_all(DRAFT, [RemoveRow(row="a"), RemoveRow(row="a")])


def test_rows_without_ids_get_ones_that_are_the_same_every_time_and_differ_from_each_other() -> None:
    bare = DRAFT.with_rows([r.model_copy(update={"id": ""}) for r in (*DRAFT.indicators, DRAFT.indicators[0])])
    ids = [r.id for r in identified(bare).indicators]
    assert len(set(ids)) == len(ids)
    assert ids == [r.id for r in identified(bare).indicators]
    assert identified(DRAFT) == DRAFT


def test_edits_come_back_from_json_as_they_were() -> None:
    edits: list[Edit] = [SetTarget(row="a", value=(2, 3), unit="期", said="两三期"), AddRow(level2="数量指标", name="x"), SetBudget(budget_wan=3)]
    assert EDITS.validate_json(EDITS.dump_json(edits)) == edits


@given(st.integers(1, 10**6))
def test_any_whole_number_said_is_the_number_set(n: int) -> None:
    target = target_of(DRAFT.indicators[1], str(n), 2025)
    assert (target.comparator, target.value, target.unit) == ("≥", n, "人次")
