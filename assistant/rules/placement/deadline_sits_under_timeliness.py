"""时限、日期放在时效指标下，不放在成本或效益下。

理由：案件办理时限填在成本指标里，成本没人管，时限也对不上号。
依据：表格自身的逻辑：名称是时限，层级却是成本。
反例：
    成本指标｜维权案件办理时限｜≤10个工作日
    数量指标｜全部培训完成时间｜2025年9月底前
正例：
    时效指标｜维权案件办理时限｜≤10个工作日
    生态环境成本指标｜污泥无害化处置前堆存天数｜≤7天
    数量指标｜年度供餐天数｜≥200天
例外：供餐天数、使用年限这类数量不是时限；时间成本、课时不是期限。
出处：R28
"""

from __future__ import annotations

import re

from assistant.domain.finding import FindingKind, Fix, RestsOn, Severity
from assistant.domain.frame import ECOLOGICAL_COST, OUTPUT, QUALITY, SOCIAL_COST, TIMELINESS
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
    rows = [r for r in subject.filled if r.level2 and r.level2 != TIMELINESS]
    if not rows:
        return not_applicable("没有时效以外的分层指标")
    move = Fix(safe=True, indicator={"level1": OUTPUT, "level2": TIMELINESS})
    return broken_by(
        Complaint(f"“{r.called}”说的是时限，现在填在{r.level2}下。请移到时效指标。", r, severity=_severity(r), fix=move)
        for r in rows
        if _is_deadline(r)
    )


def _severity(row: Row) -> Severity | None:
    """How fast those served are answered may be meant as their gain; a day may not."""
    return "note" if row.benefits and row.aim.is_numeric else None


def _is_deadline(row: Row) -> bool:
    if says(row.name, "tiers", "not_deadline"):
        return False
    if row.deadline is not None and not row.name.endswith(("率", "年限", "寿命")):
        return bool(row.name) or row.costs
    if row.costs:
        spent = row.level2 not in (SOCIAL_COST, ECOLOGICAL_COST) and row.aim.is_numeric
        return says(row.name, "tiers", "deadline") or (spent and pattern("measures", "time_units", whole=True).search(row.unit) is not None)
    timed = not row.aim.is_numeric or pattern("measures", "time_units", whole=True).search(row.unit) is not None
    return timed and row.level2 != QUALITY and re.search(r"时限|(?<!施)工期|(?:办理|完成|办结|完工|竣工)(?:时间|日期)$", row.name) is not None
