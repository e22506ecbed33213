"""行 (Rows): a grid as rows that know what reaches into them from above, and what a cell's text is: a number, a heading, a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.domain.numeral import half_width
from assistant.layout.grid import Cell, Grid
from assistant.layout.headings import concept

_NUMBER = re.compile(r"[¥￥]?(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)(万元|元|亿元|万|%|人|名|个)?")
_PAGE = re.compile(r"第?\s*\d+\s*页.{0,12}|[-—–]\s*\d+\s*[-—–]|\d+\s*/\s*\d+")
NOTHING = frozenset({"", "-", "--", "—", "——", "———", "/", "／", "\\", "*", "無", "无", "×", "○", "－", "/ /"})
"""What stands in a cell that says nothing."""


def number(text: str | None) -> float | None:
    """A figure as printed (3,463.00; 45.6万元; 100.0%) as a number in its own unit, or None. 元 behind the figure is turned into 万元."""
    if not text:
        return None
    m = _NUMBER.fullmatch(re.sub(r"\s+", "", half_width(text)))
    if not m:
        return None
    value = float(m[1].replace(",", ""))
    return round(value * {"元": 1e-4, "亿元": 1e4}.get(m[2] or "", 1.0), 10)


def is_page_number(text: str) -> bool:
    return _PAGE.fullmatch(text.strip()) is not None


@dataclass(slots=True)
class Row:
    """A printed row: its own cells, and those of earlier rows that reach into it (`above`)."""

    own: list[Cell]
    above: list[Cell] = field(default_factory=list)

    @property
    def number(self) -> int:
        return self.own[0].row

    @property
    def first(self) -> Cell:
        return self.own[0]

    @property
    def lone(self) -> Cell | None:
        """The only cell of the row, or None."""
        return self.own[0] if len(self.own) == 1 else None

    def at(self, column: int) -> Cell | None:
        """The cell that covers a column in this row, its own or one from above."""
        for cells in (self.own, self.above):
            for cell in cells:
                if cell.column <= column <= cell.last_column:
                    return cell
        return None

    def within(self, first: int, last: int) -> list[Cell]:
        """Its own cells that begin between two columns."""
        return [c for c in self.own if first <= c.column <= last]

    def words(self) -> list[str | None]:
        return [concept(c.text) for c in self.own]


def rows_of(grid: Grid, most: int) -> list[Row]:
    """The rows of a grid, at most so many."""
    rows: list[Row] = []
    reaching: list[Cell] = []
    for own in grid.rows():
        if len(rows) >= most:
            break
        now = own[0].row
        reaching = [c for c in reaching if c.last_row >= now]
        rows.append(Row(own, list(reaching)))
        reaching += [c for c in own if c.row_span > 1]
    return rows
