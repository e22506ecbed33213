"""One text box is read back field by field, each with its words; what is missing is asked, never guessed in silence."""

from __future__ import annotations

import pytest

from assistant.understanding.request import read_back


def test_a_whole_request_is_read_out_of_one_text() -> None:
    said = read_back("项目名称：农村公路日常养护，单位：清溪县交通运输局，年度2024年，预算贰佰万元整。")
    assert said.project and said.project.value == "农村公路日常养护"
    assert said.organisation and said.organisation.value == "清溪县交通运输局"
    assert said.fiscal_year and said.fiscal_year.value == 2024
    assert said.budget_wan and said.budget_wan.value == 200 and "贰佰万元" in said.budget_wan.span.quote
    assert said.complete and not said.questions


def test_what_is_missing_is_asked() -> None:
    said = read_back("给一百二十户低保户发取暖补贴，每户1200元，春节前到账。")
    assert said.budget_wan is None and said.fiscal_year is None
    assert not said.complete and any("预算" in q for q in said.questions) and any("年度" in q for q in said.questions)


def test_a_price_is_no_budget() -> None:
    said = read_back("改造公厕12座，每座不超8万，共需96万元，2024年完成。")
    assert said.budget_wan and said.budget_wan.value == 96


def test_this_year_is_known_only_to_the_caller() -> None:
    words = "我是清溪县妇联，今年打算搞六一关爱活动，5万块钱。"
    assert read_back(words).fiscal_year is None
    told = read_back(words, 2025).fiscal_year
    assert told and told.value == 2025 and told.inferred and told.span.quote == "今年"


def test_a_department_is_recognised() -> None:
    said = read_back("2024年县残联部门整体支出386.5万元，围绕康复、就业几块工作安排。")
    assert said.kind == "department" and said.project and said.project.value == "2024年部门整体支出"


@pytest.mark.parametrize("words", ["", "。", "1", "预算", "（）", "2024年"])
def test_little_or_nothing_is_no_failure(words: str) -> None:
    assert not read_back(words).complete


def test_every_field_quotes_the_text() -> None:
    words = "云岭县第二中学3栋教学楼屋面防水维修，2024年安排资金４４.８万元，8月25日前完工。"
    said = read_back(words)
    for field in (said.project, said.organisation, said.fiscal_year, said.budget_wan):
        assert field is not None and words[field.span.start : field.span.end] == field.span.quote
    assert said.budget_wan and said.budget_wan.value == 44.8
