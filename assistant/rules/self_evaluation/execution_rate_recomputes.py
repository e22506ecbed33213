"""执行率等于执行数除以预算数，文字里的执行率与表上一致。

理由：表上算出来是96%，文字写100%，只能信一个。
依据：表内数字勾稽（误差1个百分点以内不计）。
反例：
    自评：是
    预算：80
    执行：76.9
    执行率：100
    数量指标｜培训人数｜≥200人｜｜｜｜200人
正例：
    自评：是
    预算：80
    执行：76.9
    执行率：96.1
    数量指标｜培训人数｜≥200人｜｜｜｜200人
例外：没有执行数的不检查。
出处：S12
"""

from __future__ import annotations

import re

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.subject import Subject

KIND: FindingKind = "score_error"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "arithmetic"
CLAUSE = None


_POINTS = 1.0
_SAID = re.compile(r"(?:预算|资金|支出)执行率[是为达到约:：]*\s*(\d+(?:\.\d+)?)\s*%")


def check(subject: Subject, law: Law) -> Outcome:
    if not subject.evaluates or not subject.budget_wan or subject.spent_wan is None:
        return not_applicable("没有预算数和执行数")
    rate = subject.spent_wan / subject.budget_wan * 100
    complaints: list[Complaint] = []
    if subject.execution_rate is not None and abs(subject.execution_rate - rate) > _POINTS:
        complaints.append(Complaint(f"执行率写的是 {subject.execution_rate:g}%，{subject.spent_wan:g}÷{subject.budget_wan:g}={rate:.1f}%。请核对。"))
    for row in subject.filled:
        said = [n for n in _SAID.findall(f"{row.printed} {row.actual or ''}") if abs(float(n) - rate) > _POINTS]
        complaints += [Complaint(f"“{row.called}”里写执行率 {n}%，按表上的数算是 {rate:.1f}%。请核对。", row) for n in said]
    return broken_by(complaints)
