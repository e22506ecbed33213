"""产出里数量和质量都要有。

理由：只有数量，做得再差也算完成；只有质量，做得再少也算合格。
依据：财预〔2021〕101号 产出指标（未核对原文），评审惯例。
反例：
    数量指标｜培训人数｜≥200人
    社会效益指标｜报表一次审核通过率｜≥97%
正例：
    数量指标｜培训人数｜≥200人
    质量指标｜结业考试合格率｜≥95%
    社会效益指标｜报表一次审核通过率｜≥97%
例外：不分层级的表不检查；一条产出指标都没有的，由“产出指标和效益指标都要有”提出。
出处：R04
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.domain.frame import OUTPUT, QUALITY, QUANTITY
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import level1_of_row
from assistant.rules.subject import DEPARTMENT, Subject

KIND: FindingKind = "missing_tier"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = ("mof-2021-101", "output")


def check(subject: Subject, law: Law) -> Outcome:
    rows = subject.whole if subject.owner == DEPARTMENT else subject.rows
    if subject.confidential or (subject.of_department and subject.owner != DEPARTMENT):
        return not_applicable("按全表检查，或涉密不填")
    if not any(level1_of_row(r, subject.standard) == OUTPUT and r.level2 for r in rows):
        return not_applicable("没有分层的产出指标")
    present = {r.level2 for r in rows if r.applicable or not (r.name or r.printed)}  # a cell the reader found empty may be a merged one
    return broken_by(
        Complaint(f"产出里没有{tier}。请补上“{what}”的指标。")
        for tier, what in ((QUANTITY, "做多少"), (QUALITY, "做成什么样"))
        if tier not in present
    )
