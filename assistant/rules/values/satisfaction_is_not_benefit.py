"""效益指标不用满意度代替。

理由：满意度是对象的感受，效益是真实的变化；两处都写满意度，等于没写效益。
依据：评审惯例；业务人员反映效益难写时常用满意度顶替。
反例：
    社会效益指标｜参训学员满意度｜≥95%
正例：
    社会效益指标｜统计报表一次审核通过率｜≥97%
    服务对象满意度指标｜参训学员满意度｜≥95%
出处：R25
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, Fix, RestsOn, Severity
from assistant.domain.frame import BENEFITS, SATISFACTION, SERVED_SATISFACTION
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.subject import Subject

KIND: FindingKind = "wrong_tier"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    rows = subject.under(*BENEFITS)
    if not rows:
        return not_applicable("没有效益指标")
    move = Fix(safe=False, indicator={"level1": SATISFACTION, "level2": SERVED_SATISFACTION})
    return broken_by(
        Complaint(f"“{r.called}”是满意度，请移到满意度指标；效益请写做成之后的变化。", r, fix=move)
        for r in rows
        if r.name.endswith(("满意度", "满意率"))
    )
