"""完成值与目标值用同一个单位。

理由：目标是百分比，完成写“9人”，没法比也没法算分。
依据：表格自身的逻辑。
反例：
    自评：是
    质量指标｜补助发放率｜=100%｜｜｜10｜9人
正例：
    自评：是
    质量指标｜补助发放率｜=100%｜｜｜10｜100%
例外：没有写单位的数按目标的单位理解；万人与人可以换算。
出处：S09
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.domain.target import Target
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.prose import dimension_of
from assistant.rules.row import Row
from assistant.rules.subject import Subject

KIND: FindingKind = "missing_actual"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "form"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    rows = [r for r in subject.filled if r.name and r.aim.is_numeric and r.unit and r.actual and r.actual.strip()]
    if not subject.evaluates or not rows:
        return not_applicable("没有可比的完成值")
    return broken_by(Complaint(f"“{r.called}”的目标以“{r.unit}”计，完成值写的是“{r.actual}”。请换成同一单位。", r) for r in rows if _another_unit(r))


def _another_unit(row: Row) -> bool:
    done = Target.read(row.actual or "")
    if done.number is None or not done.unit:
        return False
    return dimension_of(done.unit) != dimension_of(row.unit) and done.unit.lstrip("百千万亿") != row.unit.lstrip("百千万亿")
