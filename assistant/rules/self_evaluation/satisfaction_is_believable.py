"""满意度的完成值要可信。

理由：每一条满意度都是100%，多半没有真调查。
依据：评审惯例；满意度失真的常见表现。
反例：
    自评：是
    服务对象满意度指标｜学员满意度｜≥95%｜｜｜5｜100%
    服务对象满意度指标｜讲师满意度｜≥95%｜｜｜5｜100%
正例：
    自评：是
    服务对象满意度指标｜学员满意度｜≥95%｜｜｜5｜97.2%
    服务对象满意度指标｜讲师满意度｜≥95%｜｜｜5｜100%
例外：只有一条满意度的不判断；样本数、答题时间需要问卷数据。
出处：S15
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.actuals import actual_number
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.subject import Subject

KIND: FindingKind = "other"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    rows = [(r, a) for r in subject.filled if r.satisfies and (a := actual_number(r)) is not None]
    if not subject.evaluates or len(rows) < 2:
        return not_applicable("满意度的完成值不足两条")
    return broken_by(
        [Complaint("几条满意度的完成值都是100%。请核对是否真正调查，并留存问卷。", rows[0][0])] if all(a == 100 for _, a in rows) else ()
    )
