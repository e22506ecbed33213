"""Every official layout that is here is whole: its columns fit the paper, its rows fill its columns, its slots are known."""

from __future__ import annotations

import re

import pytest

from assistant.domain.failures import BadInput
from assistant.layout.blank import CONTRACT_LAYOUTS, blank_named, known_layouts

SLOTS = {
    "organisation", "year", "project", "code", "budget", "fiscal", "other", "purpose", "objective", "schedule", "total", "level1", "level2", "name",
    "explanation", "target", "indicator_names", "basis", "weight", "task_name", "task_content", "task_budget", "task_goal",
}  # fmt: skip


@pytest.mark.parametrize("name", known_layouts())
def test_a_layout_fits_a4(name: str) -> None:
    page = blank_named(name).page
    assert sum(page.columns_mm) + 2 * page.margin_mm <= (297 if page.landscape else 210)


@pytest.mark.parametrize("name", known_layouts())
def test_every_row_of_a_layout_covers_all_its_columns(name: str) -> None:
    blank = blank_named(name)
    reaching: dict[int, int] = {}
    for n, row in enumerate(blank.row):
        covered = sum(1 for last in reaching.values() if last >= n)
        assert covered + sum(c.columns for c in row.cells) == len(blank.page.columns_mm), f"{name} 第 {n + 1} 行"
        column = 0
        for cell in row.cells:
            while reaching.get(column, -1) >= n:
                column += 1
            for k in range(column, column + cell.columns):
                reaching[k] = n + cell.rows - 1
            column += cell.columns


@pytest.mark.parametrize("name", known_layouts())
def test_every_slot_is_one_that_is_filled(name: str) -> None:
    texts = [c.text for row in blank_named(name).row for c in row.cells]
    assert {m[1] for t in texts for m in re.finditer(r"\{(\w+)", t)} <= SLOTS


@pytest.mark.parametrize("name", known_layouts())
def test_a_layout_says_where_it_comes_from(name: str) -> None:
    blank = blank_named(name)
    assert blank.source and re.fullmatch(r"\d{4}", blank.dated)
    assert name in CONTRACT_LAYOUTS


def test_a_layout_of_the_contract_that_is_not_here_is_refused_in_words() -> None:
    missing = [n for n in CONTRACT_LAYOUTS if n not in known_layouts()]
    for name in missing:
        with pytest.raises(BadInput, match="还没有做好"):
            blank_named(name)
