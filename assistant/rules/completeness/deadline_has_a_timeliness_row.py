"""文字里写了完成期限的，要有时效指标。

理由：目标里承诺了“9月底前完成”，指标里没有时效，期限就没人考核。
依据：财预〔2021〕101号：有完成时限和关键节点的设置时效指标（未核对原文），评审惯例。
反例：
    目标：9月底前培训200人。
    数量指标｜培训人数｜≥200人
正例：
    目标：9月底前培训200人。
    数量指标｜培训人数｜≥200人
    时效指标｜培训完成时间｜2025年9月底前
例外：文字里没有期限的项目不强求时效指标。
出处：R05
"""

from __future__ import annotations

import re

from assistant.domain.deadline import find_deadlines
from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.domain.frame import TIMELINESS
from assistant.domain.numeral import half_width
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, cannot_tell, not_applicable
from assistant.rules.subject import Subject

KIND: FindingKind = "missing_tier"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = ("mof-2021-101", "output")
_WITHIN = re.compile(
    r"\d+\s*(?:个?工作日|小时|分钟|天)(?:之|以)?内[^，。；;、]{0,4}(?:完成|办|修|处|回复|响应|到|出具|拨|发|结|恢复|送|上门|答复|反馈|清)[^，。；;、]{0,4}"
)
_PROMISES = re.compile(r"前(?:[,，]|全?面?完|建成|办|做|交|发|竣|到|开|实|举|培|结|$)|[底末]前")


def check(subject: Subject, law: Law) -> Outcome:
    if subject.of_department or not subject.tiered:
        return not_applicable("不是单个项目的分层指标表")
    if any(r.level2 == TIMELINESS and r.applicable for r in subject.rows):
        return broken_by(())
    if not subject.objective and not subject.description:
        return cannot_tell("没有绩效目标和项目说明可看")
    year = subject.fiscal_year or 2000
    for text in (subject.objective, subject.description):
        plain = half_width(text)
        if limit := _WITHIN.search(plain):
            return broken_by([Complaint(f"文字里写了“{limit[0]}”，但没有时效指标。请把这个时限列为时效指标。")])
        for start, end, day in find_deadlines(plain, year):
            if day.year == year and _PROMISES.search(plain[max(start, end - 2) : end + 4]):
                return broken_by([Complaint(f"文字里写了“{plain[start:end]}”，但没有时效指标。请把这个期限列为时效指标。")])
    return not_applicable("文字里没有完成期限")
