"""pdf with a text layer → grids, by pdfplumber: ruled tables with their spans, the lines between them as rows of one cell.

A page without any text is a scan: it is said, and left to text recognition elsewhere.
"""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

from assistant.domain.failures import UnreadableForm
from assistant.domain.form import Doubt, Location
from assistant.layout.grid import Cell, Grid
from assistant.reading.limits import limit
from assistant.reading.scan import read_scan
from assistant.reading.text_grid import clean

_HAN_BREAK = re.compile(r"(?<=[^\x00-\x7f])\s*\n\s*|\n\s*(?=[^\x00-\x7f])|(?<=[≥≤=<>\d.%])\n(?=[\d.%])")


def read_pdf(path: Path) -> tuple[list[Grid], list[Doubt]]:
    """All pages as one grid, in reading order."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    doubts: list[Doubt] = []
    cells: list[Cell] = []
    try:
        with pdfplumber.open(str(path)) as book:
            if len(book.pages) > limit("pdf_pages"):
                raise UnreadableForm(f"“{path.name}”有 {len(book.pages)} 页，超过 {limit('pdf_pages')} 页的上限。", "请只保留绩效表所在的页再读。")
            row = 0
            for page in book.pages:
                found = _page(page, row)
                cells += found
                row = max([row, *(c.last_row for c in found)])
                page.close()
    except UnreadableForm:
        raise
    except Exception as failure:  # pdfminer fails in many ways on broken files
        word = "有密码" if "password" in f"{type(failure).__name__}{failure}".lower() else "已损坏，读不出页面"
        remedy = "请去掉密码另存一份再读。" if word == "有密码" else "请重新下载，或另存为 docx、xlsx 再读。"
        raise UnreadableForm(f"“{path.name}”{word}。", remedy) from failure
    if not cells:
        return read_scan(path)
    if any(re.search(r"\(cid:\d+\)", c.text) for c in cells):
        doubts.append(Doubt(kind="encoding", message="这份 pdf 有些字没有对应的编码，读出来是代号。", location=Location(file=path.name)))
    return [Grid(cells, file=path.name, kind="table")], doubts


def _page(page: Any, above: int) -> list[Cell]:
    """The cells of a page from row `above` + 1 on."""
    tables = page.find_tables()
    boxes = [t.bbox for t in tables]
    outside = page.filter(lambda o: not any(_inside(o, b) for b in boxes)) if boxes else page
    pieces: list[tuple[float, list[Cell]]] = [
        (line["top"], [Cell(clean(line["text"]), 1, 1, style="paragraph")]) for line in outside.extract_text_lines() if clean(line["text"])
    ]
    pieces += [(t.bbox[1], _table(t)) for t in tables]
    cells: list[Cell] = []
    row = above
    for _, part in sorted(pieces, key=lambda p: p[0]):
        cells += [c._replace(row=c.row + row) for c in part]
        row += max((c.last_row for c in part), default=0)
    return cells


def _inside(thing: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    if "top" not in thing:
        return False
    x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _table(table: Any) -> list[Cell]:
    """The ruled cells of a table; spans follow from where their edges lie among all edges."""
    lefts = _edges([c[0] for c in table.cells] + [c[2] for c in table.cells])
    tops = _edges([c[1] for c in table.cells] + [c[3] for c in table.cells])
    cells: list[Cell] = []
    for box in sorted(table.cells, key=lambda c: (c[1], c[0])):
        left, right, top, bottom = _at(lefts, box[0]), _at(lefts, box[2]), _at(tops, box[1]), _at(tops, box[3])
        text = clean(_HAN_BREAK.sub("", table.page.crop(box).extract_text() or ""))
        if text:
            cells.append(Cell(text, top + 1, left + 1, max(1, bottom - top), max(1, right - left)))
    return cells


def _edges(values: list[float]) -> list[float]:
    """Distinct edges, those within two points taken as one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > 2:
            edges.append(value)
    return edges


def _at(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda k: abs(edges[k] - value))
