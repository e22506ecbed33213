"""自备模板 (Template): the unit's own workbook, filled where its labels say.

Labels are known by `assistant.layout.headings`, whatever the unit calls them; a value goes into the blank cell right of its label, indicators into the
rows under the head of its indicator table. What already stands in the template stays; what it has no place for is put on the annex, never dropped.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

from assistant.domain.failures import BadInput
from assistant.export.timeless import timeless
from assistant.export.xlsx import ANNEX_PAGE, write_sheet, write_text
from assistant.layout.grid import Grid
from assistant.layout.headings import concept, level1_printed, level2_printed

Row = Mapping[str, str]
_LABELS = {
    "organisation": "organisation",
    "project": "project",
    "code": "code",
    "budget": "budget",
    "fiscal": "fiscal",
    "other": "other",
    "purpose": "purpose",
    "objective": "objective",
}
_COLUMNS = {
    "level1": "level1",
    "level2": "level2",
    "name": "name",
    "explanation": "explanation",
    "target": "target",
    "basis": "basis",
    "weight": "weight",
}


def fill_template(template: bytes, answers: Row, indicators: Sequence[Row], annex: Grid) -> bytes:
    """The template with the draft written into it.

    `answers` and `indicators` hold texts by the words of `headings.toml`. Raises BadInput for a file that is no workbook, has no head of an
    indicator table, or too few rows under it.
    """
    try:
        book = load_workbook(io.BytesIO(template))
    except Exception as failure:  # openpyxl fails in many ways on what is no workbook
        raise BadInput("模板不是能打开的 xlsx 文件。", "请用表格软件另存为 xlsx 再试。", ["template"]) from failure
    found = next(((sheet, head) for sheet in book.worksheets if (head := _head(sheet))), None)
    if found is None:
        raise BadInput("模板里没有找到指标表的表头。", "请确认有一行写着“二级指标”“三级指标”“指标值”这样的栏目。", ["template"])
    sheet, (row, columns) = found
    _fill_labels(sheet, row, answers)
    _fill_rows(sheet, row, columns, indicators)
    write_sheet(book.create_sheet(annex.name), annex, ANNEX_PAGE)
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue())


def _head(sheet: Any) -> tuple[int, dict[str, int]] | None:
    """The row of the head of the indicator table and the column of each word in it."""
    for cells in sheet.iter_rows(max_row=200):
        columns: dict[str, int] = {}
        for cell in cells:
            word = concept(str(cell.value)) if cell.value is not None else None
            if word in _COLUMNS:
                columns.setdefault(word, cell.column)
        if {"name", "target"} <= columns.keys():
            return cells[0].row, columns
    return None


def _fill_labels(sheet: Any, below: int, answers: Row) -> None:
    """The answers into the blank cells right of their labels, above the indicator table."""
    filled: set[str] = set()
    for cells in sheet.iter_rows(max_row=below - 1):
        for cell in cells:
            word = _LABELS.get(concept(str(cell.value)) or "") if cell.value is not None else None
            if word is None or word in filled or not answers.get(word):
                continue
            place = next((c for c in cells if c.column > cell.column and not isinstance(c, MergedCell)), None)
            if place is not None and place.value is None:
                write_text(place, answers[word])
                filled.add(word)


def _fill_rows(sheet: Any, head: int, columns: dict[str, int], indicators: Sequence[Row]) -> None:
    """Each indicator into a row of its tier where the template prints tiers, else into the next blank row."""
    places = list(_places(sheet, head, columns))
    tiered = any(tier for _, tier in places)
    for indicator in indicators:
        wanted = level2_printed(indicator["level2"])
        fits = next((n for n, (_, tier) in enumerate(places) if not tiered or tier == wanted), None)
        if fits is None:
            raise BadInput(f"模板里放不下“{indicator['level2']} {indicator['name']}”。", "请在模板的这一类下面加一行再导出。", ["template"])
        row, _ = places.pop(fits)
        for word, column in columns.items():
            place = sheet.cell(row, column)
            if not isinstance(place, MergedCell) and place.value is None:
                write_text(place, indicator.get(_COLUMNS[word], ""))


def _places(sheet: Any, head: int, columns: dict[str, int]) -> Iterator[tuple[int, str | None]]:
    """(row, tier printed there or above) of the rows under the head whose name cell is blank, until a labelled row ends the table."""
    tier: str | None = None
    last = sheet.max_row
    for row in range(head + 1, last + 1):
        first = next((c.value for c in sheet[row] if c.value is not None), None)
        if first is not None and concept(str(first)) and not (level1_printed(str(first)) or level2_printed(str(first))):
            return
        printed = sheet.cell(row, columns["level2"]).value if "level2" in columns else None
        tier = level2_printed(str(printed)) if printed is not None else tier
        name = sheet.cell(row, columns["name"])
        if name.value is None and not isinstance(name, MergedCell):
            yield row, tier
    if tier is None:  # nothing stands below: the table is open at its end
        yield from ((row, None) for row in range(last + 1, last + 100))
