"""任务表: tables of tasks with their content, money and goals, some with their results."""

from __future__ import annotations

import re
from typing import Any

from assistant.layout.grid import Cell
from assistant.layout.headings import concept
from assistant.reading.column_heads import SECTION, next_begins, placed_under
from assistant.reading.gathering import Gathering
from assistant.reading.heads import Column
from assistant.reading.printed_row import add_row, plain_name
from assistant.reading.rows import NOTHING, Row, number

_ORDINAL = re.compile(r"^(?:任务|重点任务)?\s*([一二三四五六七八九十]{1,3}|\d{1,3})$")


def read_tasks(rows: list[Row], at: int, columns: list[Column], g: Gathering) -> int:
    n = at + 1
    task: dict[str, Any] | None = None
    while n < len(rows) and not next_begins(rows, n, columns):
        row = rows[n]
        if row.lone is not None and concept(row.lone.text) in SECTION:
            n += 1
            continue
        task = _task(placed_under(row, columns, g), task, g, row)
        n += 1
    return n - at


def _task(placed: dict[str, Cell], task: dict[str, Any] | None, g: Gathering, row: Row) -> dict[str, Any] | None:
    texts = {w: c.text for w, c in placed.items() if c in row.own}
    named = texts.get("task_name") or texts.get("task") or texts.get("project")
    if named and named not in NOTHING:
        task = _new_task(texts, named, g)
        g.form.tasks.append(task)
    elif named is None and not any(w in texts for w in ("name", "actual", "target")):
        for cell in row.own:
            g.leave(cell.text, cell)
    if task is not None and ("name" in texts or "actual" in texts):
        body: dict[str, str | None] = {w: texts.get(w) for w in ("name", "actual", "target", "weight", "score", "reason", "explanation", "basis")}
        add_row(g, {"level1": None, "level2": None}, body, placed.get("name") or row.first, task_no=task["no"] or task["name"])
    return task


def _new_task(texts: dict[str, str], named: str, g: Gathering) -> dict[str, Any]:
    name, no = plain_name(named)
    if no is None and (m := _ORDINAL.fullmatch(named.strip())):
        no = named.strip() if not m[1].isdigit() or named != m[1] else f"任务{m[1]}"
    budget = number(texts.get("budget"))
    if "completion" in texts:
        g.form.evaluation = True
    return {
        "no": no or texts.get("no"),
        "name": name or named,
        "content": texts.get("content") or texts.get("purpose"),
        "budget_wan": None if budget is None else round(budget * g.scale, 10),
        "goal": texts.get("objective"),
        "completion": texts.get("completion"),
    }
