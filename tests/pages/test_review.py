"""What the review page says of a form: findings, and what was and was not checked."""

from __future__ import annotations

from assistant.pages.review import coverage_html, findings_html
from assistant.rules.checking import RuleOutcome


def test_each_demand_is_told_once_with_its_heaviest_outcome() -> None:
    outcomes = (
        RuleOutcome("a", "held", owner="甲"),
        RuleOutcome("a", "broken", owner="乙"),
        RuleOutcome("b", "unasked", "要看项目内容"),
        RuleOutcome("c", "cannot_tell", "表里没有起止时间"),
        RuleOutcome("d", "not_applicable", "没有权重"),
    )
    html = coverage_html(outcomes, {"a": "每行有指标值", "b": "效益说得通", "c": "起止时间合理", "d": "权重合计"})
    assert html.count("每行有指标值") == 1
    assert html.index("不符合") < html.index("未核") < html.index("看不出") < html.index("不涉及")
    assert "表里没有起止时间" in html
    assert "符合（" not in html.replace("不符合", "")


def test_a_clean_form_is_said_to_be_clean() -> None:
    assert "没有发现问题" in findings_html([])


def test_reasons_are_escaped() -> None:
    assert "<b>" not in coverage_html((RuleOutcome("a", "cannot_tell", "<b>x</b>"),), {})
