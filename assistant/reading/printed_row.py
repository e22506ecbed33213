"""指标行 (Printed row): one indicator from the texts of its columns: names freed of prefixes, sign and unit put to the value, status told, doubts raised."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.domain.target import Target
from assistant.layout.grid import Cell
from assistant.reading.gathering import Gathering
from assistant.reading.rows import NOTHING, mended_number, number

TASK = re.compile(r"^(任务\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2}))\s*[:：、.．\-—]?\s*(.+)$", re.S)
_INDICATOR_NO = re.compile(r"^(?:指标|三级指标)\s*[\d一二三四五六七八九十]{1,2}\s*[:：.、]\s*")
_NOT_APPLICABLE = frozenset({"不适用", "不适用。", "不适用."})
_SECRET = frozenset({"涉密", "涉密项目", "涉密内容"})
_SUSPICIOUS = re.compile(r"^\s*[2Z]\d|[*lIO〇○|]")
RESIDUE = re.compile(r"\s*[（(]\s*[≥≤＞＜><=]{1,2}\s*[\*＊×xX_\s]*[^）)\d]{0,8}[)）]\s*$")


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
    if printed and name and RESIDUE.search(printed):
        g.doubt("residue", f"名称印作“{printed}”，读作“{name}”。", cell, mending=name)
    _suspect(g, target, actual, name, cell)


@lru_cache(maxsize=4096)
def plain_name(printed: str | None) -> tuple[str | None, str | None]:
    """(name, task number) of a printed name: 任务一：…, 指标1：… and an empty (≥**) taken off."""
    if not printed:
        return None, None
    m = TASK.match(printed)
    task, name = (re.sub(r"\s+", "", m[1]), m[2]) if m else (None, printed)
    name = RESIDUE.sub("", _INDICATOR_NO.sub("", name)).strip()
    return name or printed, task


def _with_sign(value: str | None, sign: str | None, unit: str | None) -> str | None:
    """A value printed in three cells (≥ | 95 | %) as one."""
    if value is None or value in NOTHING:
        return (sign if sign == "定性" else value) or value
    unit = "" if not unit or unit in NOTHING or value.endswith(unit) else unit
    sign = "" if not sign or sign in NOTHING or value.startswith(sign) else sign
    return f"{sign}{value}{unit if sign != '定性' or number(value) is not None else ''}"


def _status(name: str | None, target: str | None, actual: str | None) -> str:
    said = {t for t in (name, target, actual) if t}
    if said & _NOT_APPLICABLE:
        return "not_applicable"
    if said & _SECRET:
        return "confidential"
    return "given" if said - NOTHING else "blank"


def _suspect(g: Gathering, target: str | None, actual: str | None, name: str | None, cell: Cell) -> None:
    """Doubts a single row gives: a sign read as a digit, a rate above 100, a value where the name should be."""
    for text in (t for t in (target, actual) if t and len(t) <= 80 and _SUSPICIOUS.search(t)):
        if m := re.fullmatch(r"[2Z](\d{2,4}(?:\.\d+)?)(%?\D{0,4})", text.strip()):
            money = "元" in m[2]
            rate = m[2].startswith("%") or (name or "").endswith(("率", "满意度"))
            if (rate and float(m[1]) <= 100) or (not rate and not money and len(m[1]) >= 3 and m[1].endswith("0")):
                g.doubt("scan_error", f"“{text}”可能是“≥{m[1]}{m[2]}”被扫描成“2”。", cell, mending=f"≥{m[1]}{m[2]}")
        if re.fullmatch(r"[^\u4e00-\u9fff]{1,8}[\u4e00-\u9fff/·]{0,6}", text) and (meant := mended_number(text)) is not None:
            g.doubt("scan_error", f"“{text}”里的字母或〇可能是数字，像是“{meant}”。", cell, mending=meant)
        if re.search(r"\d\*+[.。]?$", text):
            g.doubt("scan_error", f"“{text}”里的“*”可能是“%”。", cell, mending=re.sub(r"\*+[.。]?$", "%", text))
    if name and target is None and actual is None and not re.search(r"[\u4e00-\u9fff]{4}", name) and Target.read(name).is_numeric:
        g.doubt("shifted_cell", f"名称一格是“{name}”，像是指标值，这一行的格子可能错位。", cell)
