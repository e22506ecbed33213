"""Sums shown in full are worked out again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.computation import read_steps


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4期×50人=200人次", 200),
        ("5.6万元÷200人次=280元/人次", 280),
        ("15万元÷(1次+2次)=5万元/次", 50_000),
        ("2万份乘以1.5元=3万元", 30_000),
        ("8场+12场=20场", 20),
        ("100%-5%=95%", 0.95),
        ("2×3+4×5", 26),
    ],
)
def test_a_sum_comes_to_its_value(text, value):
    assert read_steps(text)[0].value == pytest.approx(value)


def test_each_sum_of_a_chain_is_found_with_the_result_it_prints():
    steps = read_steps("4期×50人=200人次；5.6万元÷200人次=280元/人次")
    assert [s.value for s in steps] == pytest.approx([200, 280])
    assert [s.result.number for s in steps] == [200, 280]


@pytest.mark.parametrize("text", ["", "280元", "4期，每期50人", "约280元"])
def test_words_without_an_operator_are_no_sum(text):
    assert read_steps(text) == []


def test_division_by_nought_comes_to_nothing():
    assert read_steps("5元÷0人=1元")[0].value is None


@given(st.integers(1, 99999), st.integers(1, 99999))
def test_products_are_worked_out_whatever_the_operands(a, b):
    assert read_steps(f"{a}人×{b}元=1元")[0].value == pytest.approx(a * b)
