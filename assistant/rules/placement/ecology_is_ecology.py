"""生态效益写对自然和环境的影响，社会稳定、长期运转不放在这里。

理由：“维护社会和谐稳定”填在生态效益里，是把效益的名字填错了格。
依据：表格自身的逻辑：名称属于别的层级。
反例：
    生态效益指标｜重复信访占比｜≤12%
    生态效益指标｜维护社会和谐稳定｜≥90%
正例：
    生态效益指标｜病虫害发生率｜≤5%
    生态效益指标｜火化机烟气排放监测达标率｜≥95%
例外：名称或解释里提到能耗、污染、绿化、资源等的，按生态看待；看不出属于哪一层的，只提醒。
出处：R31
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.domain.frame import ECOLOGICAL
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row
from assistant.rules.subject import Subject
from assistant.rules.words import pattern, says

KIND: FindingKind = "wrong_tier"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "form"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    rows = [r for r in subject.under(ECOLOGICAL) if r.name]
    return broken_by(filter(None, map(_complaint, rows))) if rows else not_applicable("没有生态效益指标")


def _complaint(row: Row) -> Complaint | None:
    name = pattern("tiers", "other_environment").sub("", row.name)
    if says(name, "tiers", "ecological") or (says(row.name, "tiers", "amount") and not says(row.name, "tiers", "not_amount")):
        return None  # an amount is said by amount_sits_under_cost
    social = says(row.name, "tiers", "social")
    if says(row.explanation, "tiers", "ecological") and not (social and not row.aim.is_numeric):
        return None
    if not social and not row.aim.is_numeric:
        return None  # a filler: said by unused_tier_is_left_unused
    if social:
        return Complaint(f"“{row.called}”与生态环境无关，不应填在生态效益下。请移到它所属的层级；没有生态效益的写“不适用”。", row)
    return Complaint(f"“{row.called}”看不出与生态环境的关系。请核对：有关的在指标解释里写明，无关的移到它所属的层级。", row, severity="note")
