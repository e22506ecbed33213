"""格 (Grid): the one seam between file formats and forms.

Every format that is read becomes grids, every layout that is filled is a grid that a writer prints; what stands on the other side never knows
the format. Rows and columns count from 1. A merged cell is one `Cell` with spans; the places it covers hold nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from assistant.domain.form import Location


class Cell(NamedTuple):
    """One cell: its text as printed, where it stands, how many rows and columns it covers.

    A named tuple, since a large workbook has a million of them. `line` is the line of a text file (1-based). `style` names how a layout prints it (label, text, money …); readers mark “paragraph” what stands outside a table.
    """

    text: str
    row: int
    column: int
    row_span: int = 1
    col_span: int = 1
    line: int | None = None
    style: str = ""

    @property
    def last_row(self) -> int:
        return self.row + self.row_span - 1

    @property
    def last_column(self) -> int:
        return self.column + self.col_span - 1


def address(row: int, column: int) -> str:
    """The spreadsheet name of a place: (7, 3) → C7, (1, 28) → AB1."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


@dataclass(slots=True)
class Grid:
    """Cells in reading order. `name` is the sheet's name; `file` the file's; `kind` says what coordinates mean to a reader of locations.

    kind "sheet": row and column are a spreadsheet's; "text": `line` counts; "table": rows of a document's table.
    """

    cells: list[Cell] = field(default_factory=list)
    name: str | None = None
    file: str | None = None
    kind: str = "table"

    def rows(self) -> Iterator[list[Cell]]:
        """The cells of each printed row, left to right; rows without a cell are passed over. A merged cell stands in its first row only."""
        line: list[Cell] = []
        for cell in self.cells:
            if line and cell.row != line[0].row:
                yield line
                line = []
            line.append(cell)
        if line:
            yield line

    @property
    def width(self) -> int:
        """The number of columns."""
        return max((c.last_column for c in self.cells), default=0)

    @property
    def height(self) -> int:
        """The number of rows."""
        return max((c.last_row for c in self.cells), default=0)

    def location(self, cell: Cell) -> Location:
        """Where a cell stands, in the words of a reader: sheet and cell name, or row and column, or line."""
        return Location(
            file=self.file,
            sheet=self.name,
            row=cell.row,
            column=cell.column,
            cell=address(cell.row, cell.column) if self.kind == "sheet" else None,
            line=cell.line,
        )
