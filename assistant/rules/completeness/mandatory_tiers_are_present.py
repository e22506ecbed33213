"""产出指标和效益指标都要有，有服务对象的还要有满意度指标。

理由：只有产出没有效益，看得出花钱做了事，看不出钱花得值不值。
依据：财预〔2021〕101号：每个项目原则上都应设置产出指标和效益指标，满意度按需设置（经报刊摘要证实）。
反例：
    数量指标｜举办培训班｜=3期
    质量指标｜出勤率｜≥95%
    服务对象满意度指标｜参训学员满意度｜≥94%
正例：
    数量指标｜举办培训班｜=3期
    质量指标｜出勤率｜≥95%
    社会效益指标｜统计报表一次审核通过率｜≥92%
    服务对象满意度指标｜参训学员满意度｜≥94%
例外：表上不分层级的（关键指标清单、段落式绩效标准）无法按层检查；成本单列框架下满意度按需设置，缺少时只作提示。
出处：R02
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.domain.frame import BENEFIT, OUTPUT, SATISFACTION
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import level1_of_row
from assistant.rules.subject import DEPARTMENT, Subject

KIND: FindingKind = "missing_tier"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "clause"
CLAUSE = ("mof-2021-101", "tiers")


def check(subject: Subject, law: Law) -> Outcome:
    if subject.confidential:
        return not_applicable("涉密项目不填内容")
    rows = subject.whole if subject.owner == DEPARTMENT else subject.rows
    if not any(r.level2 or r.level1 for r in rows):
        return not_applicable("表上的指标不分层级")
    if subject.of_department and subject.owner != DEPARTMENT:
        return not_applicable("部门表按全表检查层级")
    present = {level1_of_row(r, subject.standard) for r in rows}
    applicable = {level1_of_row(r, subject.standard) for r in rows if r.applicable}
    return broken_by(_missing(present, applicable, subject.standard == "2021"))


def _missing(present: set[str], applicable: set[str], four_tiers: bool) -> Iterator[Complaint]:
    if OUTPUT not in present:
        yield Complaint("没有产出指标。请至少写明做多少（数量）和做成什么样（质量）。")
    if BENEFIT not in present:
        yield Complaint("没有效益指标。请至少选一项经济、社会、生态效益或可持续影响，写明做成之后带来什么。")
    elif BENEFIT not in applicable:
        yield Complaint("效益指标全部写了“不适用”。每个项目原则上都要有一项效益。", severity="warning")
    if SATISFACTION not in present:
        yield Complaint("没有满意度指标。有明确服务对象的项目应当设置，并开展满意度调查。", severity="note" if four_tiers else "warning")
