"""Tables whose first row says what stands below: payment schedules, money, goals and their completion, tasks, lists of projects."""

from __future__ import annotations

import re
from typing import Any

from assistant.layout.grid import Cell
from assistant.layout.headings import concept, is_label
from assistant.reading.gathering import Gathering
from assistant.reading.indicator_rows import Column, add_row, fitted, head_of, plain_name
from assistant.reading.rows import NOTHING, Row, number

_FIELDS = {
    "project": "name", "budget": "budget_wan", "adjusted": "budget_wan", "spent": "spent_wan", "fiscal": "fiscal_wan", "other": "other_wan", "code": "code", "no": "no",
    "purpose": "purpose", "content": "purpose", "objective": "objective", "completion": "completion", "problems": "problems",
    "rectification": "rectification", "next_steps": "rectification", "rate": "execution_rate",
}  # fmt: skip
_TASK_FIELDS = {
    "task": "name",
    "task_name": "name",
    "project": "name",
    "content": "content",
    "purpose": "content",
    "budget": "budget_wan",
    "objective": "goal",
    "completion": "completion",
    "no": "no",
}
_SECTION = {"group", "task", "indicators", "schedule", "budget_and_purpose"}
_ORDINAL = re.compile(r"^(?:任务|重点任务)?\s*([一二三四五六七八九十]{1,3}|\d{1,3})$")
_LISTED = re.compile(r"(?:^|[\s；;。])\s*(?:\d{1,2}\s*[.、．]|[（(]\d{1,2}[)）]|[①-⑳])\s*")


def read_column_table(rows: list[Row], at: int, g: Gathering) -> int:
    """The number of rows read as such a table from `at` on; 0 where none begins there."""
    row = rows[at]
    words = row.words()
    if len(row.own) < 2 or at + 1 >= len(rows) or sum(w is None for w in words) > 0:
        return 0
    columns = _columns(row)
    found = {c.word for c in columns}
    for fits, read in (
        (found == {"date"} or (len([c for c in columns if c.word == "date"]) >= 2), _schedule),
        ("spent" in found and bool(found & {"adjusted", "initial", "budget"}) and "project" not in found, _funding),
        ("project" in found and len(found) >= 3, _projects),
        (found == {"objective", "name"}, _second_block),
        (bool(found & {"task", "task_name"}) and len(found) >= 2, _tasks),
        (found in ({"objective", "completion"}, {"objective", "longterm_objective"}), _goals),
        (len(found) >= 2 and found <= {"budget", "fiscal", "other", "carried", "upper"}, _money),
    ):
        if fits:
            return read(rows, at, columns, g)
    return 0


def _columns(row: Row) -> list[Column]:
    """The columns, without the label that stands left of them all (年度主要任务 | 任务名称 | 主要内容)."""
    columns = [Column(concept(c.text) or "", c.column, c.last_column) for c in row.own]
    first, *rest = [c.word for c in columns]
    section = first in _SECTION and (first != "task" or bool({"task", "task_name"} & set(rest)))
    repeated = first in ("objective", "budget") and (first in rest or bool({"initial", "adjusted", "spent"} & set(rest)))
    return columns[1:] if section or repeated else columns


def _placed(row: Row, columns: list[Column], g: Gathering) -> dict[str, Cell]:
    """Word → cell of a row under the columns."""
    if g.grid.kind == "text":
        cells = [c for c in row.own if not (concept(c.text) in _SECTION and c.column < columns[0].first)]
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


def _schedule(rows: list[Row], at: int, columns: list[Column], g: Gathering) -> int:
    dates = [c for c in columns if c.word == "date"]
    labels = {c.column: c.text for c in rows[at].own}
    values = {c.first: None for c in dates}
    for cell in rows[at + 1].own:
        nearest = next((c for c in dates if c.first <= cell.column <= c.last), None)
        if nearest is not None:
            values[nearest.first] = cell.text  # type: ignore[assignment]
    schedule: dict[str, float | None] = {}
    for column, text in values.items():
        share = number(text)
        if share is not None:
            schedule[labels[column]] = round(share * 100, 6) if 0 < share <= 1 and "%" not in (text or "") else share
    g.nameless_project()["schedule"] = schedule
    return 2


def _money(rows: list[Row], at: int, columns: list[Column], g: Gathering) -> int:
    labels = {c.column: c.text for c in rows[at].own}
    cells = [c for c in rows[at + 1].own if number(c.text) is not None]
    if not cells:
        return 0
    for column, cell in fitted(cells, columns):
        put_money(g, column.word, labels[column.first], number(cell.text))
    return 2


def put_money(g: Gathering, word: str, label: str, value: float | None) -> None:
    """A sum of the project being read, or of the unit as a whole. 元 printed in the label or above the table is turned into 万元."""
    if value is None:
        return
    per_yuan = re.search(r"[（(]元[)）]", label) is not None
    value = round(value * (1e-4 if per_yuan else 1.0 if "万元" in label else g.scale), 10)
    project = g.project
    key = {"budget": "budget_wan", "adjusted": "budget_wan", "fiscal": "fiscal_wan", "other": "other_wan", "spent": "spent_wan"}.get(word)
    if project is not None and key is not None:
        project.setdefault(key, value)
        return
    g.add_total(label.strip("：: "), value)


