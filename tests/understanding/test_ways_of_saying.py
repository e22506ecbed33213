"""Ways of saying a number that were found by requests written without a look at the code: each once missed, each now read."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.domain.draft import Request
from assistant.domain.fact import Understanding
from assistant.understanding.understand import understand

SAID: list[tuple[str, str, Any, str, str]] = [
    ("整治山塘廿三口", "≥", 23, "口", "山塘"),
    ("连演三晚", "≥", 3, "晚", "演"),
    ("直播观看量要破50万", "≥", 50, "万次", "观看量"),
    ("研修2期×40人", "≥", 80, "人次", "研修"),
    ("森林火灾受害率控制在0.9‰以内", "≤", 0.9, "‰", "受害率"),
    ("知识竞赛参与人数一千五百人以上", "≥", 1500, "人", "参与人数"),
    ("办专题培训每季度一期", "≥", 4, "期", "培训"),
    ("办专题培训每季度一期、每期50人", "≥", 200, "人次", "培训"),
    ("五一、国庆各发一轮消费券", "=", 2, "轮", "消费券"),
    ("涉校刑事案件零发生", "=", 0, "起", "刑事案件"),
    ("不得发生套券骗补", "=", 0, "起", "套券骗补"),
    ("储备期4个月", "≥", 4, "个月", "储备期"),
    ("贴息按季拨付", "=", 4, "次", "贴息拨付"),
    ("补充抽水泵(含配件)18台", "=", 18, "台", "抽水泵"),
    ("更换候车亭36座，单座候车亭不超过2.4万", "≤", 2.4, "万元/座", "候车亭每座成本"),
    ("供餐6万人次，每餐补贴不超过4元", "≤", 4, "元/餐", "每餐"),
    ("追回资金不低于120万元，折页印3万份，单价≤0.6元", "≤", 0.6, "元", "折页"),
    ("80—89岁老人每人每月50元", "=", 50, "元/人·月", "80—89岁老人"),
    ("保洁面积由86万平方米调到92.5万平方米", "≥", 92.5, "万平方米", "保洁面积"),
    ("加开班次1500班", "≥", 1500, "班", "加开班次"),
    ("脱贫户发展产业，户均补3000块", "=", 3000, "元/户", "户均"),
    ("年底户均增收不少于两千五百元", "≥", 2500, "元/户", "户均增收"),
    ("返贫率为0", "=", 0, "%", "返贫率"),
    ("购置执法记录仪50台（单价2800元以内）", "≤", 2800, "元", "执法记录仪单价"),
    ("使用年限不低于5年", "≥", 5, "年", "使用年限"),
    ("巡护员18名、月工资2600元", "=", 2600, "元/人·月", "巡护员"),
    ("社工站8个，社区活动每站每月1场", "≥", 96, "场", "社区活动"),
    ("社工站8个，小组活动每站每季度2次", "≥", 64, "次", "小组活动"),
]
SET_ASIDE = [
    ("保洁面积由86万平方米调到92.5万平方米", 86, "history"),
    ("开好县十七届人大四次会议，会期3天", 17, "project_name"),
    ("开好县十七届人大四次会议，会期3天", 4, "project_name"),
    ("街道下辖9个社区", 9, "history"),
    ("辖区12个社区、常住人口4.3万", 4.3, "history"),
    ("楼龄最长的38年", 38, "history"),
    ("今年改造4个，后面三年还要改21个", 21, "plan"),
]


def understood(words: str) -> Understanding:
    return understand(Request(project="测试项目", organisation="某县某局", fiscal_year=2024, budget_wan=77.7, description=words))


@pytest.mark.parametrize(("words", "comparator", "value", "unit", "name"), SAID, ids=[s[0] + s[3] for s in SAID])
def test_it_is_read_as_it_is_meant(words: str, comparator: str, value: Any, unit: str, name: str) -> None:
    facts = [(f.comparator, f.value, f.unit, f.name) for f in understood(words).facts]
    assert any((c, v, u) == (comparator, value, unit) and name in n for c, v, u, n in facts), facts


@pytest.mark.parametrize(("words", "value", "role"), SET_ASIDE, ids=[f"{s[0]}-{s[1]}" for s in SET_ASIDE])
def test_it_is_no_target(words: str, value: float, role: str) -> None:
    told = understood(words)
    assert value not in [f.value for f in told.facts]
    assert [f.role for f in told.set_aside if f.value == value] == [role]


@pytest.mark.parametrize(
    "words", ["给辖区12个村安装路灯", "慰问数十人次", "资金按项目进度拨付", "每年接待游客5万", "配4G模块30个", "建24小时书房3座"]
)
def test_what_only_looks_alike_is_left_as_it_was(words: str) -> None:
    told = understood(words)
    assert not any(f.role == "history" for f in told.set_aside)
    assert not any(f.unit.startswith("万元") or f.unit in ("次", "G", "小时") for f in told.facts)
