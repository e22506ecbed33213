"""总分等于执行率得分加各条指标得分。

理由：总分决定等级，加错一分可能就差一档。
依据：表内数字勾稽。
反例：
    自评：是
    执行率得分：10
    总分：95
    数量指标｜培训人数｜≥200人｜｜｜50｜200人｜50
    社会效益指标｜通过率｜≥97%｜｜｜40｜97%｜40
正例：
    自评：是
    执行率得分：10
    总分：100
    数量指标｜培训人数｜≥200人｜｜｜50｜200人｜50
    社会效益指标｜通过率｜≥97%｜｜｜40｜97%｜40
例外：有指标没有印得分的，不加。
出处：S04
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.subject import Subject

KIND: FindingKind = "score_error"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "arithmetic"
CLAUSE = None


_TOLERANCE = 0.1


def check(subject: Subject, law: Law) -> Outcome:
    scores = [r.score for r in subject.applicable]
    if not subject.evaluates or subject.total_score is None or not scores or any(s is None for s in scores):
        return not_applicable("没有印总分，或有指标没有得分")
    total = round(sum(s or 0 for s in scores) + (subject.execution_score or 0), 2)
    if abs(total - subject.total_score) <= _TOLERANCE:
        return broken_by(())
    return broken_by([Complaint(f"各项得分合计 {total:g} 分，表上总分是 {subject.total_score:g} 分。请核对。")])
