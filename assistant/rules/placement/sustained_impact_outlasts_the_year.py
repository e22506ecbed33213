"""可持续影响写机制和使用年限，不写今年办了几次活动。

理由：办几次活动今年就结束了，可持续影响看的是明年还剩下什么。
依据：评审惯例。
反例：
    可持续影响指标｜组织活动和开展培训｜≥4次
正例：
    可持续影响指标｜核心设备剩余可用年限｜≥3年
    可持续影响指标｜持证上岗统计人员占比｜≥90%
出处：R36
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, Fix, RestsOn, Severity
from assistant.domain.frame import OUTPUT, QUANTITY, SUSTAINED
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.subject import Subject
from assistant.rules.words import pattern, says

KIND: FindingKind = "wrong_tier"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    rows = [r for r in subject.under(SUSTAINED) if r.name]
    if not rows:
        return not_applicable("没有可持续影响指标")
    move = Fix(safe=False, indicator={"level1": OUTPUT, "level2": QUANTITY})
    return broken_by(
        Complaint(f"“{r.called}”数的是今年办了多少，属于产出数量。可持续影响请写形成的机制、使用年限或长期占比。", r, fix=move)
        for r in rows
        if says(r.name, "tiers", "this_years_acts")
        and not says(r.name, "tiers", "later_use")
        and pattern("tiers", "people_units", whole=True).search(r.unit)
    )
