"""值 (Values): a labelled value goes where it belongs: the unit, the project, a sum, a text."""

from __future__ import annotations

import re

from assistant.domain.form import TextRole
from assistant.domain.numeral import half_width
from assistant.layout.grid import Cell
from assistant.reading.column_tables import put_goal
from assistant.reading.gathering import Gathering, year_in
from assistant.reading.money_tables import put_money
from assistant.reading.rows import NOTHING, mended_number, number

ROLES: dict[str, TextRole] = {
    "objective": "objective", "longterm_objective": "objective", "sub_objective": "sub_objective", "measures": "measures", "review_remark": "review_remark",
    "key_project": "key_project", "overall_performance": "overall_performance", "problems": "problems", "next_steps": "next_steps",
    "rectification": "next_steps", "completion": "completion", "reason": "problems",
    "note": "other",
}  # fmt: skip


_MONEY = ("budget", "fiscal", "other", "spent", "adjusted", "initial", "carried", "upper", "part", "longterm_budget")


def put_value(label: str, word: str | None, text: str, cell: Cell, g: Gathering, group: str = "") -> None:
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
    elif word == "numbered_goal":
        _put_numbered_goal(label, text, cell, g)
    elif word in ("objective", "completion"):
        put_goal(g, word, label, cell if cell.text == text else Cell(text, cell.row, cell.column, line=cell.line))
    elif word in ("total", "grade"):
        _set_result(word, text, g)
    elif word == "rectification" and g.project is not None:
        g.project["rectification"] = text
    elif word == "problems" and g.project is not None and g.project.get("completion"):
        g.project["problems"] = text
        g.add_text("problems", label, text, cell)
    elif word in ROLES:
        g.add_text(ROLES[word], label, text, cell)
    else:
        _sum_or_note(label, word, text, cell, g, group)


def _put_numbered_goal(label: str, text: str, cell: Cell, g: Gathering) -> None:
    """绩效目标1, 绩效目标2 …: each is a part of the goal; together they are the goal where no other is printed."""
    project = g.project
    if project is not None and (not project.get("objective") or project.get("goals")):
        project["goals"] = [*project.get("goals", []), text]
        project["objective"] = "\n".join(project["goals"])
    g.add_text("sub_objective", label, text, cell)


def _set_organisation(word: str, text: str, g: Gathering) -> None:
    name = re.sub(r"[（(](?:单位)?(?:盖|公)?章[)）]$", "", re.sub(r"^\d{3,}[-—\s]*", "", text).strip())
    if word == "organisation" and not g.form.named:
        g.form.organisation = name
        g.form.named = True
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
    if value is None and word in _MONEY and (meant := mended_number(text)) is not None:
        g.doubt("scan_error", f"“{label}”印作“{text}”，像是“{meant}”的扫描错字，金额没有采用。", cell, mending=meant)
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
