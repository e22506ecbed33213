"""docx: a filled grid as a Word document: one or more tables with merged cells on A4, head rows repeated, the annex on a page of its own.

python-docx starts from a US Letter template without Chinese fonts: paper, fonts (ascii and eastAsia) and language are set here. A body that
ends with a table loses it when an office program rewrites the file, hence the last empty paragraph.
"""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from assistant.export.measure import printable
from assistant.export.timeless import timeless
from assistant.layout.blank import Page
from assistant.layout.grid import Cell, Grid

_CENTRED = ("label", "centre", "money", "title", "plain_centre")
_ROW_MM = 8
_ANNEX_PAGE = Page(columns_mm=(32, 142))


def write_docx(form: Grid, page: Page, annex: Grid | None = None) -> bytes:
    """The document: the form, then the annex on a new page."""
    document = Document()
    document.core_properties.author = "绩效助手"
    _set_page(document, page)
    _write_grid(document, form, page)
    if annex is not None:
        document.add_page_break()
        _write_grid(document, annex, _ANNEX_PAGE)
    out = io.BytesIO()
    document.save(out)
    return timeless(out.getvalue())


def _set_page(document: Any, page: Page) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if page.landscape else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if page.landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Mm(page.margin_mm)
    section.top_margin = section.bottom_margin = Mm(16)
    style = document.styles["Normal"]
    style.font.name, style.font.size = page.font, Pt(page.size_pt)
    style.paragraph_format.space_after = Pt(0)
    properties = style.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), page.font)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "zh-CN")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)


def _write_grid(document: Any, grid: Grid, page: Page) -> None:
    for row in grid.rows():
        if row[0].style.startswith(("title", "plain")):
            _write_line(document, row, page)
    body = [c for c in grid.cells if not c.style.startswith(("title", "plain"))]
    starts = sorted({body[0].row, *(c.row for c in body if "table" in c.style.split())}) if body else []
    for start, end in pairwise([*starts, grid.height + 1]):
        _write_table(document, [c for c in body if start <= c.row < end], start, end - start, page)
        document.add_paragraph()


def _write_line(document: Any, cells: list[Cell], page: Page) -> None:
    """A line outside the tables; what stands at its right edge hangs on a tab stop there."""
    paragraph = document.add_paragraph()
    style = cells[0].style.split()[0]
    font, size = (page.title_font, 16.0) if style == "title" else (page.font, page.size_pt)
    paragraph.paragraph_format.space_after = Pt(8 if style == "title" else 2)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(sum(page.columns_mm)), WD_TAB_ALIGNMENT.RIGHT)
    _write_run(paragraph, "\t".join(c.text for c in cells), font, size)
    if style in _CENTRED and len(cells) == 1:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _write_table(document: Any, cells: list[Cell], first_row: int, rows: int, page: Page) -> None:
    table = document.add_table(rows=rows, cols=len(page.columns_mm))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, mm in zip(table.columns, page.columns_mm, strict=True):
        column.width = Mm(mm)
    places = [list(row.cells) for row in table.rows]
    for row in places:
        for place, mm in zip(row, page.columns_mm, strict=True):
            place.width = Mm(mm)
    for cell in cells:
        top = cell.row - first_row
        place = places[top][cell.column - 1]
        if cell.row_span > 1 or cell.col_span > 1:
            place = place.merge(places[cell.last_row - first_row][cell.last_column - 1])
        _fill_place(place, cell, page)
        if "head" in cell.style.split():
            _mark(table.rows[top], "w:tblHeader")
    for row in table.rows:
        row.height = Mm(_ROW_MM)
        _mark(row, "w:cantSplit")


def _fill_place(place: Any, cell: Cell, page: Page) -> None:
    style = cell.style.split()[0]
    place.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for extra in place.paragraphs[1:]:
        extra._element.getparent().remove(extra._element)
    paragraph = place.paragraphs[0]
    _write_run(paragraph, cell.text, page.font, page.size_pt)
    if style in _CENTRED:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if style == "label":
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), "F2F2F2")
        place._element.get_or_add_tcPr().append(shade)


def _write_run(paragraph: Any, text: str, font: str, size_pt: float) -> None:
    run = paragraph.add_run(printable(text))
    run.font.name, run.font.size = font, Pt(size_pt)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _mark(row: Any, name: str) -> None:
    properties = row._tr.get_or_add_trPr()
    if properties.find(qn(name)) is None:
        mark = OxmlElement(name)
        mark.set(qn("w:val"), "true")
        properties.append(mark)
