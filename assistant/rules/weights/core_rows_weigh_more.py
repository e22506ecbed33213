"""单条指标的权重不过重。

理由：一条指标占30分以上，别的指标做得再好也拉不动总分。
依据：评审惯例；权重按重要程度分配。
反例：
    社会效益指标｜审核通过率｜≥97%｜｜｜40
    数量指标｜培训人数｜≥200人｜｜｜25
    质量指标｜合格率｜≥95%｜｜｜25
    社会效益指标｜知晓率｜≥80%｜｜｜0
正例：
    社会效益指标｜审核通过率｜≥97%｜｜｜30
    数量指标｜培训人数｜≥200人｜｜｜25
    质量指标｜合格率｜≥95%｜｜｜25
    服务对象满意度指标｜学员满意度｜≥95%｜｜｜10
例外：一级指标下只有这一条的，自然占满。
出处：R55
"""

from __future__ import annotations

from collections import Counter

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import level1_of_row
from assistant.rules.subject import Subject

KIND: FindingKind = "other"
SEVERITY: Severity = "note"
RESTS_ON: RestsOn = "practice"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    rows = [r for r in subject.applicable if r.weight]
    if not rows:
        return not_applicable("表上没有权重")
    alike = Counter(level1_of_row(r, subject.standard) for r in subject.applicable)
    return broken_by(
        Complaint(f"“{r.called}”一条占 {r.weight:g} 分。请看看是否过重，核心指标可以多分几条。", r)
        for r in rows
        if (r.weight or 0) > law.heaviest_row and alike[level1_of_row(r, subject.standard)] > 1
    )
