"""Chinese, bankers' and Arabic numerals say the same numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.numeral import half_width, print_number, read_numeral


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一百二", 120), ("一百零二", 102), ("3万5千", 35000), ("1,860", 1860), ("三点五万", 35000), ("半", 0.5), ("贰仟伍佰万", 25_000_000),
        ("１２", 12), ("两百", 200), ("八百六十", 860), ("二〇二三", 2023), ("十五", 15), ("廿五", 25), ("一亿三千万", 130_000_000), ("九", 9),
    ],
)  # fmt: skip
def test_a_numeral_says_its_number(text: str, number: float) -> None:
    assert read_numeral(text) == number


@pytest.mark.parametrize("text", ["", "些", "百姓", "abc", "一二三四abc"])
def test_what_is_no_numeral_says_nothing(text: str) -> None:
    assert read_numeral(text) is None


def _spell(n: int) -> str:
    """The ordinary Chinese spelling of a number below 10⁸, written here anew so that reading is tested against something else."""
    digits = "零一二三四五六七八九"
    if n >= 10_000:
        high, low = divmod(n, 10_000)
        return _spell(high) + "万" + ("" if not low else ("零" if low < 1000 else "") + _spell(low))
    out, zero = "", False
    for place, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        d, n = divmod(n, place)
        if d:
            out += ("零" if zero and out else "") + digits[d] + word
            zero = False
        elif out:
            zero = True
    return out or "零"


@given(st.integers(1, 10**8 - 1))
def test_every_spelled_number_reads_back(n: int) -> None:
    assert read_numeral(_spell(n)) == n


@given(st.one_of(st.integers(0, 10**9), st.decimals(0, 10**4, places=3).map(float)))
def test_a_printed_number_reads_back(n: float) -> None:
    assert read_numeral(print_number(n)) == pytest.approx(n)


def test_full_width_becomes_half_width_but_circled_numbers_stay() -> None:
    assert half_width("９５％①㎡") == "95%①㎡"
