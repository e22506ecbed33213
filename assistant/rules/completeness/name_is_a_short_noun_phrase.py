"""指标名称是简短的名词，不带指标值。

理由：名称里写了“培训200人”，指标值又写200人，改一处漏一处；太长的名称在系统里会被截断。
依据：评审惯例：名称一般不超过20个字，指标值单独成格。
反例：
    数量指标｜培训统计人员480人｜≥480人
正例：
    数量指标｜培训统计人员人数｜≥480人
例外：名称过长只作提示；“65岁以上老人”这样与指标值不同的数字是限定，不算。
出处：R12
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.domain.numeral import half_width, print_number
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row
from assistant.rules.subject import Subject

KIND: FindingKind = "other"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    named = [r for r in subject.filled if r.name]
    return broken_by(_complaints(named, law.name_length)) if named else not_applicable("没有指标名称")


def _complaints(rows: list[Row], longest: int) -> Iterator[Complaint]:
    for row in rows:
        if (
            row.number is not None
            and row.unit
            and re.search(rf"(?<![\d.]){re.escape(print_number(row.number))}\s*{re.escape(row.unit)}", half_width(row.name))
        ):
            yield Complaint(f"名称“{row.name}”里写了指标值。名称请只写量的是什么，数值放到指标值一格。", row)
        elif row.level2 and len(row.name) > longest:
            yield Complaint(
                f"名称“{row.name}”有 {len(row.name)} 个字，超过 {longest} 个。请缩成一个名词短语，口径写到指标解释里。", row, severity="note"
            )
