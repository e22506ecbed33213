"""批注 (annotation): findings written back as comments into a copy of the reviewer's own workbook, with the drafted opinion on a sheet of its own.

Nothing that stands in the workbook is changed. A finding about the whole, or without a cell, is on the sheet only.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font

from assistant.domain.failures import BadInput
from assistant.domain.finding import Finding
from assistant.export.timeless import timeless
from assistant.export.xlsx import write_text

AUTHOR = "绩效助手"
SHEET = "审核意见"
_WORDS = {"error": "错误", "warning": "警告", "note": "提示"}
_WIDTH, _HEIGHT = 320, 120
"""Of a comment's box, in points: three lines of Chinese."""
_COLUMNS = (("位置", 14), ("项目", 24), ("指标", 28), ("程度", 8), ("意见", 80))


def annotate(workbook: bytes, findings: Sequence[Finding], opinion: str) -> bytes:
    """The workbook with a comment a finding and the opinion on its last sheet. Raises BadInput for a file that is no xlsx."""
    try:
        book = load_workbook(io.BytesIO(workbook))
    except Exception as failure:  # openpyxl fails in many ways on what is no workbook
        raise BadInput("只有 xlsx 文件能写回批注。", "请用表格软件把这张表另存为 xlsx，再审一次；或者只看审核意见。", ["annotate"]) from failure
    for finding in findings:
        if (cell := _cell(book, finding)) is not None:
            _comment(cell, finding)
    _write_opinion(book, findings, opinion)
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue())


def _cell(book: Any, finding: Finding) -> Any:
    """The cell a finding points at, the first of its merged range; None where it points at none."""
    at = finding.location
    if at is None or not at.cell or at.sheet not in book.sheetnames:
        return None
    sheet = book[at.sheet]
    cell = sheet[at.cell]
    if not isinstance(cell, MergedCell):
        return cell
    merged = next((m for m in sheet.merged_cells.ranges if at.cell in m), None)
    return sheet.cell(merged.min_row, merged.min_col) if merged else None


def _comment(cell: Any, finding: Finding) -> None:
    """Appended to what is already noted on the cell."""
    said = f"【{_WORDS[finding.severity]}】{finding.message}"
    before = cell.comment.text + "\n" if cell.comment else ""
    author = cell.comment.author if cell.comment else AUTHOR
    cell.comment = Comment(before + said, author, height=_HEIGHT * (1 + before.count("【")), width=_WIDTH)


def _write_opinion(book: Any, findings: Sequence[Finding], opinion: str) -> None:
    sheet = book.create_sheet(_free_name(book.sheetnames))
    wrapped = Alignment(wrap_text=True, vertical="top")
    lines = opinion.split("\n")
    for n, line in enumerate(lines, 1):
        sheet.merge_cells(start_row=n, end_row=n, start_column=1, end_column=len(_COLUMNS))
        write_text(sheet.cell(n, 1), line)
        sheet.cell(n, 1).alignment = wrapped
        sheet.row_dimensions[n].height = 16 * (1 + len(line) // 75)
    head = len(lines) + 2
    for column, (label, width) in enumerate(_COLUMNS, 1):
        write_text(sheet.cell(head, column), label)
        sheet.cell(head, column).font = Font(bold=True)
        sheet.column_dimensions[sheet.cell(head, column).column_letter].width = width
    for row, f in enumerate(findings, head + 1):
        where = f"{f.location.sheet or ''} {f.location.cell or ''}".strip() if f.location else ""
        owner = "部门整体" if f.owner == "department" else f.owner or ""
        for column, text in enumerate((where, owner, f.indicator or "整张表", _WORDS[f.severity], f.message), 1):
            write_text(sheet.cell(row, column), text)
            sheet.cell(row, column).alignment = wrapped


def _free_name(taken: Sequence[str]) -> str:
    return SHEET if SHEET not in taken else next(f"{SHEET}{n}" for n in range(2, 100) if f"{SHEET}{n}" not in taken)
