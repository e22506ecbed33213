"""行 (Rows): a grid as rows that know what reaches into them from above, and what a cell's text is: a number, a heading, a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from assistant.domain.numeral import half_width
from assistant.layout.grid import Cell, Grid
from assistant.layout.headings import concept

_NUMBER = re.compile(r"[¥￥]?(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)(万元|元|亿元|万|%|人|名|个)?")
_PAGE = re.compile(r"第?\s*\d+\s*页.{0,12}|[-—–]\s*\d+\s*[-—–]|\d+\s*/\s*\d+")
_LONGEST_FIGURE = 40
"""Characters of the longest figure; a cell may hold millions, and patterns are not tried on those."""
NOTHING = frozenset({"", "-", "--", "—", "——", "———", "/", "／", "\\", "*", "無", "无", "×", "○", "－", "/ /"})
"""What stands in a cell that says nothing."""


@lru_cache(maxsize=8192)
def number(text: str | None) -> float | None:
    """A figure as printed (3,463.00; 45.6万元; 100.0%) as a number in its own unit, or None. 元 behind the figure is turned into 万元."""
    if not text or len(text) > _LONGEST_FIGURE:
        return None
    m = _NUMBER.fullmatch(re.sub(r"\s+", "", half_width(text)))
    if not m:
        return None
    value = float(m[1].replace(",", ""))
    return round(value * {"元": 1e-4, "亿元": 1e4}.get(m[2] or "", 1.0), 10)


_MISREAD = str.maketrans({"l": "1", "I": "1", "|": "1", "O": "0", "o": "0", "〇": "0", "○": "0"})
_MISREAD_FIGURE = re.compile(r"(?<![A-Za-z])[\dlIO〇○|][\dlIO〇○|.]*(?![A-Za-z])")


@lru_cache(maxsize=8192)
def mended_number(text: str) -> str | None:
    """The text with letters that a scan took for digits turned back (12l万元 → 121万元, 1〇〇% → 100%), or None where there is none."""

    if len(text) > _LONGEST_FIGURE:
        return None

    def mend(m: re.Match[str]) -> str:
        return m[0].translate(_MISREAD) if re.search(r"\d", m[0]) else m[0]

    mended = _MISREAD_FIGURE.sub(mend, text)
    return mended if mended != text else None


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
                if cell.column <= column < cell.column + cell.col_span:
                    return cell
        return None

    def within(self, first: int, last: int) -> list[Cell]:
        """Its own cells that begin between two columns."""
        return [c for c in self.own if first <= c.column <= last]

    def words(self) -> list[str | None]:
        return [concept(c.text) for c in self.own]


def _merged_again(own: list[Cell]) -> list[Cell]:
    """A merged cell that was taken apart, its text in each of three places or more side by side, as the one cell it was."""
    if len(own) < 3 or not any(a.text == b.text == c.text for a, b, c in zip(own, own[1:], own[2:], strict=False)):
        return own
    out: list[Cell] = []
    at = 0
    while at < len(own):
        end = at + 1
        while end < len(own) and own[end].text == own[at].text and own[end].column == own[end - 1].last_column + 1:
            end += 1
        if end - at >= 3 and len(own[at].text) >= 5 and number(own[at].text) is None:
            out.append(own[at]._replace(col_span=own[end - 1].last_column - own[at].column + 1))
        else:
            out += own[at:end]
        at = end
    return out


def rows_of(grid: Grid, most: int) -> list[Row]:
    """The rows of a grid, at most so many."""
    rows: list[Row] = []
    reaching: list[Cell] = []
    for own in grid.rows():
        if len(rows) >= most:
            break
        now = own[0].row
        own = _merged_again(own)
        reaching = [c for c in reaching if c.last_row >= now]
        rows.append(Row(own, list(reaching)))
        reaching += [c for c in own if c.row_span > 1]
    return rows
