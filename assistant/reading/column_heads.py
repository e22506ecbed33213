"""栏 (Column heads): a row of headings over columns of values, what stands under each, and where the table ends."""

from __future__ import annotations

import re

from assistant.layout.grid import Cell
from assistant.layout.headings import concept
from assistant.reading.gathering import Gathering
from assistant.reading.heads import Column, head_of
from assistant.reading.placing import fitted
from assistant.reading.rows import Row

SECTION = {"group", "task", "indicators", "schedule", "budget_and_purpose"}


def all_heads(row: Row) -> bool:
    """Is this a row of headings? Among three different known ones a short unknown one may stand."""
    words = row.words()
    unknown = [c.text for c, w in zip(row.own, words, strict=True) if w is None]
    if len(unknown) != 1:
        return not unknown
    return len(set(words)) >= 4 and len(unknown[0]) <= 12 and re.search(r"\d", unknown[0]) is None


def columns_of(row: Row) -> list[Column]:
    """The columns, without the label that stands left of them all (年度主要任务 | 任务名称 | 主要内容)."""
    columns = [Column(concept(c.text) or "", c.column, c.last_column) for c in row.own]
    first, *rest = [c.word for c in columns]
    section = first in SECTION and (first != "task" or bool({"task", "task_name"} & set(rest)))
    repeated = first in ("objective", "budget") and (first in rest or bool({"initial", "adjusted", "spent"} & set(rest)))
    return columns[1:] if section or repeated else columns


def placed_under(row: Row, columns: list[Column], g: Gathering) -> dict[str, Cell]:
    """Word → cell of a row under the columns."""
    if g.grid.kind == "text":
        cells = [c for c in row.own if not (concept(c.text) in SECTION and c.column < columns[0].first)]
        if len(cells) > len(columns) and cells[0].column < columns[0].first:
            cells = cells[1:]
        return {column.word: cell for column, cell in fitted(cells, columns)}
    placed: dict[str, Cell] = {}
    for column in columns:
        own = row.within(column.first, column.last)
        cell = own[0] if own else row.at(column.first)
        if cell is not None and (own or cell.row_span > 1) and column.word not in placed:
            placed[column.word] = cell
    return placed


def is_numbering(row: Row) -> bool:
    """A row that numbers the columns (1 2 3 4), or rules them (--- ---)."""
    texts = [c.text for c in row.own]
    return all(re.fullmatch(r"-+|\d{1,2}|栏次|（?\d+）?", t) for t in texts) and (len(texts) > 1 or set(texts[0]) == {"-"})


def next_begins(rows: list[Row], n: int, columns: list[Column]) -> bool:
    """Does something else begin in this row: another head, a title, a labelled row?"""
    row = rows[n]
    words = row.words()
    if len(row.own) >= 2 and all(words) and not all(w in ("task", "task_name") for w in words):
        return True
    if head_of(rows, n) is not None:
        return True
    if words[0] in SECTION - {"task"} and any(w for w in words[1:]):
        return True
    ending = {
        "key_project",
        "overall_performance",
        "problems",
        "next_steps",
        "measures",
        "review_remark",
        "objective",
        "completion",
        "indicators",
        "organisation",
        "project",
        "grade",
        "total",
        "sub_objective",
    }
    if words[0] in ending and row.first.column <= columns[0].first and not (row.lone and row.first.column > 1):
        return True
    text = row.first.text
    return row.lone is not None and re.search(r"(?:目标表|自评表|申报表|公开表|情况表)$", text) is not None