def _funding(rows: list[Row], at: int, columns: list[Column], g: Gathering) -> int:
    """资金表: 年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分 by source of money."""
    n = at + 1
    first = columns[0].first if columns[0].word in ("initial", "adjusted", "budget", "spent") else columns[1].first if len(columns) > 1 else 1
    g.form.evaluation = True
    while n < len(rows):
        labels = [c for c in rows[n].own if c.column < first and number(c.text) is None]
        label = labels[-1].text if labels else ""
        placed = {w: number(c.text) for w, c in _placed(rows[n], [c for c in columns if c.first >= first], g).items() if c in rows[n].own}
        if not any(v is not None for v in placed.values()) and not (labels and concept(label) in ("fiscal", "other", "carried", "upper", "budget")):
            break
        _put_funds(concept(label), label, placed, rows[n], g, seen=n > at + 1)
        n += 1
    return n - at


def _put_funds(word: str | None, label: str, sums: dict[str, float | None], row: Row, g: Gathering, *, seen: bool) -> None:
    project = g.project
    if word in ("budget", None, "project", "group") and not seen:
        if project is not None and sums.get("initial") is not None:
            g.add_total("年初预算数", _scaled(sums["initial"], g))
        if project is not None:
            for key in ("adjusted", "budget", "initial"):
                if sums.get(key) is not None:
                    project.setdefault("budget_wan", _scaled(sums[key], g))
            project.setdefault("spent_wan", _scaled(sums.get("spent"), g))
            rate = next((c.text for c in row.own if "%" in c.text), None)
            project.setdefault("execution_rate", number(rate) if rate else sums.get("rate"))
        else:
            for key, name in (("initial", "年初预算数"), ("adjusted", "全年预算数"), ("spent", "全年执行数")):
                if sums.get(key) is not None:
                    g.add_total(name, _scaled(sums[key], g))
            if sums.get("rate") is not None:
                g.add_rate("执行率", str(sums["rate"]))
        if sums.get("score") is not None:
            g.form.execution_score = sums["score"]
        return
    if project is not None and word in ("fiscal", "other"):
        project.setdefault(f"{word}_wan", _scaled(sums.get("spent"), g))
    elif label:
        value = sums.get("adjusted") if sums.get("adjusted") is not None else sums.get("budget")
        g.add_total(label, _scaled(value, g))


def _scaled(value: float | None, g: Gathering) -> float | None:
    return None if value is None else round(value * g.scale, 10)


def _goals(rows: list[Row], at: int, columns: list[Column], g: Gathering) -> int:
    """预期目标 | 实际完成情况, the texts below them."""
    labels = {c.word: h.text for c, h in zip(columns, rows[at].own[-len(columns) :], strict=True)}
    cells = [c for c in rows[at + 1].own if not is_label(c.text) or len(c.text) > 24]
    if not cells:
        return 0
    for column, cell in fitted(cells[-len(columns) :], columns):
        put_goal(g, column.word, labels[column.word], cell)
    g.form.evaluation |= "completion" in {c.word for c in columns}
    return 2


def put_goal(g: Gathering, word: str, label: str, cell: Cell) -> None:
    """An objective or its completion: of the project being read, else of the unit."""
    field = {"objective": "objective", "completion": "completion"}.get(word)
    if g.project is not None and field and not g.project.get(field):
        g.project[field] = cell.text
        g.close_text()
        g.open_field = (g.project, field)
        return
    g.add_text("completion" if word == "completion" else "objective", label, cell.text, cell)


def _projects(rows: list[Row], at: int, columns: list[Column], g: Gathering) -> int:
    n = at + 1
    if not g.form.empty and not g.form.projects and g.form.indicators:
        g.start_form()
    while n < len(rows) and not _next_begins(rows, n, columns):
        placed = _placed(rows[n], columns, g)
        if not _is_numbering(rows[n]) and "project" in placed and concept(placed["project"].text) != "budget":
            _project(placed, g)
        n += 1
    g.in_project = False
    return n - at


def _project(placed: dict[str, Cell], g: Gathering) -> None:
    texts = {w: re.sub(r"(?<=[\u4e00-\u9fff，、。]) (?=[\u4e00-\u9fff])", "", c.text) for w, c in placed.items()}
    fields: dict[str, Any] = {}
    for word, text in texts.items():
        key = _FIELDS.get(word)
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


def _second_block(rows: list[Row], at: int, columns: list[Column], g: Gathering) -> int:
    """A table printed in two blocks: goals and indicators of the projects listed before, in the same order."""
    if not g.form.projects:
        return 0
    waiting = [k for k, p in enumerate(g.form.projects) if not p.get("objective")]
    n, last = at + 1, None
    while n < len(rows) and not _next_begins(rows, n, columns):
        row = rows[n]
        placed = _placed(row, columns, g)
        if not _is_numbering(row):
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


def _tasks(rows: list[Row], at: int, columns: list[Column], g: Gathering) -> int:
    n = at + 1
    task: dict[str, Any] | None = None
    while n < len(rows) and not _next_begins(rows, n, columns):
        row = rows[n]
        if row.lone is not None and concept(row.lone.text) in _SECTION:
            n += 1
            continue
        task = _task(_placed(row, columns, g), task, g, row)
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
        body: dict[str, str | None] = {w: texts.get(w) for w in ("name", "actual", "target", "weight", "score")}
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


def _is_numbering(row: Row) -> bool:
    """A row that numbers the columns (1 2 3 4), or rules them (--- ---)."""
    texts = [c.text for c in row.own]
    return all(re.fullmatch(r"-+|\d{1,2}|栏次|（?\d+）?", t) for t in texts) and (len(texts) > 1 or set(texts[0]) == {"-"})


def _next_begins(rows: list[Row], n: int, columns: list[Column]) -> bool:
    """Does something else begin in this row: another head, a title, a labelled row?"""
    row = rows[n]
    words = row.words()
    if len(row.own) >= 2 and all(words) and not all(w in ("task", "task_name") for w in words):
        return True
    if head_of(rows, n) is not None:
        return True
    if words[0] in _SECTION - {"task"} and any(w for w in words[1:]):
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
