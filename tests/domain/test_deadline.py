"""A deadline is the last day that keeps it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.deadline import find_deadlines, print_deadline, read_deadline


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("9月底前", "2023-09-30"), ("9月前", "2023-09-30"), ("8月25日前", "2023-08-25"), ("12月中旬", "2023-12-20"), ("6月下旬", "2023-06-30"),
        ("三季度末", "2023-09-30"), ("第二季度", "2023-06-30"), ("上半年", "2023-06-30"), ("年底前", "2023-12-31"), ("3-10月", "2023-10-31"),
        ("明年3月底", "2024-03-31"), ("2022年9月前", "2022-09-30"), ("二〇二四年十月", "2024-10-31"), ("2024-02-29", "2024-02-29"),
    ],
)  # fmt: skip
def test_the_calendar_decides(text: str, day: str) -> None:
    found = read_deadline(text, 2023)
    assert found is not None
    assert found.isoformat() == day


@pytest.mark.parametrize("text", ["30天", "5年内", "2月30日", "十分重要", "统一发放", ""])
def test_what_names_no_day_gives_none(text: str) -> None:
    assert read_deadline(text, 2023) is None


def test_the_second_month_is_of_the_year_just_said() -> None:
    assert [d.isoformat() for _, _, d in find_deadlines("2021年3月和7月完成", 2023)] == ["2021-03-31", "2021-07-31"]


@given(st.dates())
def test_a_printed_deadline_reads_back(day: object) -> None:
    import datetime as dt

    assert isinstance(day, dt.date)
    if 1900 <= day.year <= 2099:
        assert read_deadline(print_deadline(day), 2000) == day
