"""三级指标不能太少。

理由：一两条指标撑不起一个项目的目标；已公开的表一般在7到20条之间。
依据：评审惯例：有的填报模板要求至少3条个性指标。
反例：
    数量指标｜培训人数｜≥200人
    社会效益指标｜报表审核通过率｜≥97%
正例：
    数量指标｜培训人数｜≥200人
    质量指标｜合格率｜≥95%
    社会效益指标｜报表审核通过率｜≥97%
例外：部门表里的单个任务可以只有一条指标。
出处：R11
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.subject import Subject

KIND: FindingKind = "other"
SEVERITY: Severity = "note"
RESTS_ON: RestsOn = "practice"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    if subject.of_department or subject.confidential or not subject.rows:
        return not_applicable("不是单个项目的指标表")
    if len(subject.applicable) >= law.fewest_indicators:
        return broken_by(())
    return broken_by(
        [Complaint(f"只有 {len(subject.applicable)} 条指标，少于 {law.fewest_indicators} 条。请看看数量、质量、时效、成本和效益是否都说到了。")]
    )
