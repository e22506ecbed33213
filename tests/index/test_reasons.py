"""Why a record is comparable and where it differs, in phrases a clerk can check."""

from __future__ import annotations

import pytest

from index.document import Document
from index.facets import document_facets, money_likeness, query_facets, unit_level
from index.reasons import differs, why

VISIT = Document(id="v", title="春节走访慰问", body="慰问困难老人", organisation="青禾市民政局", budget_wan=6, kind="项目目标表")


def test_what_is_shared_is_named_strongest_first() -> None:
    phrases = why(query_facets("腊月给老人送年货", "望溪市民政局", 5), document_facets(VISIT))
    assert phrases[0] == "同属走访慰问"
    assert "同样面向老年人" in phrases
    assert "同在春节前后" in phrases
    assert "预算相近（6万元）" in phrases
    assert "同为市级单位" in phrases


def test_what_differs_is_named_with_the_figures() -> None:
    phrases = differs(query_facets("慰问留守儿童", "白石镇人民政府", 0.5), document_facets(VISIT), VISIT, truncated=True, indicators=3)
    assert any(p.startswith("对方预算大得多（6万元") and "12倍" in p for p in phrases)
    assert any("对方面向" in p for p in phrases)
    assert "对方是市级单位" in phrases
    assert "对方的公布页不完整，只有部分指标" in phrases


def test_an_unlike_project_shares_no_type_and_says_so() -> None:
    asked = query_facets("修补乡村公路")
    assert not any("同属" in p for p in why(asked, document_facets(VISIT)))
    assert any("本项目是道路养护" in p for p in differs(asked, document_facets(VISIT), VISIT, truncated=False, indicators=1))


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("湛江市赤坎区妇女联合会", "县区级"),
        ("云屏县白石乡人民政府", "乡镇级"),
        ("广东省财政厅", "省级"),
        ("银湾市图书馆", "市级"),
        ("某单位", None),
        (None, None),
    ],
)
def test_a_units_level_is_read_from_its_name(name: str | None, level: str | None) -> None:
    assert unit_level(name) == level


@pytest.mark.parametrize(("one", "other", "likeness"), [(5, 5, 1.0), (5, 50, 0.5), (5, 5000, 0.0), (None, 5, 0.5), (0, 5, 0.5)])
def test_money_is_alike_by_order_of_magnitude(one: float | None, other: float | None, likeness: float) -> None:
    assert money_likeness(one, other) == pytest.approx(likeness)
