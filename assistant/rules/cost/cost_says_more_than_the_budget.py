"""成本指标不重复预算数，要写单位成本或分项成本。

理由：“不超过预算”是花钱的底线，不是成本指标；谁都能做到，看不出贵不贵。
依据：评审惯例；预算审核七个常见问题之一，已公开的表里最多见。
反例：
    预算：156
    成本指标｜项目控制预算数｜≤156万元
正例：
    预算：156
    成本指标｜人均年救助标准｜≤1.2万元/人
例外：没有可拆分单价的项目，也请写分项成本或成本标准。
出处：R37
"""

from __future__ import annotations

import re

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.domain.target import unit_scale
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row
from assistant.rules.subject import Subject
from assistant.rules.words import pattern, says

KIND: FindingKind = "cost_restates_budget"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    rows = [r for r in subject.filled if r.costs or _is_control(r)]
    return broken_by(filter(None, (_complaint(r, subject, law) for r in rows))) if rows else not_applicable("没有成本指标")


def _is_control(row: Row) -> bool:
    """A budget ceiling that stands under another tier still restates the budget."""
    return re.search(r"控制预算|预算控制|总成本|经费支出", row.name) is not None and says(row.said, "cost", "restates")


def _complaint(row: Row, subject: Subject, law: Law) -> Complaint | None:
    worded = not row.aim.is_numeric or not row.name or pattern("cost", "control_names", whole=True).search(row.name) is not None
    if (worded and says(f"{row.said} {row.words or row.printed}", "cost", "restates")) or says(row.printed, "cost", "restates"):
        return Complaint(f"“{row.called}”只说不超预算。请改写单位成本（元/人天、元/平方米、元/台……）并注明标准。", row)
    if row.costs and row.number is not None and subject.budget_wan and "元" in row.unit and "/" not in row.unit:
        amount = row.number * unit_scale(row.unit) / 10000
        if abs(amount - subject.budget_wan) <= law.tolerance_wan and not _is_one_of_a_kind(row):
            return Complaint(f"“{row.called}”的值就是预算总额 {subject.budget_wan:g} 万元。请拆成单位成本或分项成本。", row)
    return None


def _is_one_of_a_kind(row: Row) -> bool:
    """A price of one thing (单台价, 人均标准) may happen to equal the budget."""
    return re.search(r"单|每|均|标准", row.name) is not None
