"""同一件事的时效，不同时设日期和按期完成率。

理由：“9月底前完成”和“按期完成率100%”说的是同一件事，分数算了两遍。
依据：评审惯例。
反例：
    时效指标｜培训完成时间｜2025年9月底前
    时效指标｜培训按期完成率｜=100%
正例：
    时效指标｜培训完成时间｜2025年9月底前
    时效指标｜补贴发放及时率｜≥98%
例外：说的是两件不同的事，可以并列。
出处：R53
"""

from __future__ import annotations

import re

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.domain.frame import TIMELINESS
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row
from assistant.rules.subject import Subject

KIND: FindingKind = "duplicate"
SEVERITY: Severity = "note"
RESTS_ON: RestsOn = "practice"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    rows = subject.under(TIMELINESS)
    dated = [r for r in rows if r.deadline]
    rates = [r for r in rows if r.unit == "%" and re.search(r"按期|按时|及时|准时", r.name)]
    if not dated or not rates:
        return not_applicable("没有同时设日期和按期率")
    return broken_by(
        Complaint(f"“{rate.name}”与“{day.name}”说的是同一件事的时效，建议只留日期。", rate)
        for rate in rates
        for day in dated
        if _matter(rate) == _matter(day)
    )


def _matter(row: Row) -> str:
    return re.sub(r"按期|按时|及时|准时|完成|办结|时间|日期|时限|率|全部|工作|任务", "", row.name)
