"""Rows are read generously and kept canonically."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.domain.frame import BENEFITS, FRAMES, level1_of, level2_in, level2_of, tiers
from assistant.domain.indicator import Indicator, stable_id
from assistant.domain.target import Target


def test_signs_and_numbers_come_in_many_printings() -> None:
    row = Indicator(name="合格率", comparator=">=", value="95", unit="％")  # type: ignore[arg-type]
    assert row.aim == Target(comparator="≥", value=95, unit="%")


@pytest.mark.parametrize("field", ["name", "value", "target"])
def test_a_row_that_says_not_applicable_is_one(field: str) -> None:
    row = Indicator.model_validate({"name": "生态", "level2": "生态效益指标", field: "不适用"})
    assert not row.applicable
    assert row.value is None
    assert row.printed() == "不适用"


@pytest.mark.parametrize(
    "row",
    [
        {"comparator": "定性", "value": "2025年10月底前"},
        {"comparator": "≤", "value": "2025-10-31", "unit": "date"},
        {"target": "10月底前"},
    ],
)
def test_a_deadline_is_known_however_it_is_given(row: dict[str, str]) -> None:
    assert Indicator.model_validate({"name": "完成时间", **row}).deadline(2025) == dt.date(2025, 10, 31)


def test_a_blank_row_is_blank_and_an_unused_one_is_not() -> None:
    assert Indicator(name="x").is_blank
    assert not Indicator(name="x", status="not_applicable").is_blank


def test_every_tier_stands_under_one_level_1_in_each_standard() -> None:
    for standard in FRAMES:
        for tier in tiers(standard):
            assert tier in FRAMES[standard][level1_of(tier, standard) or ""]
    assert level2_in("成本指标", "2021") == "经济成本指标"
    assert level2_in("生态环境成本指标", "2015") == "成本指标"


@pytest.mark.parametrize(
    ("printed", "level2"),
    [("时效指标(工期指标、形象进度指标)", "时效指标"), ("环境效益", "生态效益指标"), ("满意度", "服务对象满意度指标"), ("社会、经济、生态效益指标", "社会效益指标"),
     ("可持续影响", "可持续影响指标"), ("预算(或投资规模)控制指标", "成本指标"), ("指标", None)],
)  # fmt: skip
def test_tier_names_come_in_many_printings(printed: str, level2: str | None) -> None:
    assert level2_of(printed) == level2


def test_ids_depend_on_the_parts_alone() -> None:
    assert stable_id("a", 1) == stable_id("a", "1") != stable_id("a1", "")
    assert len(set(map(stable_id, BENEFITS))) == len(BENEFITS)
