"""每条三级指标都要有指标值。

理由：空着的指标值没法考核，系统也不收。
依据：表格自身的逻辑；预算系统对每条三级指标校验指标值必填。
反例：
    社会效益指标｜核心设备剩余可用年限｜
正例：
    社会效益指标｜核心设备剩余可用年限｜≥3年
    生态效益指标｜不适用｜不适用
例外：写“不适用”的行、整行空白的效益层不算缺值；标为“待确认”的行已经在问，只作提示。
出处：R06
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import is_blank
from assistant.rules.subject import Subject

KIND: FindingKind = "missing_value"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "form"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    if not subject.applicable:
        return not_applicable("没有指标行")
    return broken_by(_missing(subject))


def _missing(subject: Subject) -> Iterator[Complaint]:
    if subject.withheld_values:
        yield Complaint("这里的指标只有名称，没有指标值。请给每条指标补上数值和单位。", severity="warning")
        return
    for row in subject.applicable:
        reported = subject.targeted and row.actual is not None and not is_blank(row.actual)
        if not row.blank or not row.level2 or not (row.name or row.unconfirmed or reported):
            continue
        if row.unconfirmed:
            yield Complaint(f"“{row.called}”的指标值待确认。请按右侧的问题补上。", row, severity="note")
        else:
            mark = f"写的是“{row.printed}”" if row.printed.strip() else "是空的"
            yield Complaint(f"“{row.called}”的指标值{mark}。请填写数值和单位；确实用不到这一层的，整行写“不适用”。", row)
