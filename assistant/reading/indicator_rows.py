"""指标表: a table with tiers, names and values → indicator rows.

In a sheet a value's column says what it is. In a text file cells slip: a merged tier is left out, a page break drops the leading blanks. There the
tiers at the head of a row are told by their words, and what follows is put to the remaining columns in order, by position where some are blank.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from assistant.domain.frame import COST, level1_of, level2_of
from assistant.domain.target import Target
from assistant.layout.grid import Cell
from assistant.layout.headings import bare, concept, level1_printed, level2_printed
from assistant.reading.gathering import Gathering
from assistant.reading.rows import NOTHING, Row, is_page_number, number

_TIERS = ("level1", "level2")
_VALUES = {"target", "actual", "completion", "weight", "longterm", "basis", "score"}
_COLUMN_WORDS = {
    *_TIERS, "name", "indicators", "explanation", "target", "longterm", "previous", "comparator", "unit", "actual", "completion", "basis", "weight",
    "score", "reason", "data_source", "task", "task_name", "no", "organisation", "problems", "rate", "objective", "project", "budget", "spent", "band",
}  # fmt: skip
_ENDING = {
    "problems", "next_steps", "rectification", "measures", "review_remark", "overall_performance", "key_project", "project", "code", "objective",
    "completion", "sub_objective", "organisation", "schedule", "staff", "authority", "purpose", "budget_and_purpose", "admin", "group", "task",
    "longterm_objective", "content", "year", "reason", "note",
}  # fmt: skip
_PROJECT_COLUMNS = {"no": "no", "project": "name", "budget": "budget_wan", "spent": "spent_wan", "objective": "objective"}
_PLACED = {
    *_TIERS, *_PROJECT_COLUMNS, "name", "indicators", "explanation", "target", "longterm", "comparator", "unit", "actual", "basis", "weight", "score", "reason", "task",
}  # fmt: skip
"""Columns that have a field of their own; what stands in others is listed as unplaced."""
_TASK = re.compile(r"^(任务\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2}))\s*[:：、.．\-—]?\s*(.+)$", re.S)
_INDICATOR_NO = re.compile(r"^(?:指标|三级指标)\s*[\d一二三四五六七八九十]{1,2}\s*[:：.、]\s*")
_RESIDUE = re.compile(r"\s*[（(]\s*[≥≤＞＜><=]{1,2}\s*[\*＊×xX_\s]*[^）)\d]{0,8}[)）]\s*$")
_SUMS = {"小计", "合计", "总计"}
_FORM_TITLE = re.compile(r"绩效.{0,14}表$")
_NOTE = re.compile(r"^(?:注|备注|说明|填表说明|填报说明)\s*[:：\d]")


@dataclass
class Column:
    """A column of the head: its word and the columns it covers."""

    word: str
    first: int
    last: int


@dataclass
class Head:
    """The head of an indicator table."""

    columns: list[Column]
    rows: int = 1
    tiers: dict[str, str | None] = field(default_factory=lambda: {"level1": None, "level2": None})

    def of(self, word: str) -> Column | None:
        return next((c for c in self.columns if c.word == word), None)

    @property
    def body(self) -> list[Column]:
        return [c for c in self.columns if c.word not in (*_TIERS, "indicators", *_PROJECT_COLUMNS)]

    @property
    def name_column(self) -> int:
        named = self.of("name") or (self.body[0] if self.body else self.columns[-1])
        return named.first


def head_of(rows: list[Row], at: int) -> Head | None:
    """The head of an indicator table that begins in this row, or None."""
    row = rows[at]
    words = row.words()
    if sum(w in _COLUMN_WORDS for w in words) < len(row.own) - (1 if row.own[0].column == 1 else 0) or len(row.own) < 2:
        return None
    if "task" in words and "level1" not in words:
        return None
    columns = [Column(w or "unknown", c.column, c.last_column) for w, c in zip(words, row.own, strict=True)]
    deeper = _second_row(rows, at, columns) if None not in words and "objective" not in words else None
    columns = deeper or columns
    _name_bands(columns)
    found = {c.word for c in columns}
    if not (found & {"level1", "level2", "name", "indicators"} and found & _VALUES) or not found & {"level1", "level2", "name"}:
        return None
    if "name" not in found:
        _name_the_names(columns)
    tiers_from = min((c.first for c in columns if c.word in _TIERS), default=0)
    for column in columns:
        if column.first < tiers_from and column.word not in (*_PROJECT_COLUMNS, "task"):
            column.word = "indicators"
    for column in [c for c in columns if c.word == "name"][1:]:
        column.word = "explanation"
    for column in columns:
        if column.word == "completion":
            column.word = "actual"
        if column.word == "organisation":
            column.word = "unit"
    return Head(columns, rows=2 if deeper else 1)


def _second_row(rows: list[Row], at: int, columns: list[Column]) -> list[Column] | None:
    """The columns with the words of a second head row under them (绩效指标 over 一级指标 …, 指标值 over 符号, 数值, 单位), or None."""
    if at + 1 >= len(rows):
        return None
    below = rows[at + 1].own
    words = [concept(c.text) for c in below]
    if len(below) < 2 or not all(w in _COLUMN_WORDS for w in words):
        return None
    covered = {k for c in below for k in range(c.column, c.last_column + 1)}
    kept = [c for c in columns if not set(range(c.first, c.last + 1)) & covered]
    return sorted(kept + [Column(w or "", c.column, c.last_column) for w, c in zip(words, below, strict=True)], key=lambda c: c.first)


def _name_bands(columns: list[Column]) -> None:
    """Where a value is given in four grades (优 良 中 差), the best one is the target."""
    bands = [c for c in columns if c.word == "band"]
    if bands and not any(c.word == "target" for c in columns):
        bands[0].word = "target"


def _name_the_names(columns: list[Column]) -> None:
    """Where no column is called 三级指标, the one called 绩效指标 or 指标内容 holds the names."""
    for word in ("indicators", "explanation", "level2"):
        found = [c for c in columns if c.word == word]
        if found and (word != "indicators" or found[0] is not columns[0] or not any(c.word in _TIERS for c in columns)):
            found[-1].word = "name"
            return


def read_indicator_table(rows: list[Row], at: int, g: Gathering) -> int:
    """The number of rows read as an indicator table from `at` on; 0 where none begins there."""
    head = head_of(rows, at)
    n = at + head.rows if head else at
    if head is None and isinstance(g.last_head, Head) and _resumes(rows[at], g.last_head):
        head = g.last_head
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
        and not _TASK.match(text)
    )


def _is_title(text: str) -> bool:
    return re.search(r"(?:表|报告|文本)$", bare(text)) is not None


def _is_sum(row: Row, head: Head, g: Gathering) -> bool:
    """Rows of sums and of the execution rate: they score, they are no indicators."""
    first = row.first
    word = concept(first.text)
    if first.column >= head.name_column:
        return False
    scored = _value_in(row, head, "score")
    if word == "rate" or re.match(r"预算执行", bare(first.text)):
        g.form.execution_score = scored if scored is not None else g.form.execution_score
        g.form.evaluation = True
        return True
    if word in ("total", "grade") or bare(first.text) in _SUMS:
        figures = [v for c in row.own[1:] if (v := number(c.text)) is not None]
        if word == "grade":
            g.form.grade = row.own[1].text if len(row.own) > 1 else None
        else:
            value = scored if scored is not None else (figures[-1] if figures and (head.of("score") or word == "total") else None)
            g.form.total = value if value is not None and bare(first.text) != "小计" else g.form.total
        return True
    return False


def _value_in(row: Row, head: Head, word: str) -> float | None:
    column = head.of(word)
    cell = row.at(column.first) if column else None
    return number(cell.text) if cell in row.own and cell is not None else None


def _read_row(row: Row, head: Head, g: Gathering, *, exact: bool) -> None:
    values, cells = _by_position(row, head) if exact or _stands_right(row, head) else _by_content(row, head)
    extra = [c for c in row.own if c.text not in values["_used"]]
    _start_project_of(row, values, cells, head, g)
    tiers = _tiers(values, head)
    body = {w: values.get(w) for w in (c.word for c in head.body)}
    if not any(body.values()) and not any(values.get(t) for t in _TIERS):
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
    for word, key in _PROJECT_COLUMNS.items():
        value = values.get(word)
        if value is not None and word != "project":
            fields[key] = number(value) if key.endswith("_wan") else value
    g.start_project(named.text, **fields)
    head.tiers = {"level1": None, "level2": None}


def add_row(
    g: Gathering, tiers: dict[str, str | None], body: dict[str, str | None], cell: Cell, *, project: int | None = None, task_no: str | None = None
) -> None:
    """One indicator from its tiers and the texts of its columns: names freed of prefixes, sign and unit put to the value, status told."""
    printed = body.get("name")
    name, task = plain_name(printed)
    target = _with_sign(body.get("target"), body.get("comparator"), body.get("unit"))
    if target is None:
        target = body.get("longterm")
    elif body.get("longterm") and body["longterm"] != target:
        g.leave(f"{name or ''} 实施周期指标值：{body['longterm']}".strip(), cell)
    actual = body.get("actual")
    status = _status(name, target, actual)
    if actual or body.get("score"):
        g.form.evaluation = True
    g.add_indicator(
        cell,
        project=project,
        task_no=task or task_no or body.get("task"),
        task=task or body.get("task"),
        level1=tiers["level1"],
        level2=tiers["level2"],
        name=name,
        name_printed=printed if printed != name else None,
        explanation=body.get("explanation"),
        target=target,
        actual=actual,
        basis=body.get("basis"),
        weight=number(body.get("weight")),
        score=number(body.get("score")),
        reason=body.get("reason"),
        status=status,
    )
    if printed and name and _RESIDUE.search(printed):
        g.doubt("residue", f"名称印作“{printed}”，读作“{name}”。", cell, mending=name)
    _suspect(g, target, actual, name, cell)


def plain_name(printed: str | None) -> tuple[str | None, str | None]:
    """(name, task number) of a printed name: 任务一：…, 指标1：… and an empty (≥**) taken off."""
    if not printed:
        return None, None
    m = _TASK.match(printed)
    task, name = (re.sub(r"\s+", "", m[1]), m[2]) if m else (None, printed)
    name = _RESIDUE.sub("", _INDICATOR_NO.sub("", name)).strip()
    return name or printed, task


def _with_sign(value: str | None, sign: str | None, unit: str | None) -> str | None:
    """A value printed in three cells (≥ | 95 | %) as one."""
    if value is None or value in NOTHING:
        return (sign if sign == "定性" else value) or value
    unit = "" if not unit or unit in NOTHING or value.endswith(unit) else unit
    sign = "" if not sign or sign in NOTHING or value.startswith(sign) else sign
    return f"{sign}{value}{unit if sign != '定性' or number(value) is not None else ''}"


def _status(name: str | None, target: str | None, actual: str | None) -> str:
    said = [t for t in (name, target, actual) if t]
    if any(re.fullmatch(r"不适用[。.]?", t) for t in said):
        return "not_applicable"
    if any(re.fullmatch(r"涉密(?:项目|内容)?", t) for t in said):
        return "confidential"
    return "given" if any(t not in NOTHING for t in said) else "blank"


def _suspect(g: Gathering, target: str | None, actual: str | None, name: str | None, cell: Cell) -> None:
    """Doubts a single row gives: a sign read as a digit, a rate above 100, a value where the name should be."""
    for text in (t for t in (target, actual) if t):
        if m := re.fullmatch(r"[2Z](\d{2,4}(?:\.\d+)?)(%?\D{0,4})", text.strip()):
            money = "元" in m[2]
            rate = m[2].startswith("%") or (name or "").endswith(("率", "满意度"))
            if (rate and float(m[1]) <= 100) or (not rate and not money and len(m[1]) >= 3 and m[1].endswith("0")):
                g.doubt("scan_error", f"“{text}”可能是“≥{m[1]}{m[2]}”被扫描成“2”。", cell, mending=f"≥{m[1]}{m[2]}")
        if re.search(r"\d\*+[.。]?$", text):
            g.doubt("scan_error", f"“{text}”里的“*”可能是“%”。", cell, mending=re.sub(r"\*+[.。]?$", "%", text))
    if name and target is None and actual is None and Target.read(name).is_numeric and not re.search(r"[\u4e00-\u9fff]{4}", name):
        g.doubt("shifted_cell", f"名称一格是“{name}”，像是指标值，这一行的格子可能错位。", cell)


def _tiers(values: dict[str, Any], head: Head) -> dict[str, str | None]:
    """The tiers of a row: printed ones, inherited ones where they are blank, the level 1 inferred where the form prints none."""
    level1, level2 = values.get("level1"), values.get("level2")
    if level1 and level1 != head.tiers["level1"]:
        head.tiers = {"level1": level1, "level2": level2}
    elif level2:
        head.tiers["level2"] = level2
    tiers = dict(head.tiers)
    standard = level2_of(tiers["level2"]) if tiers["level2"] else None
    expected = level1_of(standard) if standard else None
    if tiers["level1"] is None and expected:
        tiers["level1"] = expected
    return tiers


def _by_position(row: Row, head: Head) -> tuple[dict[str, Any], dict[str, Cell]]:
    """Word → text by the columns the head covers; merged tiers reach down from above."""
    values: dict[str, Any] = {}
    cells: dict[str, Cell] = {}
    used: set[str] = set()
    for column in head.columns:
        own = row.within(column.first, column.last)
        reaching = row.at(column.first)
        here = own or ([reaching] if reaching is not None and (column.word in _TIERS or reaching.row == row.number) else [])
        if not here and reaching is not None and reaching.row_span > 1 and column.word != "indicators":
            here = [reaching]
        if not here or values.get(column.word):
            continue
        if column.word in _PLACED:
            used |= {c.text for c in own}
        values[column.word] = " ".join(dict.fromkeys(c.text for c in here))
        cells[column.word] = here[0]
    _unslip(values)
    values["_used"] = used
    return values, cells


def _stands_right(row: Row, head: Head) -> bool:
    """In a text file: do the cells of this row stand under their heads?

    They do when each begins where a head begins, tiers stand in tier columns, and what stands in the name's column is not a value.
    """
    column_of = {c.first: c.word for c in head.columns}
    if not all(c.column in column_of for c in row.own):
        return False
    placed = {column_of[c.column]: c.text for c in row.own}
    for word, text in placed.items():
        tier = level1_printed(text) or level2_printed(text)
        if word in ("name", *_VALUES) and tier and len(text) <= 9 and not text.endswith("满意度"):
            return False
        if word == "level1" and level2_printed(text) and level1_printed(text) is None and head.of("level2"):
            return False
    name = placed.get("name")
    if name is None:
        return all(level1_printed(t) or level2_printed(t) for w, t in placed.items() if w in _TIERS) and not placed.keys() & _VALUES
    strange = [t for w, t in placed.items() if w in _TIERS and not (level1_printed(t) or level2_printed(t))]
    return not (strange and "target" not in placed and Target.read(name).comparator != "定性")


def _unslip(values: dict[str, Any]) -> None:
    """A second tier standing in the first tier's column is a second tier."""
    level1 = values.get("level1")
    if level1 and not values.get("level2") and level2_printed(level1) and level1_printed(level1) in (None, COST):
        values["level1"], values["level2"] = None, level1


def _by_content(row: Row, head: Head) -> tuple[dict[str, Any], dict[str, Cell]]:
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
