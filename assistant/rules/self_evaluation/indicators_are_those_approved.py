"""自评的指标与批复的指标一致，有调整的要说明。

理由：自评按年初批复的指标评，换了指标就成了自己出题自己答。
依据：评审惯例。
反例：
    自评：是
    上年：数量指标｜培训人数｜≥200人
    数量指标｜宣传场次｜≥20场｜｜｜10｜20场
正例：
    自评：是
    上年：数量指标｜培训人数｜≥200人
    数量指标｜培训人数｜≥200人｜｜｜10｜200人
例外：手头没有批复的目标表，无法判断。
出处：S10
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, cannot_tell, not_applicable
from assistant.rules.subject import Subject

KIND: FindingKind = "other"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    if not subject.evaluates:
        return not_applicable("不是自评表")
    if subject.previous is None or not subject.previous.indicators:
        return cannot_tell("手头没有批复的目标表")
    approved = {i.name.strip() for i in subject.previous.indicators if i.name.strip()}
    gone = sorted(approved - {r.name for r in subject.rows})
    return broken_by([Complaint(f"批复的指标有 {len(gone)} 条没有出现在自评里（如“{gone[0]}”）。请按批复的指标自评，有调整的注明。")] if gone else ())
