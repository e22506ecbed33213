"""计算符号的方向要与指标相符：越低越好的用≤，越高越好的用≥。

理由：成本写成“≥6000元”，花得越多得分越高；时限写成“＞24小时”，修得越慢越好。
依据：表格自身的逻辑；预算系统按符号判断正向、反向指标。
反例：
    成本指标｜每公里年养护成本｜≥6000元/公里
    时效指标｜故障修复时间｜＞24小时
    服务对象满意度指标｜使用人员满意度｜≤95%
正例：
    成本指标｜每公里年养护成本｜≤6000元/公里
    时效指标｜故障修复时间｜≤24小时
    服务对象满意度指标｜使用人员满意度｜≥95%
    社会效益指标｜投诉处理及时率｜≥95%
例外：节约额、下降率、处置率这类反转了方向的名称不按末尾的词判断。
出处：R18
"""

from __future__ import annotations

import re

from assistant.domain.finding import FindingKind, Fix, RestsOn, Severity
from assistant.domain.frame import TIMELINESS
from assistant.law import Law
from assistant.rules.history import last_actual
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row
from assistant.rules.subject import Subject
from assistant.rules.words import ends, pattern, says

KIND: FindingKind = "wrong_direction"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "form"
CLAUSE = None


_HIGH = 60
_HIGH_RATE = 40
_MORE = re.compile(r"[>＞≥]|大于|高于|不低于|不少于")
_FLIPPED = {"≥": "≤", ">": "<", "≤": "≥", "<": ">"}


def check(subject: Subject, law: Law) -> Outcome:
    signed = [r for r in subject.filled if r.aim.comparator in _FLIPPED and (r.aim.is_numeric or r.deadline)]
    worded = [r for r in subject.filled if r.costs and r.words and _MORE.match(r.printed.strip())]
    if not signed and not worded:
        return not_applicable("没有带方向的定量指标")
    return broken_by([*filter(None, (_complaint(r, subject) for r in signed)), *map(_worded, worded)])


def _worded(row: Row) -> Complaint:
    return Complaint(f"“{row.called}”是成本，却写成“{row.printed}”，花得越多越好。请改成不高于多少。", row)


def _complaint(row: Row, subject: Subject) -> Complaint | None:
    wanted = _wanted(row) or ("≥>" if _is_outgrown(row, subject) else None)
    sign = row.aim.comparator or ""
    if wanted is None or sign in wanted:
        return None
    better = "越低（短）越好" if wanted == "≤<" else "越高越好"
    right = _FLIPPED[sign]
    fix = Fix(safe=False, indicator={"comparator": right, "target": row.aim.model_copy(update={"comparator": right, "baseline": None}).printed()})
    return Complaint(f"“{row.called}”{better}，符号却是“{sign}”。请核对，应是“{right}”。", row, fix=fix)


def _wanted(row: Row) -> str | None:
    """The signs that fit, or None where neither is wrong."""
    if row.unit == "%" and ends(row.name, "measures", "cost_names"):
        return None  # a price in per cent: said by name_agrees_with_unit
    if row.costs and row.unit != "%" and not says(row.name, "directions", "savings") and not _gains(row):
        return "≤<"
    if row.deadline is not None:
        return None
    if pattern("measures", "time_units", whole=True).search(row.unit) and (row.level2 == TIMELINESS or ends(row.name, "directions", "lower")):
        return None if says(row.name, "directions", "long_is_good") else "≤<"
    if says(row.name, "directions", "turned"):
        return "≥>" if ends(row.name, "directions", "higher") and not _is_money(row) and not says(row.name, "directions", "burdens") else None
    if ends(row.name, "directions", "lower"):
        return "≤<" if not row.benefits or not _is_money(row) else None
    if row.name.endswith("满意度") or ends(row.name, "directions", "higher"):
        return "≥>"
    return "≥>" if _is_high_share(row) else None


def _is_high_share(row: Row) -> bool:
    """A share with a limit this high, and nothing bad in its name: nobody caps what is good at 85 %."""
    share = row.unit == "%" and row.name.endswith(("率", "占比", "比例", "比重"))
    high = _HIGH_RATE if row.name.endswith("率") else _HIGH
    return share and row.number is not None and high <= row.number < 100 and not says(row.name, "directions", "bad")


def _is_outgrown(row: Row, subject: Subject) -> bool:
    """A share capped above what it was last year, and nothing bad in its name: it was meant to grow."""
    share = row.unit == "%" and row.name.endswith(("率", "占比", "比例", "比重")) and not row.costs
    if not share or row.aim.comparator not in ("≤", "<") or says(row.name, "directions", "bad"):
        return False
    before = last_actual(row, subject)
    return before is not None and row.number is not None and row.number > before


def _gains(row: Row) -> bool:
    """A gain put under a cost tier: said by cost_holds_price_or_harm."""
    return says(row.name, "tiers", "gain") and not ends(row.name, "measures", "cost_names")


def _is_money(row: Row) -> bool:
    return pattern("measures", "money_units", whole=True).search(row.unit) is not None
