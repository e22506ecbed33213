"""xlsx: a filled grid as a workbook a person could have made: merged cells, borders, column widths, A4, head rows on every page.

Text is written as text: what begins with = + - @ never becomes a formula.
"""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from assistant.domain.failures import BadInput
from assistant.export.measure import height_pt, lines_needed, printable
from assistant.export.timeless import timeless
from assistant.layout.blank import Page
from assistant.layout.grid import Cell, Grid

_THIN = Side(style="thin", color="000000")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_LABEL_FILL = PatternFill("solid", start_color="F2F2F2")
_MOST_CHARACTERS = 32767
_MM_PER_WIDTH_UNIT = 1.95
"""A column width unit of Excel is the width of a digit of the default letter plus its share of padding."""
ANNEX_PAGE = Page(columns_mm=(32, 142))


def write_xlsx(form: Grid, page: Page, annex: Grid | None = None) -> bytes:
    """The workbook: the form on the first sheet, the annex on a second."""
    book = Workbook()
    book.properties.creator = "绩效助手"
    sheet = book.active
    sheet.title = form.name or "绩效目标表"
    write_sheet(sheet, form, page)
    if annex is not None:
        write_sheet(book.create_sheet(annex.name), annex, ANNEX_PAGE)
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue())


def write_sheet(sheet: Worksheet, grid: Grid, page: Page) -> None:
    """One grid onto one sheet, laid out for printing on A4."""
    for n, mm in enumerate(page.columns_mm, start=1):
        sheet.column_dimensions[sheet.cell(1, n).column_letter].width = round(mm / _MM_PER_WIDTH_UNIT, 2)
    for cell in grid.cells:
        _write_cell(sheet, cell, page)
    for row, height in _heights(grid, page).items():
        sheet.row_dimensions[row].height = height
    _set_page(sheet, grid, page)


def write_text(target: SheetCell, text: str) -> None:
    """Text as text: a leading = + - @ is kept as a character, marked with Excel's own quote prefix."""
    text = printable(text)
    if len(text) > _MOST_CHARACTERS:
        raise BadInput(f"{target.coordinate} 要写 {len(text)} 个字，一个单元格最多 {_MOST_CHARACTERS} 个。", "请缩短这一格的文字。")
    target.value = text or None
    if text:
        target.data_type = "s"
    if text[:1] in ("=", "+", "-", "@", "\t"):
        target.quotePrefix = True


def _write_cell(sheet: Worksheet, cell: Cell, page: Page) -> None:
    target = sheet.cell(cell.row, cell.column)
    style = cell.style.split()[0] if cell.style else "text"
    if style == "money" and cell.text:
        target.value = float(cell.text)
        target.number_format = "0." + "0" * max(2, len(cell.text.partition(".")[2]))
    else:
        write_text(target, cell.text)
    font = Font(name=page.title_font if style == "title" else page.font, size=16 if style == "title" else page.size_pt)
    places = [sheet.cell(r, c) for r in range(cell.row, cell.last_row + 1) for c in range(cell.column, cell.last_column + 1)]
    for place in places:
        if not style.startswith(("plain", "title")):
            place.border = _GRID
        place.font = font
    if style == "label":
        target.fill = _LABEL_FILL
    target.alignment = Alignment(horizontal=_horizontal(style), vertical="center", wrap_text=True)
    if len(places) > 1:
        sheet.merge_cells(start_row=cell.row, end_row=cell.last_row, start_column=cell.column, end_column=cell.last_column)


def _horizontal(style: str) -> str:
    if style in ("label", "centre", "money", "title", "plain_centre"):
        return "center"
    return "right" if style == "plain_right" else "left"


def _heights(grid: Grid, page: Page) -> dict[int, float]:
    """Row → height in points: each cell gets the lines it needs, a tall merged cell adds what is missing to its last row."""
    needed = dict.fromkeys(range(1, grid.height + 1), 1)
    for cell in sorted(grid.cells, key=lambda c: c.row_span):
        size = 16 if cell.style.startswith("title") else page.size_pt
        room = sum(page.columns_mm[cell.column - 1 : cell.last_column])
        lines = lines_needed(cell.text, room, size) + (1 if cell.style.startswith("title") else 0)
        have = sum(needed[r] for r in range(cell.row, cell.last_row + 1))
        needed[cell.last_row] += max(0, lines - have)
    return {row: height_pt(lines, page.size_pt) for row, lines in needed.items()}


def _set_page(sheet: Worksheet, grid: Grid, page: Page) -> None:
    margin = page.margin_mm / 25.4
    sheet.page_margins = PageMargins(left=margin, right=margin, top=0.6, bottom=0.7, footer=0.35)
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if page.landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    heads = [c.row for c in grid.cells if "head" in c.style.split()]
    if heads:
        sheet.print_title_rows = f"{heads[0]}:{heads[-1]}"
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
