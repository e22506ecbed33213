"""预算执行率、资金发放率不放在成本指标下。

理由：钱花出去多少是进度，不是成本；执行率另有10分，放在这里等于算两遍。
依据：评审惯例；公开自评表中多次出现。
反例：
    成本指标｜资金执行率｜=100%
正例：
    成本指标｜成本控制率｜≤98%
    成本指标｜人均培训成本｜≤450元/人天
出处：R35
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.subject import Subject
from assistant.rules.words import ends

KIND: FindingKind = "wrong_tier"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    rows = [r for r in subject.filled if r.costs and r.name]
    if not rows:
        return not_applicable("没有成本指标")
    return broken_by(
        Complaint(f"“{r.called}”说的是钱付没付出去，不是成本。发放、到位请移到时效或质量指标；执行率由系统单独计分。", r)
        for r in rows
        if ends(r.name, "tiers", "payout")
    )
