"""A heading means the same whatever a place calls it."""

from __future__ import annotations

import pytest

from assistant.layout.headings import bare, concept, inline, level1_printed, level2_printed


@pytest.mark.parametrize(
    ("printed", "word"),
    [
        ("年度指标值（A）", "target"),
        ("指标值(包含数字及文字描述)", "target"),
        ("预期实现值", "target"),
        ("实际完成值(B)", "actual"),
        ("其中：财政    资金", "fiscal"),
        ("拟投入的资金（万元）", "budget"),
        ("（一）总体绩效目标：", "objective"),
        ("偏差原因分析及改进措施", "reason"),
        ("单位名称（项目名 称）", "project"),
        ("3月底", "date"),
        ("第二季度", "date"),
        ("實際完成值", "actual"),
        ("三級指標", "name"),
    ],
)
def test_many_names_one_word(printed: str, word: str) -> None:
    assert concept(printed) == word


@pytest.mark.parametrize("text", ["", "≥95%", "培训人次", "2022年9月前", "完成全年宣传任务，群众满意。", "713001妇女联合会", "（）"])
def test_what_is_no_heading_has_no_word(text: str) -> None:
    assert concept(text) is None


@pytest.mark.parametrize(
    ("printed", "standard"),
    [
        ("产出目标", "产出指标"),
        ("产出指标（50分）", "产出指标"),
        ("项目效益指标", "效益指标"),
        ("满意度指标", "满意度指标"),
        ("成本指标", "成本指标"),
    ],
)
def test_first_tiers_are_known_by_their_printings(printed: str, standard: str) -> None:
    assert level1_printed(printed) == standard


@pytest.mark.parametrize(
    ("printed", "standard"),
    [
        ("经济收益指标", "经济效益指标"),
        ("环境效益", "生态效益指标"),
        ("社会公众或服务对象满意度指标", "服务对象满意度指标"),
        ("进度指标", "时效指标"),
        ("生态环境成本指标", "生态环境成本指标"),
    ],
)
def test_second_tiers_are_known_by_their_printings(printed: str, standard: str) -> None:
    assert level2_printed(printed) == standard


@pytest.mark.parametrize("name", ["培训合格率", "资金拨付及时率", "质量合格率", "参训人员满意度"])
def test_the_name_of_an_indicator_is_no_tier(name: str) -> None:
    assert level1_printed(name) is None
    assert level2_printed(name) is None


def test_a_cell_with_its_label_and_value_is_taken_apart() -> None:
    assert inline("部门名称（盖章）：某区妇联") == ("部门名称（盖章）", "某区妇联")
    assert inline("他说：今天开会") is None


def test_what_varies_in_a_heading_is_taken_off() -> None:
    assert bare("（二） 其中：财政 拨款（万元）：") == "财政拨款"
