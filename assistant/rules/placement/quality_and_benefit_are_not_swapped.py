"""验收合格率、故障率是质量，知晓率、就业率是效益，不要互换。

理由：质量说的是活干得好不好，效益说的是干完之后别人得到什么。
依据：评审惯例；业务人员反映两者常被混用。
反例：
    社会效益指标｜工程一次验收合格率｜=100%
    质量指标｜公众知晓率｜≥82%
正例：
    质量指标｜工程一次验收合格率｜=100%
    社会效益指标｜公众知晓率｜≥82%
    社会效益指标｜学生体质健康合格率｜≥93%
例外：合格率说的是服务对象（学生、居民、水质）的，可以是效益。
出处：R33
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, Fix, RestsOn, Severity
from assistant.domain.frame import BENEFIT, OUTPUT, QUALITY, SOCIAL
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row
from assistant.rules.subject import Subject
from assistant.rules.words import ends, says

KIND: FindingKind = "wrong_tier"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    rows = [r for r in subject.filled if r.name and (r.benefits or r.level2 == QUALITY)]
    return broken_by(filter(None, map(_complaint, rows))) if rows else not_applicable("没有质量或效益指标")


def _complaint(row: Row) -> Complaint | None:
    if row.benefits and ends(row.name, "tiers", "workmanship") and not says(row.said, "tiers", "effect_after_all"):
        fix = Fix(safe=False, indicator={"level1": OUTPUT, "level2": QUALITY})
        return Complaint(f"“{row.called}”说的是活干得好不好，属于质量指标，不是{row.level2}。", row, fix=fix)
    if row.level2 == QUALITY and ends(row.name, "tiers", "outcome"):
        fix = Fix(safe=False, indicator={"level1": BENEFIT, "level2": SOCIAL})
        return Complaint(f"“{row.called}”说的是做成之后的变化，属于效益，不是质量指标。", row, fix=fix)
    return None
