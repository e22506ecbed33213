"""What is not a table: labels with their values, headings with their texts, lists under a heading, standards inside a sentence."""

from __future__ import annotations

import re

from assistant.domain.numeral import half_width
from assistant.layout.grid import Cell
from assistant.layout.headings import bare, concept, inline, is_label
from assistant.reading.gathering import Gathering
from assistant.reading.printed_row import add_row
from assistant.reading.rows import Row, number
from assistant.reading.titles import TITLE, labelled_parts
from assistant.reading.values import ROLES, put_value

_VALUE_AT_END = re.compile(
    r"^(?P<name>.*?[\u4e00-\u9fff）)”])\s*(?P<target>(?:[≥≤＞＜><=]|不低于|不少于|不超过|达到?|小于|大于)?\s*\d[\d.,]*\s*(?:[%％]|[\u4e00-\u9fff]{0,4}?)(?:及?以上|及?以内|以下)?)$"
)
_STANDARDS = re.compile(r"\s*(绩效标准|绩效指标|评价标准|主要指标)\s*(?:[:：是为])\s*(.+)", re.S)
_RATE_INSIDE = re.compile(r"^(?:其中[:：])?([^：:，。；]{2,24}率)[:：](\d[\d.]*%)[。；]?$")


def read_listed_pairs(rows: list[Row], at: int, g: Gathering) -> int:
    """关键指标 with lines of names under it, then 预期实现值 with as many lines of values."""

    def lines_under(n: int) -> list[Cell]:
        found = []
        while n < len(rows) and rows[n].lone is not None and not is_label(rows[n].first.text) and not TITLE.search(bare(rows[n].first.text)):
            found.append(rows[n].first)
            n += 1
        return found

    if rows[at].lone is None or concept(rows[at].first.text) != "name":
        return 0
    names = lines_under(at + 1)
    after = at + 1 + len(names)
    if not names or after >= len(rows) or rows[after].lone is None or concept(rows[after].first.text) not in ("target", "actual"):
        return 0
    word = concept(rows[after].first.text)
    values = lines_under(after + 1)[: len(names)]
    g.close_text()
    if len(values) != len(names):
        g.doubt(
            "two_readings",
            f"“{rows[at].first.text}”下有 {len(names)} 行，“{rows[after].first.text}”下有 {len(values)} 行，按顺序配对。",
            rows[after].first,
        )
    for k, name in enumerate(names):
        value = values[k].text if k < len(values) else None
        add_row(g, {"level1": None, "level2": None}, {"name": name.text.rstrip("。."), "target" if word == "target" else "actual": value}, name)
    return 2 + len(names) + len(values)


def read_labels(rows: list[Row], at: int, g: Gathering) -> int:
    """One row of labels and values; always reads the row, what it cannot place is listed as unplaced."""
    row = rows[at]
    if row.lone is not None:
        return _lone(rows, at, g)
    cells = list(row.own)
    group = ""
    n = 0
    while n < len(cells):
        cell = cells[n]
        held = inline(cell.text)
        following = cells[n + 1] if n + 1 < len(cells) else None
        if held and not (following is not None and number(following.text) is not None and not held[1]):
            put_value(held[0], concept(held[0]), held[1], cell, g)
            n += 1
        elif following is not None and _labels(cell, following) and _of_whole_period(cells[n:]):
            g.add_total(cell.text.strip("：: "), number(following.text))
            n += 2
        elif following is not None and _labels(cell, following):
            put_value(cell.text, concept(cell.text), following.text, following, g, group)
            n += 2
        elif concept(cell.text):
            group = cell.text
            _blank(cell, g)
            n += 1
        else:
            if not _belongs(row, cell, g):
                g.leave(cell.text, cell)
            n += 1
    return 1


def _of_whole_period(cells: list[Cell]) -> bool:
    """In a row that prints one sum twice (其中：财政拨款 | 600 | 其中：财政拨款 | 200) the earlier one is of the whole period, the last of the year."""
    word = concept(cells[0].text)
    return word in ("budget", "fiscal", "other", "carried") and number(cells[1].text) is not None and word in [concept(c.text) for c in cells[2:]]


def _labels(cell: Cell, following: Cell) -> bool:
    """Is the first cell the label of the second?"""
    if concept(following.text) and len(following.text) < 24 and concept(following.text) not in (None, "no"):
        word = concept(cell.text)
        return word in ("organisation", "project", "authority") and concept(following.text) not in (
            "code",
            "project",
            "organisation",
            "budget",
            "authority",
            "year",
            "admin",
            "unit_code",
        )
    if concept(cell.text) in ("budget_and_purpose", "indicators", "group", "schedule"):
        return number(following.text) is not None
    if concept(cell.text):
        return True
    plain = bare(cell.text)
    return 2 <= len(plain) <= 24 and number(cell.text) is None and not re.search(r"[，。；]", cell.text)


def _blank(cell: Cell, g: Gathering) -> None:
    word = concept(cell.text)
    if word in ROLES:
        g.open_heading(ROLES[word], cell.text)
    elif word == "project":
        g.nameless_project()


