"""资金总额等于财政资金加其他资金。

理由：三个数对不上，预算系统直接退回。
依据：表内数字勾稽（误差0.1万元以内不计）。
反例：
    预算：640
    资金：财政 400，其他 200，合计 640
    数量指标｜修复面积｜≥32公顷
正例：
    预算：640
    资金：财政 400，其他 240，合计 640
    数量指标｜修复面积｜≥32公顷
例外：只填了总额，或缺一项的，不检查。
出处：R40
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.subject import Subject

KIND: FindingKind = "sum_mismatch"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "arithmetic"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    total, fiscal, other = subject.total_wan, subject.fiscal_wan, subject.other_wan
    if total is None or fiscal is None:
        return not_applicable("资金没有分来源填写")
    if other is None:
        over = fiscal - total > law.tolerance_wan
        return broken_by([Complaint(f"财政资金 {fiscal:g} 万元大于资金总额 {total:g} 万元。请核对。")] if over else ())
    if abs(total - fiscal - other) <= law.tolerance_wan:
        return broken_by(())
    said = f"财政资金 {fiscal:g} + 其他资金 {other:g} = {fiscal + other:g} 万元，与资金总额 {total:g} 万元差 {abs(total - fiscal - other):g} 万元。请核对。"
    return broken_by([Complaint(said)])
