"""金额、预算控制数放在成本指标下，不放在时效或效益下。

理由：“项目控制预算数”填在时效里，时效没写，成本也缺了。
依据：表格自身的逻辑：名称是金额，层级却是时效或效益。
反例：
    时效指标｜项目控制预算数｜≤3万元
    生态效益指标｜建设成本｜≥95%
正例：
    成本指标｜单场活动成本｜≤1万元/场
    时效指标｜补助资金拨付时限｜≤15个工作日
    经济效益指标｜年节约电费｜≥138万元
例外：资金拨付的时间、进度是时效；节约额、增收额是效益。
出处：R29
"""

from __future__ import annotations

import re

from assistant.domain.finding import FindingKind, Fix, RestsOn, Severity
from assistant.domain.frame import PLAIN_COST, TIMELINESS, level1_of, level2_in
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row
from assistant.rules.subject import Subject
from assistant.rules.words import ends, pattern, says

KIND: FindingKind = "wrong_tier"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "form"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    rows = [r for r in subject.filled if r.level2 == TIMELINESS or r.benefits]
    if not rows:
        return not_applicable("没有时效或效益指标")
    level2 = level2_in(PLAIN_COST, subject.standard)
    move = Fix(safe=True, indicator={"level1": level1_of(level2, subject.standard), "level2": level2})
    return broken_by(Complaint(f"“{r.called}”说的是花多少钱，现在填在{r.level2}下。请移到成本指标。", r, fix=move) for r in rows if _is_amount(r))


def _is_amount(row: Row) -> bool:
    paid = bool(row.name) and row.aim.is_numeric and pattern("measures", "money_units", whole=True).search(row.unit) is not None
    if row.level2 == TIMELINESS and paid:
        return True  # whatever its name: no time is told in money
    if says(row.name, "tiers", "not_amount"):
        return False
    if row.benefits:
        return ends(row.name, "measures", "cost_names") and re.search(r"成本|造价|单价|预算", row.name) is not None
    return ends(row.name, "tiers", "amount")
