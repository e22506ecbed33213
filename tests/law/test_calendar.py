"""The calendar knows when festivals begin and says what it only supposes."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.law import calendar


@pytest.mark.parametrize(
    ("word", "year", "day"),
    [
        ("春节", 2023, "2023-01-22"),
        ("春节", 2024, "2024-02-10"),
        ("端午", 2024, "2024-06-10"),
        ("中秋节", 2023, "2023-09-29"),
        ("重阳节", 2024, "2024-10-11"),
        ("清明", 2024, "2024-04-04"),
        ("助残日", 2024, "2024-05-19"),
        ("六一", 2024, "2024-06-01"),
        ("国庆", 2024, "2024-10-01"),
        ("元旦", 2024, "2025-01-01"),
        ("除夕", 2024, "2024-02-09"),
    ],
)
def test_festivals(word: str, year: int, day: str) -> None:
    known = calendar.begins(word, year)
    assert known is not None and known.date == dt.date.fromisoformat(day) and known.ask is None


def test_a_convention_asks_and_names_its_source() -> None:
    known = calendar.begins("汛期", 2024)
    assert known is not None and known.ask and known.source


def test_a_place_decides_its_own_flood_season() -> None:
    known = calendar.begins("汛期", 2024, "广东省某市")
    assert known is not None and known.date == dt.date(2024, 4, 15) and known.ask is None


def test_a_word_not_known_has_no_day() -> None:
    assert calendar.begins("改天", 2024) is None


@pytest.mark.parametrize("word", calendar.words())
def test_every_word_has_a_day_in_every_year(word: str) -> None:
    for year in (2019, 2023, 2025, 2032):
        known = calendar.begins(word, year)
        assert known is not None and abs(known.date.year - year) <= 1
