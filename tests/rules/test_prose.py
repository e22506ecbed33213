"""Numbers of a text with the words that say what they count."""

from __future__ import annotations

from assistant.rules.prose import mentions


def test_a_figure_keeps_the_words_of_its_own_clause() -> None:
    pupils, days = mentions("全年为10800名学生供餐200天。", 2025)
    assert (pupils.value, pupils.unit, pupils.after) == (10800, "名", "学生供餐")
    assert (days.value, days.before) == (200, "学生供餐")


def test_scale_words_are_worked_in() -> None:
    assert mentions("建成高标准农田1.5万亩", 2025)[0].value == 15000


def test_what_was_and_what_is_planned_for_other_years_is_marked() -> None:
    past, planned = mentions("2021—2024年累计培养1260名。2025年培养300名。", 2025)
    assert past.past
    assert not planned.past


def test_a_number_for_each_is_no_total() -> None:
    each, total = mentions("每期80人，共480人", 2025)
    assert each.each
    assert not total.each


def test_days_and_ages_are_no_counts() -> None:
    assert [m.quote for m in mentions("9月底前为80周岁以上老人6000名发放津贴", 2025)] == ["6000名"]
