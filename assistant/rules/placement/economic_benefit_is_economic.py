"""经济效益写钱：收入、节约、产值、效率，并且有数。

理由：覆盖率、参与率不是经济效益，填在这里说明没想清楚钱花出去换回什么。
依据：评审惯例。
反例：
    经济效益指标｜建设点在全区村社区覆盖率｜2%
正例：
    经济效益指标｜沿岸渔户渔获增收额｜≥120万元
    经济效益指标｜不适用｜不适用
例外：名称或解释里说到收入、成本、产量、就业等的，算经济效益。
出处：R32
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.domain.frame import ECONOMIC
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.subject import Subject
from assistant.rules.words import ends, says

KIND: FindingKind = "wrong_tier"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = None


_SAID_ELSEWHERE = ("满意度", "人数", "人次", "场次")


def check(subject: Subject, law: Law) -> Outcome:
    rows = [r for r in subject.under(ECONOMIC) if r.name and r.aim.is_numeric]
    if not rows:
        return not_applicable("没有定量的经济效益指标")
    return broken_by(
        Complaint(f"“{r.called}”看不出与收入、节约或产出有关，不像经济效益。请移到它所属的层级；没有经济效益的写“不适用”。", r)
        for r in rows
        if (not says(f"{r.name} {r.unit}", "tiers", "economic") or (r.unit == "%" and ends(r.name, "tiers", "not_economic")))
        and not says(r.explanation, "tiers", "money")
        and not r.name.endswith(_SAID_ELSEWHERE)
    )
