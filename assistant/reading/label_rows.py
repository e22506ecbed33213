"""What is not a table: titles, labels with their values, headings with their texts, lists under a heading, standards inside a sentence."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.domain.form import TextRole
from assistant.domain.numeral import half_width
from assistant.layout.grid import Cell
from assistant.layout.headings import bare, concept, inline, is_label, simplified
from assistant.reading.column_tables import put_goal, put_money
from assistant.reading.gathering import Gathering, year_in
from assistant.reading.indicator_rows import add_row
from assistant.reading.rows import NOTHING, Row, is_page_number, number

ROLES: dict[str, TextRole] = {
    "objective": "objective", "longterm_objective": "objective", "sub_objective": "sub_objective", "measures": "measures", "review_remark": "review_remark",
    "key_project": "key_project", "overall_performance": "overall_performance", "problems": "problems", "next_steps": "next_steps",
    "rectification": "next_steps", "completion": "completion", "reason": "problems",
    "note": "other",
}  # fmt: skip
_TITLE = re.compile(r"(?:绩效.{0,14}(?:表|文本|报告)|(?:目标|自评|评价|申报|公开|批复|下达|情况|明细|附)表|绩效目标|绩效自评)$")
_NUMBERED_TITLE = re.compile(r"^\s*(\d{1,3})[.、．]\s*(.+?)(?:项目)?(?:支出)?绩效(?:目标|自评)表$")
_VALUE_AT_END = re.compile(
    r"^(?P<name>.*?[\u4e00-\u9fff）)”])\s*(?P<target>(?:[≥≤＞＜><=]|不低于|不少于|不超过|达到?|小于|大于)?\s*\d[\d.,]*\s*(?:[%％]|[\u4e00-\u9fff]{0,4}?)(?:及?以上|及?以内|以下)?)$"
)
_STANDARDS = re.compile(r"\s*(绩效标准|绩效指标|评价标准|主要指标)\s*(?:[:：是为])\s*(.+)", re.S)
_RATE_INSIDE = re.compile(r"^(?:其中[:：])?([^：:，。；]{2,24}率)[:：](\d[\d.]*%)[。；]?$")
_UNIT = re.compile(r"(?:金额)?单位\s*[:：]?\s*(人民币)?(万元|元|亿元)")


def read_title(rows: list[Row], at: int, g: Gathering) -> int:
    """A title, the line of its year, the line of its money unit, an annex number, a page number."""
    row = rows[at]
    if row.lone is None and not (len(row.own) == 2 and _UNIT.search(half_width(row.own[-1].text)) and concept(row.own[0].text) is None):
        return 0
    for cell in row.own:
        if not _title_line(cell, rows, at, g):
            if row.lone is not None:
                return 0
            _unit_line(cell, g)
    return 1


def _title_line(cell: Cell, rows: list[Row], at: int, g: Gathering) -> bool:
    text = cell.text.strip()
    plain = half_width(simplified(text))
    if is_page_number(text) or re.fullmatch(r"附[件表]\s*[\d一二三四五六七八九十\-—]*[:：]?|第[一二三四五]部分", text):
        g.leave(text, cell)
        return True
    if re.fullmatch(r"[(]?\s*20\d{2}\s*年?度?\s*[)]?", plain):
        g.form.year = g.form.year or year_in(plain.replace("度", "") if "年" in plain else f"{plain.strip('() ')}年")
        return True
    if (unit := _UNIT.search(plain)) and len(plain) < 40:
        g.scale = {"元": 1e-4, "亿元": 1e4}.get(unit[2], 1.0)
        before = plain[: unit.start()].strip()
        if before:
            _unit_line(replace(cell, text=before), g)
        return True
    if m := _NUMBERED_TITLE.match(text):
        g.close_text()
        if g.form.indicators and not g.form.projects and g.form.department is False and g.form.organisation is None:
            pass
        g.next_no = m[1]
        g.in_project = False
        g.nameless_project()["no"] = m[1]
        g.project["name"] = m[2]  # type: ignore[index]
        return True
    if len(text) <= 60 and concept(text) is None and _TITLE.search(bare(text)) and not re.search(r"[，。；]", text):
        _title(text, rows, at, g)
        return True
    if _names_a_place(text, rows, at, g):
        g.start_form()
        g.form.organisation = text
        return True
    return False


def _unit_line(cell: Cell, g: Gathering) -> None:
    """What stands beside the money unit: labelled values, or the name of the organisation."""
    if parts := labelled_parts(cell.text):
        for label, value in parts:
            _value(label, concept(label), value, cell, g)
    else:
        _organisation(cell, g)


def labelled_parts(text: str) -> list[tuple[str, str]]:
    """The labels and values of a line that holds several (填报单位：甲  填报日期：乙); empty where some part has no label we know."""
    parts = [inline(p) for p in re.split(r"\s+(?=[\u4e00-\u9fff（）()]{2,14}[:：])", text.strip())]
    return [p for p in parts if p] if all(parts) else []


def _title(text: str, rows: list[Row], at: int, g: Gathering) -> None:
    plain = bare(text)
    if not (g.form.title == text and g.form.empty):
        g.start_form(text)
    form = g.form
    form.year = year_in(half_width(text)) or form.year
    form.evaluation |= "自评" in plain or "评价表" in plain
    form.department |= "整体" in plain
    if (
        m := re.match(
            r"(?:附件\d*)?(?:20\d{2}年?度?)?(?P<unit>(?![年度]).{2,24}?(?:会|局|委|院|办公室|部|厅|中心|学校|大学|法院|检察院|社|队|所|站|馆|处|政府|街道|镇|乡))(?:20\d{2}|部门|项目|整体|预算|$)",
            plain,
        )
    ) and not re.match(r"(?:市级|省级|区级|县级)?部门|项目|预算|整体", m["unit"]):
        form.organisation = form.organisation or re.sub(r"^20\d{2}年?度?", "", m["unit"])


def _names_a_place(text: str, rows: list[Row], at: int, g: Gathering) -> bool:
    """A lone name of a place after a whole form: the next unit's form follows."""
    if not g.form.indicators or len(text) > 6 or not re.fullmatch(r"[\u4e00-\u9fff]{2,6}", text) or concept(text) or at + 1 >= len(rows):
        return False
    return any(w is not None for w in rows[at + 1].words()) and g.open_text is not None and g.form.texts[g.open_text].role == "review_remark"


