"""用不上的效益层写“不适用”或留空，不要凑数。

理由：给车辆保险编一条生态效益，既没法考核，也让人怀疑其他指标。没有经济、生态效益是正常的。
依据：评审惯例：深圳、广东的表都允许不适用或留空。
反例：
    生态效益指标｜发挥积极作用｜是/否
正例：
    生态效益指标｜不适用｜不适用
    生态效益指标｜单位面积能耗下降率｜≥2%
例外：写了能量化的生态指标，不算凑数。
出处：R10
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.domain.frame import ECOLOGICAL
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row
from assistant.rules.subject import Subject
from assistant.rules.words import says

KIND: FindingKind = "other"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    rows = subject.under(ECOLOGICAL)
    if not rows:
        return not_applicable("没有生态效益行")
    unused = "写“不适用”" if law.unused_prints else "留空"
    return broken_by(Complaint(f"“{r.called}”看不出与生态环境有关，也没有数值，像是凑数。用不上这一层请{unused}。", r) for r in rows if _filler(r))


def _filler(row: Row) -> bool:
    return not row.aim.is_numeric and row.deadline is None and not says(row.said, "tiers", "ecological") and not says(row.said, "tiers", "social")
