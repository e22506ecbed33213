"""docx → grids: paragraphs as rows of one cell, tables with their spans, in the order they stand. Entities are not resolved, nothing is fetched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.domain.failures import UnreadableForm
from assistant.domain.form import Doubt
from assistant.layout.grid import Cell, Grid
from assistant.reading.limits import check_archive
from assistant.reading.text_grid import clean


def read_docx(path: Path) -> tuple[list[Grid], list[Doubt]]:
    """The document's body as one grid."""
    from docx import Document
    from docx.table import Table

    check_archive(path)
    try:
        document = Document(str(path))
        cells: list[Cell] = []
        row = 0
        for part in document.iter_inner_content():
            if isinstance(part, Table):
                for one in (part._tbl, *part._tbl.iterdescendants(part._tbl.tag)):  # a table inside a cell is read after the one around it
                    table = _table(one, row)
                    cells += table
                    row = max([row + len(one.tr_lst), *(c.last_row for c in table)])
                continue
            for text in part.text.split("\n"):
                pieces = [clean(t) for t in text.split("\t")]
                row += 1 if any(pieces) else 0
                cells += [Cell(t, row, column, style="paragraph") for column, t in enumerate(pieces, start=1) if t]
    except Exception as failure:  # a broken package fails in many ways inside python-docx and lxml
        raise UnreadableForm(f"“{path.name}”不是完好的 docx 文档。", "请用文字处理软件打开另存一份再读。") from failure
    return [Grid(cells, file=path.name, kind="table")], []


def _table(table: Any, above: int) -> list[Cell]:
    """The cells of a table with spans, read from the XML: python-docx repeats a merged cell's text in every place it covers."""
    from docx.oxml.ns import qn

    open_cells: dict[int, tuple[int, int, int, str]] = {}
    done: list[Cell] = []

    def close(column: int) -> None:
        first, last, across, text = open_cells.pop(column)
        if text:
            done.append(Cell(text, first, column, last - first + 1, across))

    for n, line in enumerate(table.tr_lst, start=above + 1):
        column = 1 + int(getattr(line, "grid_before", 0) or 0)
        for place in line.tc_lst:
            across = int(place.grid_span or 1)
            merge = place.vMerge
            if merge == "continue" and column in open_cells:
                first, _, wide, text = open_cells[column]
                open_cells[column] = (first, n, wide, text)
            else:
                for covered in [c for c in open_cells if column <= c < column + across]:
                    close(covered)
                paragraphs = (p for p in place.iter(qn("w:p")) if next(p.iterancestors(qn("w:tbl"))) is table)
                text = clean("\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in paragraphs).strip())
                open_cells[column] = (n, n, across, text)
            column += across
    for column in list(open_cells):
        close(column)
    return sorted(done, key=lambda c: (c.row, c.column))