def _organisation(cell: Cell, g: Gathering) -> None:
    """A unit's name printed without a label (713001某某会某市某区某某会本级)."""
    text = re.sub(r"^\d{3,}[-—\s]*", "", cell.text.strip())
    if not re.search(r"[\u4e00-\u9fff]{3}", text) or len(text) > 40:
        g.leave(cell.text, cell)
        return
    for size in range(len(text) // 2, 2, -1):  # 主管部门 and unit printed together: the latter names the former again
        if text[:size] in text[size:]:
            text = text[size:]
            break
    if g.form.organisation is None:
        g.form.organisation = text


def read_listed_pairs(rows: list[Row], at: int, g: Gathering) -> int:
    """关键指标 with lines of names under it, then 预期实现值 with as many lines of values."""

    def lines_under(n: int) -> list[Cell]:
        found = []
        while n < len(rows) and rows[n].lone is not None and not is_label(rows[n].first.text) and not _TITLE.search(bare(rows[n].first.text)):
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
            _value(held[0], concept(held[0]), held[1], cell, g)
            n += 1
        elif following is not None and _labels(cell, following):
            value, used = _long(cells, n + 1)
            _value(cell.text, concept(cell.text), value.text, value, g, group)
            n += 1 + used
        elif concept(cell.text):
            group = cell.text
            _blank(cell, g)
            n += 1
        else:
            if not _belongs(row, cell, g):
                g.leave(cell.text, cell)
            n += 1
    return 1


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


def _long(cells: list[Cell], n: int) -> tuple[Cell, int]:
    """A value, joined with what follows where the row holds a text in several cells."""
    return cells[n], 1


def _blank(cell: Cell, g: Gathering) -> None:
    word = concept(cell.text)
    if word in ROLES:
        g.open_heading(ROLES[word], cell.text)
    elif word == "project":
        g.nameless_project()


def _belongs(row: Row, cell: Cell, g: Gathering) -> bool:
    return g.continue_text(cell.text, cell) if len(cell.text) > 12 else False


def _lone(rows: list[Row], at: int, g: Gathering) -> int:
    row = rows[at]
    cell = row.first
    held = inline(cell.text)
    label = row.above[0] if row.above else None
    if m := _RATE_INSIDE.match(half_width(cell.text)):
        g.add_rate(m[1], m[2])
    word = concept(cell.text)
    if word in ROLES and len(cell.text) <= 30:
        g.in_project = g.in_project and word in ("objective", "completion")
        g.open_heading(ROLES[word], cell.text)
        return 1
    if word in ("purpose", "content") and g.project is not None:
        g.project["_open"] = "purpose"
        return 1
    if held and concept(held[0]) in ("objective", "indicators") and g.reading_role in ("sub_objective", "measures"):
        _standards(cell, g)
        g.continue_text(cell.text, cell)
        return 1
    if held and not _is_standards(cell.text):
        for name, value in labelled_parts(cell.text) or [held]:
            _value(name, concept(name), value, cell, g)
        return 1
    if word is not None:
        return 1
    if _purpose_below(rows, at, label, cell, g) or _under_label(label, cell, g):
        return 1
    if (
        g.open_role is not None
        and len(cell.text) <= 30
        and not re.search(r"[，。；：]", cell.text)
        and at + 1 < len(rows)
        and rows[at + 1].lone is not None
    ):
        g.open_role = (g.open_role[0], cell.text)
        return 1
    _standards(cell, g)
    if _part_heading(cell.text):
        g.close_text()
        g.in_project = False
        return 1
    if not g.continue_text(cell.text, cell):
        g.leave(cell.text, cell)
    return 1


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


def _value(label: str, word: str | None, text: str, cell: Cell, g: Gathering, group: str = "") -> None:
    """A labelled value goes where it belongs."""
    g.close_text()
    if word == "unit" and text in ("元", "万元", "亿元"):
        g.scale = {"元": 1e-4, "亿元": 1e4}.get(text, 1.0)
        return
    if word == "unit":
        word = "organisation"
    if word == "organisation" or (word == "authority" and g.form.organisation is None):
        _set_organisation(word, text, g)
    elif word == "project":
        _set_project(text, cell, g)
    elif word in ("code", "purpose", "content"):
        g.nameless_project().setdefault({"content": "purpose"}.get(word, word), text)
    elif word == "year":
        g.form.year = year_in(text) or (int(m[0]) if (m := re.search(r"20\d{2}", text)) else g.form.year)
    elif word in ("objective", "completion"):
        put_goal(g, word, label, cell if cell.text == text else Cell(text, cell.row, cell.column, line=cell.line))
    elif word in ("total", "grade"):
        _set_result(word, text, g)
    elif word == "rectification" and g.project is not None:
        g.project["rectification"] = text
    elif word == "problems" and g.project is not None and g.project.get("completion"):
        g.project["problems"] = text
    elif word in ROLES:
        g.add_text(ROLES[word], label, text, cell)
    else:
        _sum_or_note(label, word, text, cell, g, group)


def _set_organisation(word: str, text: str, g: Gathering) -> None:
    name = re.sub(r"^\d{3,}[-—\s]*", "", text).strip()
    if word == "organisation" and not getattr(g.form, "_named", False):
        g.form.organisation = name
        object.__setattr__(g.form, "_named", True)
    elif g.form.organisation is None:
        g.form.organisation = name


def _set_project(text: str, cell: Cell, g: Gathering) -> None:
    if text in NOTHING:
        return
    project = g.project
    if project is not None and not g._has_rows(len(g.form.projects) - 1) and (not project.get("name") or project.get("no")):
        project["name"] = text
    else:
        g.start_project(text)
    if re.fullmatch(r"涉密项目", text):
        g.form.projects[-1]["confidential"] = True


def _set_result(word: str, text: str, g: Gathering) -> None:
    g.form.evaluation = True
    if word == "grade":
        g.form.grade = text
    else:
        g.form.total = number(text)


def _sum_or_note(label: str, word: str | None, text: str, cell: Cell, g: Gathering, group: str) -> None:
    value = number(text)
    if word == "staff" or (value is not None and re.search(r"人数|人员|编制", label) and "经费" not in label):
        g.form.staff[label.strip("：: ")] = None if value is None else int(value)
    elif word == "rate" or (value is not None and ("%" in half_width(text) or re.search(r"率(?:[（(]%[)）])?$", label))):
        if g.project is not None and word == "rate":
            g.project.setdefault("execution_rate", value)
        else:
            g.add_rate(label.strip("：: "), text)
    elif value is not None and word not in ("admin", "unit_code", "no"):
        put_money(g, word or "", label, value)
    elif word in ("unit_code", "authority", "admin", "no") or text in NOTHING:
        if text not in NOTHING:
            g.add_text("other", label, text, cell)
            g.close_text()
    else:
        g.add_text("other", label, text, cell)
