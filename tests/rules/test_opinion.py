"""审核意见 drafted from findings: the verdict, the order, and what is left unsaid."""

from __future__ import annotations

import pytest

from assistant.domain.finding import Finding, Waiver
from assistant.law import Law
from assistant.rules.checking import check
from assistant.rules.example import read_example
from assistant.rules.opinion import _ordinal, opinion

SOUND = """
    说明：举办培训6期，每期80人，共480人。
    目标：举办培训6期，培训480人，考试合格率不低于95%。
    数量指标｜培训人数｜≥480人｜按签到册统计｜上年462人
    质量指标｜结业考试合格率｜≥95%｜合格人数÷参考人数｜2024年为94.2%
    时效指标｜培训完成时间｜2025年10月底前｜以结业日期为准｜市局培训方案
    成本指标｜人均每天培训成本｜≤400元/人天｜支出÷人天｜市级培训费管理办法
    社会效益指标｜报表一次审核通过率｜≥97%｜通过数÷上报数｜2024年为95.6%
    服务对象满意度指标｜参训学员满意度｜≥95%｜匿名问卷，样本不少于430份｜2024年94.6%
"""


def findings(text: str) -> tuple[Finding, ...]:
    return check(read_example(text), Law.of(None, 2025)).findings


def test_a_sound_form_passes() -> None:
    said = opinion(findings(SOUND))
    assert said.verdict == "通过"
    assert said.points == ()
    assert said.text.startswith("审核意见：通过。")


def test_what_can_be_mended_row_by_row_passes_once_mended() -> None:
    said = opinion(findings(SOUND.replace("≥95%｜匿名", "105%｜匿名").replace("≥400", "≤400")))
    assert said.verdict == "完善后通过"
    assert "一、" in said.text


def test_money_that_does_not_add_up_sends_the_form_back_and_is_said_first() -> None:
    said = opinion(findings("资金：财政 10，其他 2，合计 20\n" + SOUND.replace("≥97%", "明显提高")))
    assert said.verdict == "不通过"
    assert "合计" in said.points[0] or "资金" in said.points[0]
    assert len(said.points) == 2


def test_a_waived_finding_is_not_raised_again() -> None:
    found = findings(SOUND.replace("≥97%", "明显提高"))
    assert opinion(found).verdict == "完善后通过"
    waiver = Waiver(finding="x", rule="x", reason="另有说明", by="王主任")
    assert opinion([f.model_copy(update={"waived": waiver}) for f in found]).verdict == "通过"


def test_several_rows_with_one_fault_are_one_point_that_names_them() -> None:
    text = SOUND.replace("｜2024年为94.2%", "｜工作计划").replace("｜上年462人", "｜工作计划")
    (point,) = opinion(findings(text)).points
    assert "“培训人数”" in point and "“结业考试合格率”" in point
    assert point.endswith("。")


@pytest.mark.parametrize(("n", "said"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (38, "三十八"), (120, "120")])
def test_points_are_numbered_as_they_are_in_writing(n: int, said: str) -> None:
    assert _ordinal(n) == said
