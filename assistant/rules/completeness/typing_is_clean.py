"""名称和指标值没有多余的空格、全角数字和重复的字。

理由：这些小毛病会让系统匹配不上，也会让审核的人觉得没校对。
依据：表格自身的逻辑；预算系统保存时校验首尾空格。
反例：
    数量指标｜培训的的人数｜≥２００人
正例：
    数量指标｜培训人数｜≥200人
例外：叠词（人人、天天、家家）不算重复。
出处：R13
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain.finding import FindingKind, Fix, RestsOn, Severity
from assistant.domain.numeral import half_width
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row
from assistant.rules.subject import Subject

KIND: FindingKind = "other"
SEVERITY: Severity = "note"
RESTS_ON: RestsOn = "form"
CLAUSE = None
_DOUBLED = re.compile(r"(的|了|和|与|及|在|率|数|度)\1|指标指标")
_FULL_WIDTH = re.compile(r"[０-９％]")


def check(subject: Subject, law: Law) -> Outcome:
    return broken_by(_complaints(subject.filled)) if subject.filled else not_applicable("没有指标行")


def _complaints(rows: tuple[Row, ...]) -> Iterator[Complaint]:
    for row in rows:
        if _DOUBLED.search(row.name):
            yield Complaint(f"名称“{row.name}”里有重复的字，请核对。", row)
        elif _FULL_WIDTH.search(row.printed) or row.printed != row.printed.strip():
            tidy = half_width(row.printed).strip()
            yield Complaint(f"指标值“{row.printed}”里有全角字符或空格，宜写作“{tidy}”。", row, fix=Fix(safe=True, indicator={"target": tidy}))
