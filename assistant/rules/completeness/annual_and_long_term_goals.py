"""有年度目标栏和长期目标栏的表，两栏都要填。

理由：跨年项目只写总目标，就不知道今年该做到哪一步。
依据：表格自身的逻辑；预算系统对两栏分别校验必填。
正例：
    目标：全年培训200人。
    数量指标｜培训人数｜≥200人
例外：现有的输入只有年度目标一栏，长期目标填没填无法判断。
出处：R09
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Outcome, cannot_tell
from assistant.rules.subject import Subject

KIND: FindingKind = "missing_value"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "form"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    return cannot_tell("输入没有“长期（总体）目标”栏，只有年度目标")
