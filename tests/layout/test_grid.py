"""Cells in rows, addresses as a spreadsheet names them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.layout.grid import Cell, Grid, address


def test_addresses_are_a_spreadsheets() -> None:
    assert [address(1, 1), address(7, 26), address(2, 27), address(9, 703)] == ["A1", "Z7", "AA2", "AAA9"]


@given(st.integers(1, 20000))
def test_every_column_has_a_name_of_its_own(column: int) -> None:
    name = address(1, column)[:-1]
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    assert number == column


def test_rows_hold_the_cells_that_begin_in_them() -> None:
    grid = Grid([Cell("甲", 1, 1, row_span=2), Cell("乙", 1, 2), Cell("丙", 2, 2)])
    assert [[c.text for c in row] for row in grid.rows()] == [["甲", "乙"], ["丙"]]
    assert (grid.width, grid.height) == (2, 2)


def test_a_location_speaks_the_words_of_its_kind() -> None:
    cell = Cell("甲", 3, 2, line=9)
    assert Grid([cell], name="表一", kind="sheet").location(cell).cell == "B3"
    assert Grid([cell], kind="text").location(cell).line == 9
    assert Grid([cell], kind="text").location(cell).cell is None
