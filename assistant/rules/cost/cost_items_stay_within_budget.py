"""分项成本合计不超过预算，单位一致（万元、元不混）。

理由：分项加起来比预算还多，要么算错，要么把元当成了万元。
依据：表内数字勾稽。
反例：
    预算：20
    成本指标｜场地租金总额｜≤15万元
    成本指标｜师资费总额｜≤12万元
正例：
    预算：20
    成本指标｜场地租金总额｜≤8万元
    成本指标｜师资费总额｜≤12万元
例外：带“/”的单价不相加。
出处：R39
"""

from __future__ import annotations

import re

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.subject import Subject

KIND: FindingKind = "unit_money_mix"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "arithmetic"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    rows = [r for r in subject.filled if r.costs and r.aim.scaled is not None and r.unit.endswith("元") and not re.search(r"单|每|均|标准", r.name)]
    if not rows or not subject.budget_wan:
        return not_applicable("没有以总额表示的成本，或没有预算数")
    total = sum(r.aim.scaled or 0 for r in rows) / 10000
    if total <= subject.budget_wan + law.tolerance_wan:
        return broken_by(())
    return broken_by(
        [
            Complaint(
                f"分项成本合计 {total:g} 万元，超过预算 {subject.budget_wan:g} 万元。请核对数额和单位（万元、元）。",
                rows[0] if len(rows) == 1 else None,
            )
        ]
    )
