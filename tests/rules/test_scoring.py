"""Points as the printed forms and the production rules give them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.rules.scoring import band, execution_score, rounded, row_score

POINTS = st.floats(0.1, 100, allow_nan=False)
AMOUNT = st.floats(0.01, 1e6, allow_nan=False)


@pytest.mark.parametrize(
    ("comparator", "target", "actual", "weight", "points"),
    [
        ("≥", 4754, 4604, 5, 4.84),  # 濉溪 printed 5 of 5
        ("≥", 98, 98, 20, 20),  # 黄冈 printed 19.6 for a target met
        ("≤", 5300, 5830, 10, 9.0),
        ("≤", 5300, 10600, 10, 0),
        ("=", 0, 0, 10, 10),
        ("=", 0, 1, 10, 0),
        ("=", 180, 190, 10, 10),
        ("≥", 100, -5, 10, 0),
    ],
)
def test_a_row_earns_what_the_rule_says(comparator: str, target: float, actual: float, weight: float, points: float) -> None:
    assert row_score(comparator, target, actual, weight) == points  # type: ignore[arg-type]


def test_the_ratio_rule_is_milder_than_the_linear_one() -> None:
    assert row_score("≤", 5300, 5830, 10, "ratio") == 9.09


def test_execution_never_earns_more_than_its_weight() -> None:
    assert execution_score(10, 30, 29.5) == 9.83
    assert execution_score(10, 30, 31) == 10
    assert execution_score(10, 0, 5) is None


def test_a_grade_earns_a_band() -> None:
    assert band("部分达成", 10, (100, 80, 60, 0)) == (6, 8)
    assert band("未达成", 10, (100, 80, 50, 0)) == (0, 5)


def test_halves_are_rounded_up() -> None:
    assert rounded(2.675) == 2.68


@given(st.sampled_from("≥>=≤<"), AMOUNT, AMOUNT, POINTS, st.sampled_from(["linear", "ratio"]))
def test_no_row_earns_less_than_nothing_or_more_than_its_weight(sign: str, target: float, actual: float, weight: float, rule: str) -> None:
    assert 0 <= row_score(sign, target, actual, weight, rule) <= rounded(weight) + 0.005  # type: ignore[arg-type]
