"""指标表: a table with tiers, names and values → indicator rows, until something else begins."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from assistant.domain.frame import level1_of, level2_of
from assistant.layout.grid import Cell
from assistant.layout.headings import bare, concept, level1_printed, level2_printed
from assistant.reading.gathering import Gathering
from assistant.reading.heads import PROJECT_COLUMNS, TIERS, Column, Head, head_of
from assistant.reading.placing import by_content, by_position, stands_right
from assistant.reading.printed_row import TASK, add_row
from assistant.reading.rows import Row, is_page_number, number

_ENDING = {
    "problems", "next_steps", "rectification", "measures", "review_remark", "overall_performance", "key_project", "project", "code", "objective",
    "completion", "sub_objective", "organisation", "schedule", "staff", "authority", "purpose", "budget_and_purpose", "admin", "group", "task",
    "longterm_objective", "content", "year", "reason", "note", "numbered_goal",
}  # fmt: skip
_SUMS = {"小计", "合计", "总计"}
_FORM_TITLE = re.compile(r"绩效.{0,14}表$")
_NOTE = re.compile(r"^(?:注|备注|说明|填表说明|填报说明)\s*(?:[:：\d]|$)")


def read_indicator_table(rows: list[Row], at: int, g: Gathering) -> int:
    """The number of rows read as an indicator table from `at` on; 0 where none begins there."""
    head = head_of(rows, at)
    n = at + head.rows if head else at
    if head is None and isinstance(g.last_head, Head) and _resumes(rows[at], g.last_head):
        head = g.last_head
    head = head or _without_head(rows, at)
    if head is None:
        return 0
    g.close_text()
    g.last_head = head
    exact = g.grid.kind != "text"
    while n < len(rows):
        row = rows[n]
        again = head_of(rows, n) if any(concept(c.text) for c in row.own[:2]) else None
        if again is not None and [c.word for c in again.columns] == [c.word for c in head.columns]:
            n += again.rows
            continue
        if again is not None or _ends(row, head, g):
            break
        if not (row.lone and is_page_number(row.lone.text)) and not _is_sum(row, head, g):
            _read_row(row, head, g, exact=exact)
        n += 1
    return n - at


def _without_head(rows: list[Row], at: int) -> Head | None:
    """Rows of 产出指标 | 数量指标 | name | value that follow each other under no head at all: the order every form has says what they are."""

    def fits(n: int) -> bool:
        own = rows[n].own if n < len(rows) else []
        return len(own) in (4, 5) and bool(level1_printed(own[0].text) and level2_printed(own[1].text)) and not any(concept(c.text) for c in own)

    if not (fits(at) and fits(at + 1)):
        return None
    words = ("level1", "level2", "name", "target", "actual")[: max(len(rows[n].own) for n in (at, at + 1))]
    return Head([Column(word, cell.column, cell.last_column) for word, cell in zip(words, rows[at].own, strict=False)], rows=0)


def _resumes(row: Row, head: Head) -> bool:
    """Does the last table of indicators go on here, cut by a page break and without its head?"""
    first = row.first
    tier = level1_printed(first.text) or level2_printed(first.text)
    return tier is not None and 2 <= len(row.own) <= len(head.columns) + 1 and not any(concept(c.text) for c in row.own[1:])


def _ends(row: Row, head: Head, g: Gathering) -> bool:
    """Does this row begin something else?"""
    first = row.first
    word = concept(first.text)
    if _NOTE.match(first.text) or (row.lone is not None and _FORM_TITLE.search(bare(first.text))):
        return True
    if first.column >= head.name_column and not (row.lone and first.col_span > 2):
        return False
    if word in _ENDING and not level1_printed(first.text) and not level2_printed(first.text):
        return not (word == "group" and len(row.own) > 2)
    if row.lone is None:
        return False
    if first.style == "paragraph" and not is_page_number(first.text) and concept(first.text) != "indicators":
        return True
    text = first.text
    whole = first.col_span >= max(3, head.columns[-1].last - 1) or g.grid.kind != "sheet"
    tier = level1_printed(text) or level2_printed(text)
    return (
        whole
        and not tier
        and first.column == 1
        and not row.above
        and (len(text) > 40 or _is_title(text) or "：" in text[:14] or ":" in text[:14])
        and not TASK.match(text)
    )


def _is_title(text: str) -> bool:
    return re.search(r"(?:表|报告|文本)$", bare(text)) is not None


def _is_sum(row: Row, head: Head, g: Gathering) -> bool:
    """Rows of sums and of the execution rate: they score, they are no indicators."""
    first = row.first
    if first.column >= head.name_column:
        return False
    word = concept(first.text)
    plain = bare(first.text)
    if word not in ("rate", "total", "grade") and plain not in _SUMS and not plain.startswith("预算执行"):
        return False
    scored = _value_in(row, head, "score")
    if word == "rate" or plain.startswith("预算执行"):
        g.form.execution_score = scored if scored is not None else g.form.execution_score
        g.form.evaluation = True
        return True
    if word == "grade":
        g.form.grade = row.own[1].text if len(row.own) > 1 else None
        return True
    figures = [v for c in row.own[1:] if (v := number(c.text)) is not None]
    value = scored if scored is not None else (figures[-1] if figures and (head.of("score") or word == "total") else None)
    g.form.total = value if value is not None and plain != "小计" else g.form.total
    return True


def _value_in(row: Row, head: Head, word: str) -> float | None:
    column = head.of(word)
    cell = row.at(column.first) if column else None
    return number(cell.text) if cell in row.own and cell is not None else None


def _read_row(row: Row, head: Head, g: Gathering, *, exact: bool) -> None:
    values, cells = by_position(row, head) if exact or stands_right(row, head) else by_content(row, head)
    extra = [c for c in row.own if c.text not in values["_used"]]
    _start_project_of(row, values, cells, head, g)
    tiers = _tiers(values, head)
    body = {w: values.get(w) for w in (c.word for c in head.body)}
    if not any(body.values()) and not any(values.get(t) for t in TIERS):
        for cell in extra:
            g.leave(cell.text, cell)
        return
    add_row(g, tiers, body, cells.get("name") or cells.get("target") or cells.get("actual") or row.first)
    for cell in extra:
        if concept(cell.text) != "indicators":
            g.leave(cell.text, cell)


def _start_project_of(row: Row, values: dict[str, Any], cells: dict[str, Cell], head: Head, g: Gathering) -> None:
    """In a list that names its project in a column, the project changes where a new name stands."""
    named = cells.get("project")
    if named is None or named not in row.own or head.of("project") is None:
        return
    fields: dict[str, Any] = {}
    for word, key in PROJECT_COLUMNS.items():
        value = values.get(word)
        if value is not None and word != "project":
            fields[key] = number(value) if key.endswith("_wan") else value
    g.start_project(named.text, **fields)
    head.tiers = {"level1": None, "level2": None}


_POINTS = re.compile(r"\s*[（(]?\s*(?:共|计)?\d{1,3}(?:\.\d+)?\s*(?:分|%|％)\s*[)）]?$")


@lru_cache(maxsize=1024)
def _unscored(tier: str | None) -> str | None:
    """A tier without the points printed behind it (产出指标（50分）)."""
    return _POINTS.sub("", tier).strip() or tier if tier else tier


def _tiers(values: dict[str, Any], head: Head) -> dict[str, str | None]:
    """The tiers of a row: printed ones, inherited ones where they are blank, the level 1 inferred where the form prints none."""
    level1, level2 = _unscored(values.get("level1")), _unscored(values.get("level2"))
    if level1 and level1 != head.tiers["level1"]:
        head.tiers = {"level1": level1, "level2": level2}
    elif level2:
        head.tiers["level2"] = level2
    tiers = dict(head.tiers)
    if tiers["level1"] is None and tiers["level2"]:
        standard = level2_of(tiers["level2"])
        tiers["level1"] = level1_of(standard) if standard else None
    return tiers
