"""预算执行率的得分按执行数÷预算数重算相符。

理由：执行率得分是算出来的，不是估的；预算合计栏写成0，10分就白丢了。
依据：表内数字勾稽。
反例：
    自评：是
    预算：30
    执行：29.5
    执行率得分：10
    数量指标｜培训人数｜≥200人｜｜｜10｜200人｜10
正例：
    自评：是
    预算：30
    执行：29.5
    执行率得分：9.83
    数量指标｜培训人数｜≥200人｜｜｜10｜200人｜10
例外：没有印执行率得分的不检查；预算为0的无法重算。
出处：S01
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, cannot_tell, not_applicable
from assistant.rules.scoring import execution_score
from assistant.rules.subject import Subject

KIND: FindingKind = "score_error"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "arithmetic"
CLAUSE = None


_TOLERANCE = 0.1


def check(subject: Subject, law: Law) -> Outcome:
    if not subject.evaluates or subject.execution_score is None:
        return not_applicable("没有印执行率得分")
    if not subject.budget_wan or subject.spent_wan is None:
        return cannot_tell("缺全年预算数或执行数，或预算为0")
    possible = {execution_score(s.execution, subject.budget_wan, subject.spent_wan) for s in law.schemes}
    if any(p is not None and abs(p - subject.execution_score) <= _TOLERANCE for p in possible):
        return broken_by(())
    right = max(p for p in possible if p is not None)
    return broken_by(
        [Complaint(f"执行率得分是 {subject.execution_score:g}，按 {subject.spent_wan:g}÷{subject.budget_wan:g} 应为 {right:g}。请核对。")]
    )
