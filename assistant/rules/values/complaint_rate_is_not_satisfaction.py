"""满意度层里不能只有投诉率、知晓率。

理由：没人投诉不等于满意，知道也不等于满意。
依据：评审惯例。
反例：
    服务对象满意度指标｜服务投诉率｜≤1%
正例：
    服务对象满意度指标｜服务投诉率｜≤1%
    服务对象满意度指标｜入驻单位人员满意度｜≥90%
例外：与满意度并列时可以有。
出处：R26
"""

from __future__ import annotations

import re

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.subject import Subject

KIND: FindingKind = "other"
SEVERITY: Severity = "note"
RESTS_ON: RestsOn = "practice"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    rows = [r for r in subject.filled if r.satisfies]
    if not rows or any("满意" in r.said for r in rows):
        return broken_by(()) if rows else not_applicable("没有满意度指标")
    return broken_by(
        Complaint(f"满意度层只有“{r.called}”。它不能代表满意，建议再设一条满意度。", r) for r in rows if re.search(r"投诉|知晓|了解|上访", r.name)
    )