def _belongs(row: Row, cell: Cell, g: Gathering) -> bool:
    return g.continue_text(cell.text, cell) if len(cell.text) > 12 else False


def _lone(rows: list[Row], at: int, g: Gathering) -> int:
    """A row of one cell: a heading whose text follows, a label with its value, a paragraph."""
    row = rows[at]
    cell = row.first
    if m := _RATE_INSIDE.match(half_width(cell.text)):
        g.add_rate(m[1], m[2])
    if not (_heading(cell, g) or _held(cell, g) or concept(cell.text)):
        _paragraph(rows, at, g)
    return 1


def _heading(cell: Cell, g: Gathering) -> bool:
    """A heading alone in its row: what follows is its text, the project's own where a project is being read."""
    word = concept(cell.text)
    if word == "project":  # the name is missing, the project is not
        g.nameless_project()
        return True
    field = {"objective": "objective", "completion": "completion", "purpose": "purpose", "content": "purpose"}.get(word or "")
    if g.project is not None and field and not g.project.get(field):
        g.close_text()
        g.project[field] = ""
        g.open_field = (g.project, field)
        return True
    if word in ROLES and len(cell.text) <= 30:
        g.in_project = g.in_project and word in ("objective", "completion")
        g.open_heading(ROLES[word], cell.text)
        return True
    return False


def _held(cell: Cell, g: Gathering) -> bool:
    """Labels with their values in one cell; inside 分项目标 and 保障措施 they are part of the text."""
    held = inline(cell.text)
    if held is None:
        return False
    if concept(held[0]) in ("objective", "indicators") and g.reading_role in ("sub_objective", "measures"):
        _standards(cell, g)
        return g.continue_text(cell.text, cell)
    if _is_standards(cell.text):
        return False
    for name, value in labelled_parts(cell.text) or [held]:
        put_value(name, concept(name), value, cell, g)
    return True


def _paragraph(rows: list[Row], at: int, g: Gathering) -> None:
    """Running text: under a merged label, the rest of the text being read, or without a home."""
    row = rows[at]
    cell = row.first
    label = row.above[0] if row.above else None
    if _purpose_below(rows, at, label, cell, g) or _under_label(label, cell, g):
        return
    short = len(cell.text) <= 30 and not re.search(r"[，。；：]", cell.text)
    if g.open_role is not None and short and at + 1 < len(rows) and rows[at + 1].lone is not None:
        g.open_role = (g.open_role[0], cell.text)
        return
    _standards(cell, g)
    if _part_heading(cell.text):
        g.close_text()
        g.in_project = False
    elif not g.continue_text(cell.text, cell):
        g.leave(cell.text, cell)


def _part_heading(text: str) -> bool:
    return re.match(r"\s*第[一二三四五六七八九]部分", text) is not None


def _under_label(label: Cell | None, cell: Cell, g: Gathering) -> bool:
    """A text under a merged label that reaches down beside it."""
    word = concept(label.text) if label is not None else None
    if label is None or word not in ROLES:
        return False
    if g.project is not None and word in ("objective", "completion") and not g.project.get(word):
        g.project[word] = cell.text
    else:
        g.add_text(ROLES[word], label.text, cell.text, cell)
    return True


def _purpose_below(rows: list[Row], at: int, label: Cell | None, cell: Cell, g: Gathering) -> bool:
    """The text under 预算规模及资金用途 is what the money is for."""
    before = rows[at - 1].first if at else None
    labels = [c for c in (label, before) if c is not None and concept(c.text) == "budget_and_purpose"]
    if not labels or g.project is None:
        return False
    g.project.setdefault("purpose", cell.text)
    return True


def _standards(cell: Cell, g: Gathering) -> bool:
    """绩效标准：甲 100人次以上；乙 90%及以上；… inside a text: each standard is an indicator of the unit. The text itself stays what it is."""
    m = _STANDARDS.match(cell.text)
    if m is None or not _is_standards(cell.text):
        return False
    for item in (t for t in re.split(r"[；;]", m[2]) if t.strip()):
        name, target = _named_value(item.strip().rstrip("。."))
        add_row(g, {"level1": None, "level2": None}, {"name": name, "target": target}, cell)
    return True


def _is_standards(text: str) -> bool:
    m = _STANDARDS.match(text)
    return m is not None and len([t for t in re.split(r"[；;]", m[2]) if t.strip()]) >= 3


def _named_value(item: str) -> tuple[str, str | None]:
    """(name, value) of a standard: cut at a tab or a run of blanks, else before the figure at its end."""
    parts = re.split(r"\t+| {2,}|\s+(?=[≥≤\d即])", item, maxsplit=1)
    if len(parts) == 2 and len(parts[1]) <= 16:
        return parts[0].strip(), parts[1].strip()
    m = _VALUE_AT_END.match(item)
    return (m["name"].strip(), m["target"].strip()) if m else (item, None)
