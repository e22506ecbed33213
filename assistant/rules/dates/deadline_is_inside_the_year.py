"""时效指标的日期在本年度之内。

理由：2025年的表写“2024年7月31日前”，多半是照抄了上年的表。
依据：表内数字勾稽：日期与年度相比。
反例：
    年度：2025
    时效指标｜放流完成时间｜2024年7月31日前
正例：
    年度：2025
    时效指标｜放流完成时间｜2025年7月31日前
例外：依据和解释里提到往年的不算；输入没有项目起止日期，起止先后无法判断。
出处：R52
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.domain.numeral import half_width
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, cannot_tell
from assistant.rules.subject import Subject

KIND: FindingKind = "date_out_of_year"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "arithmetic"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    year = subject.fiscal_year
    if year is None:
        return cannot_tell("表上没有年度")
    dated = [r for r in subject.filled if r.deadline is not None]
    planned = [] if subject.evaluates else list(_planned(subject, year))
    if not dated and not planned:
        return cannot_tell("没有日期型的指标；输入没有项目起止日期")
    return broken_by(
        planned
        + [
            Complaint(f"“{r.called}”的日期“{r.printed or r.deadline}”不在 {year} 年内。请核对，是否沿用了别的年度的表。", r)
            for r in dated
            if r.deadline and r.deadline.year != year and not re.search(r"累计|跨年|次年|质保|保修", r.said)
        ]
    )


def _planned(subject: Subject, year: int) -> Iterator[Complaint]:
    """A task of the plan that is to be done in a year gone by (举办2020年…活动, in a plan for 2021)."""
    for task in subject.tasks:
        text = half_width(f"{task.content or ''}。{task.goal or ''}")
        if m := re.search(rf"(?:举办|开展|召开|组织|实施|完成|做好)\s*({year - 1})\s*年(?!以来|至|[-—~])", text):
            said = f"“{task.name}”的内容写着“{m[0]}…”，这是 {year} 年的表。请核对，是否沿用了上年的文字。"
            yield Complaint(said, severity="warning", owner=task.name)
