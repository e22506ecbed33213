"""原文 (Printed): the text of a file as it is shown to a model, and where words of an answer stand in it.

White space and the width of characters do not matter; anything else does. A number stands only where it stands whole: 60 is not part of 160.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from assistant.domain.form import Location
from assistant.domain.numeral import half_width
from assistant.layout.grid import Cell, Grid

_BELOW = 12
"""Printed rows under a name in which its values are looked for, where the form prints one cell a line or the values below their heads."""
_PIECES = 3
"""Cells a value may be printed in: its sign, its number, its unit."""
_WRAPPED = 20
"""A line of running text at least this long that ends without a stop goes on in the next."""


class Place(NamedTuple):
    """Where words stand: which grid, the cell, its printed row's number, and the part of the cell's plain text."""

    grid: Grid
    cell: Cell
    row: int
    start: int
    end: int

    @property
    def location(self) -> Location:
        return self.grid.location(self.cell)

    def overlaps(self, other: Place) -> bool:
        return self.cell is other.cell and self.start < other.end and other.start < self.end


def plain(text: str) -> str:
    """Text without white space, in half width: what two printings of one thing have in common."""
    return re.sub(r"\s+", "", half_width(text))


class Printed:
    """The text of one file: its cells by printed row."""

    def __init__(self, grids: Sequence[Grid]) -> None:
        self._rows = [(grid, row) for grid in grids for row in grid.rows()]
        self._plain = {id(cell): plain(cell.text) for _, row in self._rows for cell in row}

    def lines(self) -> list[str]:
        """The printed rows, cells apart by ｜."""
        return ["｜".join(re.sub(r"\s+", " ", cell.text).strip() for cell in row) for _, row in self._rows]

    def texts(self) -> list[str]:
        """The cells' texts, and the whole run together: a word may be torn between two lines."""
        return [*(cell.text for _, row in self._rows for cell in row), "".join(cell.text for _, row in self._rows for cell in row)]

    def stands(self, words: str) -> bool:
        """Do these words stand in one cell somewhere?"""
        return next(self.places(words), None) is not None

    def places(self, words: str) -> Iterator[Place]:
        """Every place of some words, in reading order."""
        for number in range(len(self._rows)):
            yield from self._in_row(words, number)

    def near(self, words: str, name: Place, names: Collection[str], taken: Sequence[Place] = ()) -> Place | None:
        """Where a value of a name stands: on the name's printed row (or the sentence it begins), or filling a cell below before another name.

        `names` are the plain names of the other rows; a place in `taken` carries another value already.
        """
        for number in self._passage(name.row):
            for place in self._in_row(words, number):
                if not any(place.overlaps(t) for t in taken):
                    return place
        return self._below(words, name, names, taken)

    def _below(self, words: str, name: Place, names: Collection[str], taken: Sequence[Place]) -> Place | None:
        wanted = plain(words)
        for number in range(name.row + 1, min(name.row + 1 + _BELOW, len(self._rows))):
            grid, row = self._rows[number]
            cell = next((c for c in row if c.column <= name.cell.column <= c.last_column), None)
            if grid is not name.grid or (cell is not None and self._plain[id(cell)] in names):
                return None
            if cell is not None and self._plain[id(cell)] == wanted:
                place = Place(grid, cell, number, 0, len(wanted))
                if not any(place.overlaps(t) for t in taken):
                    return place
        return None

    def _passage(self, number: int) -> Iterator[int]:
        """The printed row of this number, and the lines its sentence goes on in."""
        yield number
        while self._goes_on(number):
            number += 1
            yield number

    def _goes_on(self, number: int) -> bool:
        grid, row = self._rows[number]
        text = self._plain[id(row[0])]
        same = number + 1 < len(self._rows) and self._rows[number + 1][0] is grid
        return same and len(row) == 1 and len(text) >= _WRAPPED and text[-1] not in "。；;!！?？"

    def _in_row(self, words: str, number: int) -> Iterator[Place]:
        """Places in the cells of one printed row. A merged cell that reaches down from above belongs to its first row."""
        wanted = plain(words)
        if not wanted:
            return
        before = r"(?<!\d)(?<!\d[.,])" if wanted[0].isdigit() else ""
        after = r"(?!\d|[.,]\d|[%‰])" if wanted[-1].isdigit() else ""
        grid, row = self._rows[number]
        for cell in row:
            for found in re.finditer(before + re.escape(wanted) + after, self._plain[id(cell)]):
                yield Place(grid, cell, number, found.start(), found.end())
        for start in range(len(row)):
            for end in range(start + 2, min(start + _PIECES, len(row)) + 1):
                if (piece := self._in_pieces(wanted, row[start:end])) is not None:
                    yield Place(grid, piece, number, 0, len(self._plain[id(piece)]))

    def _in_pieces(self, wanted: str, cells: Sequence[Cell]) -> Cell | None:
        """The cell with the number, where neighbouring cells (≥ | 35 | 人) are just these words; two cells with a number make no value."""
        texts = [self._plain[id(cell)] for cell in cells]
        numbered = [cell for cell, text in zip(cells, texts, strict=True) if re.search(r"\d", text)]
        return numbered[0] if len(numbered) == 1 and all(texts) and "".join(texts) == wanted else None
