"""指标值 are read from any printing, and printing then reading is the identity."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.target import DATE_UNIT, Target, unit_scale

PRINTINGS = [
    # printing, comparator, value, unit
    ("≥95%", "≥", 95, "%"),
    ("小于1%", "<", 1, "%"),
    ("100人次以上", "≥", 100, "人次"),
    ("2022年9月前", "≤", "2022-09-30", DATE_UNIT),
    ("1万人次", "=", 1, "万人次"),
    ("≥100", "≥", 100, ""),
    ("≧735人次", "≥", 735, "人次"),
    ("═3个", "=", 3, "个"),
    ("98百分比", "=", 98, "%"),
    (">=20平方米", "≥", 20, "平方米"),
    ("90%及以上", "≥", 90, "%"),
    ("九成五以上", "≥", 95, "%"),
    ("百分之九十五以上", "≥", 95, "%"),
    ("不少于四百人", "≥", 400, "人"),
    ("不超过2万元/场", "≤", 2, "万元/场"),
    ("贰仟伍佰万元", "=", 2500, "万元"),
    ("１，８６０人", "=", 1860, "人"),
    ("10万元以内", "≤", 10, "万元"),
    ("22.53m³", "=", 22.53, "立方米"),
    ("5月底前完成", "≤", "2022-05-31", DATE_UNIT),
    ("2021年3月和7月完成", "≤", "2021-07-31", DATE_UNIT),
    ("三季度末", "≤", "2022-09-30", DATE_UNIT),
    ("每月10日前", "≤", 10, "日"),
    ("零事故", "=", 0, "起"),
    ("-3%", "=", -3, "%"),
]


@pytest.mark.parametrize(("printing", "comparator", "value", "unit"), PRINTINGS)
def test_a_printing_is_read(printing: str, comparator: str, value: object, unit: str) -> None:
    target = Target.read(printing, 2022)
    assert (target.comparator, target.value, target.unit) == (comparator, value, unit)


@pytest.mark.parametrize(
    "printing", ["是/否", "高中低", "即时或规定时间内", "不超预算", ">财政预算拨款", "全覆盖", "暂定量按15次作业且总航时不少于30小时测算"]
)
def test_what_is_no_number_and_no_day_stays_words(printing: str) -> None:
    target = Target.read(printing)
    assert target.comparator == "定性"
    assert target.value == printing


@pytest.mark.parametrize("printing", [None, "", "  ", "-", "——", "/", "*", "XX"])
def test_an_empty_cell_is_no_target(printing: str | None) -> None:
    assert Target.read(printing) == Target()


def test_a_range_keeps_both_ends() -> None:
    assert Target.read("3-5天").value == (3, 5)
    assert Target.read("±3%以内").value == (-3, 3)
    assert Target.read("3.2±0.1%").value == pytest.approx((3.1, 3.3))


def test_approximation_and_baseline_are_kept() -> None:
    assert Target.read("2800平方米左右").approximate
    change = Target.read("较上年提升5%")
    assert (change.baseline, change.value, change.unit) == ("上年", 5, "%")


def test_units_scale_a_value_for_comparing_only() -> None:
    assert Target.read("1.2万个").scaled == 12000
    assert Target.read("95%").scaled == pytest.approx(0.95)
    assert unit_scale("千瓦") == 1
    assert Target.read("1.2万个").printed() == "=1.2万个"


_UNITS = st.sampled_from(["", "人", "人次", "万人次", "%", "个", "场", "平方米", "万元", "元/人·年", "万元/公里", "台", "天", "小时", "期", "份"])
_NUMBERS = st.one_of(st.integers(0, 10**8), st.decimals(0, 10**5, places=2).map(float))


@given(
    comparator=st.sampled_from(["≥", ">", "=", "<", "≤"]),
    number=_NUMBERS,
    unit=_UNITS,
    approximate=st.booleans(),
)
def test_printing_then_reading_a_number_is_the_identity(comparator: str, number: float, unit: str, approximate: bool) -> None:
    target = Target(comparator=comparator, value=number, unit=unit, approximate=approximate)  # type: ignore[arg-type]
    assert Target.read(target.printed()) == target


@given(day=st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31)), comparator=st.sampled_from(["≤", "<"]))
def test_printing_then_reading_a_day_is_the_identity(day: dt.date, comparator: str) -> None:
    target = Target(comparator=comparator, value=day.isoformat(), unit=DATE_UNIT)  # type: ignore[arg-type]
    assert Target.read(target.printed()) == target


@given(low=st.integers(0, 10**6), width=st.integers(0, 10**4), unit=_UNITS)
def test_printing_then_reading_a_range_is_the_identity(low: int, width: int, unit: str) -> None:
    target = Target(comparator="=", value=(low, low + width), unit=unit)
    assert Target.read(target.printed()) == target


@given(st.text(max_size=40))
def test_any_text_is_read_without_failing_and_its_printing_reads_back(text: str) -> None:
    target = Target.read(text, 2022)
    assert Target.read(target.printed(), 2022) == target


def test_every_value_of_the_published_projects_is_read_and_prints_back(shared: Path) -> None:
    printed = {
        row[key]
        for line in (shared / "corpus" / "projects.jsonl").read_text(encoding="utf-8").splitlines()
        for row in json.loads(line)["indicators"]
        for key in ("target", "actual")
        if row[key]
    } | {
        row[key]
        for form in json.loads((shared / "gold" / "readings.dev.json").read_text(encoding="utf-8"))
        for row in form["indicators"]
        for key in ("target", "actual")
        if row.get(key)
    }
    for text in printed:
        target = Target.read(text, 2022)
        assert Target.read(target.printed(), 2022) == target, text
    short = [t for t in printed if any(ch.isdigit() for ch in t) and len(t) <= 10]
    words = [t for t in short if Target.read(t, 2022).comparator == "定性"]
    assert len(words) / len(short) <= 0.05, words  # what has a digit and is short is nearly always a number; the rest are scan errors
