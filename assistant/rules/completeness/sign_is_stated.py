"""定量指标要写明计算符号（≥、≤、=）。

理由：没有符号，就不知道是“至少”“至多”还是“正好”；成本只写金额，超了、省了都说不清。
依据：表格自身的逻辑；预算系统的计算符号为必选。
反例：
    印刷：是
    成本指标｜建设点支出资金｜8.5万元
正例：
    印刷：是
    成本指标｜建设点支出资金｜≤8.5万元
    数量指标｜建设数量｜1个
例外：产出的数量只写“1个”“6期”的，通行理解为“等于”，不提；成本必须写明上限。
出处：R08
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain.finding import FindingKind, Fix, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.subject import Subject

KIND: FindingKind = "missing_comparator"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "form"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    numeric = [r for r in subject.filled if r.aim.is_numeric]
    return broken_by(_unsigned(subject)) if numeric else not_applicable("没有定量指标")


def _unsigned(subject: Subject) -> Iterator[Complaint]:
    for row in subject.filled:
        if not row.aim.is_numeric or row.signed or isinstance(row.aim.value, tuple):
            continue
        if row.unit_cell:
            fix = Fix(safe=False, indicator={"comparator": "≤" if row.costs else "="})
            yield Complaint(f"“{row.called}”有数值，没有计算符号。请选择 ≥、≤ 或 =。", row, fix=fix)
        elif row.costs and "元" in row.unit:
            yield Complaint(f"“{row.called}”写的是“{row.printed}”，没有说是上限还是定额。成本上限请写成“≤{row.printed}”。", row, severity="warning")
