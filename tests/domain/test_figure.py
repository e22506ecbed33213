"""Figures of running text: which numbers a sentence holds, and what they are bound to."""

import pytest

from assistant.domain.figure import carries, find_figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("4期，每期50人", [(4, "期"), (50, "人")]),
        ("合格率九成五以上", [(95, "%")]),
        ("新发放贷款贰仟伍佰万元", [(25_000_000, "元")]),
        ("给一百二十户低保户", [(120, "户")]),
        ("提供岗位1.2万个", [(12_000, "个")]),
        ("１２万人次，志愿者两百人", [(120_000, "人次"), (200, "人")]),
        ("百分之九十五以上", [(95, "%")]),
        ("一家出一份报告", [(1, "家"), (1, "份")]),
    ],
)
def test_numbers_are_read_with_their_scale_and_unit(text, figures):
    found = find_figures(text)
    assert [(round(f.scaled * (100 if f.unit == "%" else 1), 6), f.unit) for f in found] == figures


@pytest.mark.parametrize("text", ["围绕“十四五”规划", "一体化平台统一建设", "9月底前完成", "第三届", "一些活动", "数百人参加"])
def test_set_phrases_days_and_vague_counts_hold_no_number(text):
    assert find_figures(text) == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("每平米造价160元以内", 160, "元/平方米"), ("1.2万个", 12000, "个"), ("力争到5万", 5, "万人"), ("半小时", 30, "分钟"), ("23名", 23, "人")],
)
def test_a_number_stands_where_scale_and_kind_agree(text, value, unit):
    assert carries(text, value, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"), [("95人", 95, "%"), ("120场", 120, "人"), ("30天", 30, "元"), ("5万", 5, "人"), ("65岁", 650, "岁")]
)
def test_a_number_of_another_thing_does_not_stand(text, value, unit):
    assert not carries(text, value, unit)
