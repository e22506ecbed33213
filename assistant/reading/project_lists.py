"""项目清单: tables with a project in each row, printed whole or in two blocks."""

from __future__ import annotations

import re
from typing import Any

from assistant.layout.grid import Cell
from assistant.layout.headings import concept
from assistant.reading.column_heads import is_numbering, next_begins, placed_under
from assistant.reading.gathering import Gathering
from assistant.reading.heads import Column
from assistant.reading.printed_row import add_row
from assistant.reading.rows import Row, number

PROJECT_FIELDS = {
    "project": "name", "budget": "budget_wan", "adjusted": "budget_wan", "spent": "spent_wan", "fiscal": "fiscal_wan", "other": "other_wan", "code": "code", "no": "no",
    "purpose": "purpose", "content": "purpose", "objective": "objective", "completion": "completion", "problems": "problems",
    "rectification": "rectification", "next_steps": "rectification", "rate": "execution_rate",
}  # fmt: skip
_LISTED = re.compile(r"(?:^|[\s；;。])\s*(?:\d{1,2}\s*[.、．]|[（(]\d{1,2}[)）]|[①-⑳])\s*")


def read_projects(rows: list[Row], at: int, columns: list[Column], g: Gathering) -> int:
    n = at + 1
    if not g.form.empty and not g.form.projects and g.form.indicators:
        g.start_form()
    while n < len(rows) and not next_begins(rows, n, columns):
        placed = placed_under(rows[n], columns, g)
        if not is_numbering(rows[n]) and "project" in placed and concept(placed["project"].text) != "budget":
            _project(placed, g)
        n += 1
    g.in_project = False
    return n - at


def _project(placed: dict[str, Cell], g: Gathering) -> None:
    texts = {w: re.sub(r"(?<=[\u4e00-\u9fff，、。]) (?=[\u4e00-\u9fff])", "", c.text) for w, c in placed.items()}
    fields: dict[str, Any] = {}
    for word, text in texts.items():
        key = PROJECT_FIELDS.get(word)
        if key and key.endswith("_wan"):
            value = number(text)
            fields[key] = None if value is None else round(value * g.scale, 10)
        elif key and key not in fields:
            fields[key] = number(text) if key == "execution_rate" else text
    names = placed.get("name")
    secret = any(re.fullmatch(r"涉密(?:项目|内容)?", t) for t in texts.values())
    fields["confidential"] = secret
    if "spent" in placed or "completion" in placed:
        g.form.evaluation = True
    if secret:
        fields["objective"] = None
    g.start_project(fields.pop("name"), **fields)
    if names is not None:
        _list_names(names, len(g.form.projects) - 1, g, confidential=secret)


def _list_names(names: Cell, k: int, g: Gathering, *, confidential: bool) -> None:
    """The indicators a cell lists for project number `k`; a confidential project shows that it has some and nothing else."""
    if confidential:
        g.add_indicator(names, project=k, status="confidential")
        return
    for item in listed(names.text):
        _defined(item, names, k, g)


def read_second_block(rows: list[Row], at: int, columns: list[Column], g: Gathering) -> int:
    """A table printed in two blocks: goals and indicators of the projects listed before, in the same order."""
    if not g.form.projects:
        return 0
    waiting = [k for k, p in enumerate(g.form.projects) if not p.get("objective")]
    n, last = at + 1, None
    while n < len(rows) and not next_begins(rows, n, columns):
        row = rows[n]
        placed = placed_under(row, columns, g)
        if not is_numbering(row):
            if len(row.own) == 1 and last is not None:
                _continue_block(row.first, last, g)
            elif waiting:
                last = waiting.pop(0)
                _fill_block(placed, last, g)
        n += 1
    return n - at


def _fill_block(placed: dict[str, Cell], k: int, g: Gathering) -> None:
    project = g.form.projects[k]
    if "objective" in placed and not project.get("confidential"):
        project["objective"] = placed["objective"].text
    if "name" in placed:
        _list_names(placed["name"], k, g, confidential=bool(project.get("confidential")))


def _continue_block(cell: Cell, k: int, g: Gathering) -> None:
    """A line below the last row of a block: a further item of its list, or the rest of its text."""
    if re.match(r"\d{1,2}\s*[.、．]", cell.text):
        for item in listed(cell.text):
            _defined(item, cell, k, g)
    else:
        text = re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", cell.text)
        g.form.projects[k]["objective"] = f"{g.form.projects[k].get('objective') or ''}{text}"
        g.doubt("page_break", "这段文字接在上一页的绩效目标之后，开头的字可能有误。", cell)


def _defined(item: str, cell: Cell, k: int, g: Gathering) -> None:
    """A listed indicator; one that defines itself by a formula (正常运行率=…) is a name with an explanation."""
    name, sign, formula = item.partition("=") if "=" in item else item.partition("＝")
    body: dict[str, str | None] = {"name": name.strip(), "explanation": formula.strip() or None}
    add_row(g, {"level1": None, "level2": None}, body, cell, project=k)
    if sign and not formula.strip():
        g.doubt("truncated", f"“{item}”的公式没有印全。", cell)


def listed(text: str) -> list[str]:
    """The items of a numbered list in one cell; the whole where there is none."""
    items = [t.strip(" ；;。，,") for t in _LISTED.split(text) if t.strip(" ；;。，,")]
    return items or [text]
