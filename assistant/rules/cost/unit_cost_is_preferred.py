"""成本指标宜用单位成本，并写明标准。

理由：单位成本能跟标准比、跟上年比、跟邻县比；总额比不了。
依据：评审惯例；公开的部门指标库里成本指标以单价为主。
反例：
    成本指标｜印刷费总额｜≤6万元
正例：
    成本指标｜手册印制单价｜≤5元/册
出处：R38
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
    rows = [r for r in subject.filled if r.costs and r.number is not None and "元" in r.unit]
    if not rows:
        return not_applicable("没有定量的成本指标")
    if any("/" in r.unit or re.search(r"单价|人均|均|单位|每", r.name) for r in rows):
        return broken_by(())
    return broken_by([Complaint("成本指标都是总额。建议至少写一条单位成本（元/人天、元/平方米、元/台……），并注明执行的标准。", rows[0])])
