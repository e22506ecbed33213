"""数值要有计量单位。

理由：“≥100”是100人、100人次还是100%，审核的人和填报的人理解不同，年底就没法评。
依据：表格自身的逻辑；预算系统对定量指标校验计量单位必填。
反例：
    数量指标｜放流苗种数量｜≥900
正例：
    数量指标｜放流苗种数量｜≥900万尾
例外：指标名称的括号里已经写明单位的，如“培训人次（人次）”。
出处：R07
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant import lexicon
from assistant.domain.finding import FindingKind, Fix, RestsOn, Severity
from assistant.domain.target import Target
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row
from assistant.rules.subject import Subject

KIND: FindingKind = "missing_unit"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "form"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    numeric = [r for r in subject.filled if r.aim.is_numeric]
    if not numeric:
        return not_applicable("没有定量指标")
    return broken_by(_without_unit(numeric))


def _without_unit(rows: list[Row]) -> Iterator[Complaint]:
    for row in rows:
        if row.unit or re.search(r"[（(][^（()）\d]{1,6}[)）]\s*$", row.name):
            continue
        unit = _unit_of_name(row)
        advice = f"看名称应是“{unit}”。" if unit else "请补上（人、场、%、万元……）。"
        yield Complaint(f"“{row.called}”的指标值“{row.printed or row.aim.printed()}”没有计量单位，{advice}", row, fix=_fix(row, unit))


def _unit_of_name(row: Row) -> str | None:
    """The unit a name gives away by its end: …人次 is counted in 人次, …率 in %; none for a share above 100."""
    for ending, unit in lexicon.table("measures")["unit_of_name"].items():
        if row.name.endswith(ending) and not (unit == "%" and (row.number is None or row.number > 100)):
            return str(unit)
    return None


def _fix(row: Row, unit: str | None) -> Fix | None:
    if unit is None or not isinstance(row.aim.value, (int, float)):
        return None
    printed = Target(comparator=row.aim.comparator, value=row.aim.value, unit=unit).printed()
    return Fix(safe=True, indicator={"unit": unit, "target": printed})
