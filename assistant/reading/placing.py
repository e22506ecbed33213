"""归位 (Placing): which column a cell of a row belongs to.

In a sheet a value's column says what it is. In a text file cells slip: a merged tier is left out, a page break drops the leading blanks. There the
tiers at the head of a row are told by their words, and what follows is put to the remaining columns in order, by position where some are blank.
"""

from __future__ import annotations

from typing import Any

from assistant.domain.frame import COST
from assistant.domain.target import Target
from assistant.layout.grid import Cell
from assistant.layout.headings import concept, level1_printed, level2_printed
from assistant.reading.heads import PROJECT_COLUMNS, TIERS, VALUES, Column, Head
from assistant.reading.rows import Row

_PLACED = {
    *TIERS, *PROJECT_COLUMNS, "name", "indicators", "explanation", "target", "longterm", "comparator", "unit", "actual", "basis", "weight", "score", "reason", "task",
}  # fmt: skip
"""Columns that have a field of their own; what stands in others is listed as unplaced."""


def by_position(row: Row, head: Head) -> tuple[dict[str, Any], dict[str, Cell]]:
    """Word → text by the columns the head covers; merged tiers reach down from above."""
    if head.plain is not None and not row.above:
        return _at_once(row, head.plain)
    values: dict[str, Any] = {}
    cells: dict[str, Cell] = {}
    used: set[str] = set()
    for column in head.columns:
        word = column.word
        own = row.within(column.first, column.last)
        here = own or _reaching(row, column)
        if not here or values.get(word):
            continue
        if word in _PLACED:
            used.update(c.text for c in own)
        values[word] = here[0].text if len(here) == 1 else " ".join(dict.fromkeys(c.text for c in here))
        cells[word] = here[0]
    _unslip(values)
    values["_used"] = used
    return values, cells


def _at_once(row: Row, words: dict[int, str]) -> tuple[dict[str, Any], dict[str, Cell]]:
    """By position, where nothing reaches in from above and no column is wider than one place."""
    cells: dict[str, Cell] = {}
    for cell in row.own:
        if cell.col_span == 1:
            if (word := words.get(cell.column)) is not None:
                cells[word] = cell
        else:
            for column in range(cell.column, cell.last_column + 1):
                if column in words:
                    cells[words[column]] = cell
    values: dict[str, Any] = {word: cell.text for word, cell in cells.items()}
    _unslip(values)
    values["_used"] = {cell.text for word, cell in cells.items() if word in _PLACED and words.get(cell.column) == word}
    return values, cells


def _reaching(row: Row, column: Column) -> list[Cell]:
    """The cell that reaches into a column from the left or from above: a tier, a merged value."""
    cell = row.at(column.first)
    fits = cell is not None and (column.word in TIERS or cell.row == row.number or (cell.row_span > 1 and column.word != "indicators"))
    return [cell] if cell is not None and fits else []


def stands_right(row: Row, head: Head) -> bool:
    """In a text file: do the cells of this row stand under their heads?

    They do when each begins where a head begins, tiers stand in tier columns, and what stands in the name's column is not a value.
    """
    column_of = {c.first: c.word for c in head.columns}
    if not all(c.column in column_of for c in row.own):
        return False
    placed = {column_of[c.column]: c.text for c in row.own}
    for word, text in placed.items():
        tier = level1_printed(text) or level2_printed(text)
        if word in ("name", *VALUES) and tier and len(text) <= 9 and not text.endswith("满意度"):
            return False
        if word == "level1" and level2_printed(text) and level1_printed(text) is None and head.of("level2"):
            return False
    name = placed.get("name")
    if name is None:
        return all(level1_printed(t) or level2_printed(t) for w, t in placed.items() if w in TIERS) and not placed.keys() & VALUES
    strange = [t for w, t in placed.items() if w in TIERS and not (level1_printed(t) or level2_printed(t))]
    return not (strange and "target" not in placed and Target.read(name).comparator != "定性")


def _unslip(values: dict[str, Any]) -> None:
    """A second tier standing in the first tier's column is a second tier."""
    level1 = values.get("level1")
    if level1 and not values.get("level2") and level2_printed(level1) and level1_printed(level1) in (None, COST):
        values["level1"], values["level2"] = None, level1


def by_content(row: Row, head: Head) -> tuple[dict[str, Any], dict[str, Cell]]:
    """Word → text by what the cells say: tiers first, then the other columns in order, by position where some are blank."""
    cells = [c for c in row.own if concept(c.text) != "indicators"]
    values: dict[str, Any] = {}
    body = head.body
    if cells and (level1 := level1_printed(cells[0].text)) and not _is_second_tier_cost(level1, cells, head):
        values["level1"] = cells.pop(0).text
    if cells and level2_printed(cells[0].text) and len(cells[0].text) <= 16 and not _is_a_name(cells, body):
        values["level2"] = cells.pop(0).text
    while cells and len(cells) > len(body) and cells[0].column < head.name_column and len(cells[0].text) <= 12:
        values["level2" if "level1" in values or head.of("level1") is None else "level1"] = cells.pop(0).text
    pairs = fitted(cells, body, anchored=len(cells) > 1)
    placed = {column.word: cell for column, cell in pairs}
    values |= {word: cell.text for word, cell in placed.items()}
    values["_used"] = {c.text for c in row.own if c not in cells} | {c.text for w, c in placed.items() if w in _PLACED}
    return values, placed


def _is_a_name(cells: list[Cell], body: list[Column]) -> bool:
    """群众满意度 with nothing but its value behind it is the indicator's own name, not its tier."""
    return not cells[0].text.endswith("指标") and len(cells) == 2 <= len(body) and Target.read(cells[1].text).is_numeric


def _is_second_tier_cost(level1: str, cells: list[Cell], head: Head) -> bool:
    """成本指标 is a first tier only where a second one follows, or where the tiers so far are of the frame that has it."""
    if level1 != COST or not level2_printed(cells[0].text):
        return False
    return len(cells) < 2 or level2_printed(cells[1].text) is None


def fitted(cells: list[Cell], columns: list[Column], *, anchored: bool = False) -> list[tuple[Column, Cell]]:
    """Cells put to columns: in order where there are as many, else by position, counted from where the first one stands.

    `anchored`: the first cell is known to belong to the first column, however far it slipped.
    """
    if not cells or not columns:
        return []
    if len(cells) >= len(columns):
        return list(zip(columns, cells, strict=False))
    for shift in dict.fromkeys((0, columns[0].first - cells[0].column)):
        by_place = {c.first: c for c in columns}
        if all(cell.column + shift in by_place for cell in cells) and (shift or not anchored or cells[0].column == columns[0].first):
            return [(by_place[cell.column + shift], cell) for cell in cells]
    return list(zip(columns, cells, strict=False))
