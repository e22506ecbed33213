"""承诺 (promises): every fact of the request becomes exactly one row, in its tier, with the exact words as its ground."""

from __future__ import annotations

import re

from assistant.domain.fact import Fact
from assistant.domain.frame import QUANTITY, TIMELINESS, level2_in
from assistant.domain.indicator import Ground, Indicator
from assistant.domain.names import likeness
from assistant.domain.numeral import print_number
from assistant.domain.target import DATE_UNIT, Comparator
from assistant.drafting.brief import Brief
from assistant.drafting.measuring import measured
from assistant.drafting.scope import clause_of
from assistant.drafting.sheet import Sheet

_LIKE_HISTORY = 0.25
LONGEST = 20
_SAME_NAME = 0.7
_TURNS: list[str] = ["", *(f"（{n}）" for n in "二三四五六七八九"), *(f"（{n}）" for n in range(10, 30))]
"""Marks that claim nothing: “第二批” would say there are batches."""
_LAST_YEAR = re.compile(r"去年|上年|上一年|往年")


def put_promises(sheet: Sheet, brief: Brief) -> None:
    """Put down a row for each promise, in the order of the words."""
    for fact in brief.promises:
        row = _row(fact, brief)
        twin = sheet.named(row.name, row.task)
        if twin is not None and (twin.value, twin.unit) != (row.value, row.unit):
            row = row.model_copy(update={"name": _told_apart(row, fact, sheet.fact_of(twin), sheet, brief)})
        elif row.level2 == QUANTITY:
            row = row.model_copy(update={"name": _as_part(row, fact, sheet, brief)})
        sheet.put(measured(row, brief, fact), fact)


def _as_part(row: Indicator, fact: Fact, sheet: Sheet, brief: Brief) -> str:
    """A part of a count already there goes by what sets it apart: 市直专项审计单位数 beside 专项审计单位数 → 市直单位数."""
    lead = _lead(fact, brief)
    whole = next((r for r in sheet.under(QUANTITY, row.task) if r.unit == row.unit and likeness(r.name, row.name) >= _SAME_NAME), None)
    tail = re.search(r"(?:单位|学生|人员|项目|企业|设备|场所|群众)?(?:数量|人数|户数|次数|场次|人次|面积|里程|数)$", row.name)
    if whole is None or not lead or not row.name.startswith(lead) or tail is None:
        return row.name
    short = lead + tail[0]
    return row.name if sheet.named(short, row.task) else short


def _told_apart(row: Indicator, fact: Fact, other: Fact | None, sheet: Sheet, brief: Brief) -> str:
    """A name that differs from the one already there: by the words before the figure (秋防, 其余), by its object, else by its turn."""
    lead, theirs = _lead(fact, brief), _lead(other, brief) if other else ""
    if lead and theirs and lead != theirs and theirs in row.name:
        return row.name.replace(theirs, lead)
    whole: tuple[str, ...] = ("全部",) if fact.unit == DATE_UNIT and re.search("全部|全面|所有|整体", fact.span.quote) else ()
    for word in (*whole, lead, fact.object, fact.group or ""):
        name: str = word + row.name
        if word and word not in row.name and len(name) <= LONGEST and sheet.named(name, row.task) is None:
            return name
    turn = next(n for n in range(1, len(_TURNS)) if sheet.named(f"{row.name}{_TURNS[n]}", row.task) is None)
    return row.name + _TURNS[turn]


def _lead(fact: Fact, brief: Brief) -> str:
    """The words that stand before a fact's figure in its clause: 秋防11月底结束 → 秋防, 其余12月中旬办完 → 其余."""
    before = (clause_of(fact, brief) or fact.span.quote).split("、")[-1]
    m = re.match(r"(?:其中|包?含|有)?([\u4e00-\u9fff]{2,6}?)(?=\d|每)", before)
    return m[1] if m else ""


def grounds_of(fact: Fact) -> tuple[Ground, ...]:
    """The words the fact came from and, where its value is worked out from them, the sum in full."""
    said = Ground(kind="description", ref=fact.span.field, quote=fact.span.quote)
    return (said, Ground(kind="derived", ref=fact.span.field, quote=fact.computation)) if fact.computation else (said,)


def _row(fact: Fact, brief: Brief) -> Indicator:
    level2 = level2_in(fact.level2 or (TIMELINESS if fact.unit == DATE_UNIT else QUANTITY), brief.standard)
    comparator: Comparator = fact.comparator or ("≤" if fact.unit == DATE_UNIT else "≥")
    row = Indicator(level2=level2, task=fact.task, name=fact.name or fact.object or brief.noun, basis=_basis(fact, brief), sources=grounds_of(fact))
    return row.with_target(fact.target.model_copy(update={"comparator": comparator, "approximate": False}))


def _basis(fact: Fact, brief: Brief) -> str:
    """What the value rests on: the words, the sum, and last year's figure of the same thing where the words give one."""
    said = f"单位申报说明：“{fact.span.quote}”"
    if fact.computation:
        said += f"，测算：{fact.computation}"
    before = history_of(fact, brief)
    return f"{said}；上年实际{print_number(float(before.value))}{before.unit}" if before and isinstance(before.value, int | float) else said


def history_of(fact: Fact, brief: Brief) -> Fact | None:
    """Last year's figure of the same thing, where the words give one: the same unit and a like name."""
    if not isinstance(fact.value, int | float):
        return None
    scored = [
        (likeness(fact.name, past.name or past.object), past)
        for past in brief.history
        if past.unit.lstrip("十百千万") == fact.unit.lstrip("十百千万") and _LAST_YEAR.search(past.span.quote + (past.why_not or ""))
    ]
    best = max(scored, key=lambda s: s[0], default=(0.0, None))
    return best[1] if best[0] >= _LIKE_HISTORY else None
