"""工程基建、大型修缮和大型购置项目要有成本指标。

理由：这几类项目花钱多、有造价标准，不写成本就无法判断贵不贵。
依据：财预〔2021〕101号：工程基建类和大型修缮及购置类项目应设置成本指标（经报刊摘要证实）。
反例：
    项目：农村公厕新改建
    说明：新建和改建农村公厕15座。
    数量指标｜新改建农村公厕｜=15座
    社会效益指标｜周边村民使用便利率｜≥85%
正例：
    项目：农村公厕新改建
    说明：新建和改建农村公厕15座。
    数量指标｜新改建农村公厕｜=15座
    成本指标｜单座公厕建设成本｜≤15万元/座
    社会效益指标｜周边村民使用便利率｜≥85%
例外：队伍建设、信息系统建设、日常养护、监理评审等名称里有“建设”“工程”而不是工程的，不在此列。
出处：R03
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.subject import Subject
from assistant.rules.words import says

KIND: FindingKind = "missing_tier"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "clause"
CLAUSE = ("mof-2021-101", "cost")
_FEWEST_ROWS = 2
"""Rows that speak of works (完工, 交工验收): one may be a turn of phrase."""
_WORKS_TYPES = ("工程建设", "房屋修缮", "水利工程")


def check(subject: Subject, law: Law) -> Outcome:
    if subject.of_department or not subject.tiered or subject.confidential:
        return not_applicable("不是单个项目的分层指标表")
    if not _is_works(subject, law):
        return not_applicable("不是工程基建、大型修缮或大型购置项目")
    if any(r.costs and r.applicable for r in subject.rows):
        return broken_by(())
    return broken_by(
        [Complaint("这是工程、修缮或大型购置类项目，但没有成本指标。请写明单位造价或单价控制在多少以内，并注明标准。", severity=_severity(subject))]
    )


def _severity(subject: Subject) -> Severity | None:
    """What counts as a large purchase is our line, not the clause's: there a warning is enough."""
    return None if _is_construction(subject) else "warning"


def _is_works(subject: Subject, law: Law) -> bool:
    large = (subject.budget_wan or 0) >= law.large_purchase_wan
    return _is_construction(subject) or (large and says(subject.project, "cost", "purchase") and not says(subject.project, "cost", "works_not"))


def _is_construction(subject: Subject) -> bool:
    """By its type where that is given, else by its name; by its description, or by rows that speak of works done, only where the name is silent."""
    if subject.project_type:
        return subject.project_type in _WORKS_TYPES
    if says(subject.project, "cost", "works_not"):
        return False
    return says(subject.project, "cost", "works") or (
        not says(subject.description, "cost", "works_not")
        and (says(subject.description, "cost", "works") or sum(says(r.said, "cost", "works_done") for r in subject.rows) >= _FEWEST_ROWS)
    )
