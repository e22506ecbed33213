"""Days in plain words: the last day that keeps them, and a question where only a convention gives it."""

from __future__ import annotations

import pytest

from assistant.understanding.deadlines import dues
from assistant.understanding.passage import Passage


def day(words: str, year: int = 2024, place: str | None = None) -> str:
    (due,) = dues(Passage(words), year, place)
    return due.day.isoformat() if due.day else f"每月{due.recurring}日"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("9月底前全部办完", "2024-09-30"),
        ("9月前完成", "2024-09-30"),
        ("8月25日前完工", "2024-08-25"),
        ("11月底前提交报告", "2024-11-30"),
        ("6月下旬完成", "2024-06-30"),
        ("12月中旬办完", "2024-12-20"),
        ("三季度末完成", "2024-09-30"),
        ("上半年完成", "2024-06-30"),
        ("年底前结题", "2024-12-31"),
        ("六一前办完", "2024-05-31"),
        ("国庆前完工", "2024-09-30"),
        ("国庆节前完工", "2024-09-30"),
        ("春节前到账", "2024-02-09"),
        ("元旦前完成", "2024-12-31"),
        ("中秋节前发放", "2024-09-16"),
        ("端午前完成", "2024-06-09"),
        ("重阳节前演完", "2024-10-10"),
        ("助残日前办完", "2024-05-18"),
        ("“七一”前表彰", "2024-06-30"),
        ("汛期前(5月底)完成", "2024-05-31"),
        ("汛期前（我县4月1日入汛）修好", "2024-03-31"),
        ("11月15日供暖前发放到位", "2024-11-14"),
        ("9月1日开学前到位", "2024-08-31"),
        ("每月10日前发放", "每月10日"),
    ],
)
def test_a_day_is_the_last_that_keeps_the_promise(words: str, expected: str) -> None:
    assert day(words) == expected


@pytest.mark.parametrize("words", ["汛期前完成", "开学前完工", "供暖前到位", "节前发放", "防火期前备齐", "春耕前完成"])
def test_a_convention_comes_with_a_question(words: str) -> None:
    (due,) = dues(Passage(words), 2024)
    assert due.day is not None and due.ask and "请" in due.ask


def test_a_place_whose_flood_season_is_known_needs_no_question() -> None:
    (due,) = dues(Passage("汛期前完成"), 2024, "湖南省某县")
    assert due.day is not None and due.day.isoformat() == "2024-03-31" and due.ask is None


@pytest.mark.parametrize("words", ["四季花海", "质保3年内免费", "一体化", "服务期5个月"])
def test_what_only_looks_like_a_day_is_none(words: str) -> None:
    assert dues(Passage(words), 2024) == []
