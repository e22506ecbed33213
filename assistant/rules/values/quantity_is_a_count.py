"""数量指标写数量，不写百分比。

理由：“公车数量100%”说不出有几辆车；完成率属于质量或时效。
依据：评审惯例；预算审核常见问题“数量质量混淆”。
反例：
    数量指标｜公车数量｜100%
    数量指标｜爱心驿站及物资管理｜是/否
正例：
    数量指标｜投保车辆数｜=2辆
例外：确实只能用比率表达的产出（如课时比例），可在审核时说明。
出处：R19
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.domain.frame import QUANTITY
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row
from assistant.rules.subject import Subject
from assistant.rules.words import pattern

KIND: FindingKind = "value_type_mismatch"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    rows = subject.under(QUANTITY)
    return broken_by(filter(None, map(_complaint, rows))) if rows else not_applicable("没有数量指标")


def _complaint(row: Row) -> Complaint | None:
    if row.unit == "%" and row.aim.is_numeric:
        return Complaint(f"“{row.called}”在数量指标下，值却是百分比“{row.printed}”。请写具体数量；要保留比率，请移到质量或时效指标。", row)
    if row.words and pattern("vague", "yes_only", whole=True).search(row.words.strip()):
        return Complaint(f"“{row.called}”在数量指标下，却没有数量，只写了“{row.words}”。请写做多少。", row)
    return None
