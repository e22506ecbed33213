"""完成值要有佐证资料。

理由：抽查时拿不出签到册、验收单，再好的数也不算数。
依据：佐证资料是101号要求的指标要素（经报刊摘要证实）；留存要求是评审惯例。
正例：
    自评：是
    数量指标｜培训人数｜≥200人｜按签到册统计｜｜10｜206人
例外：读入的表没有附件清单，无法判断，请在归档时核对。
出处：S11
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Outcome, cannot_tell, not_applicable
from assistant.rules.subject import Subject

KIND: FindingKind = "other"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = ("mof-2021-101", "valuing")


QUESTION = "每条完成值是否附有佐证资料，报告里的数字是否注明出处？"


def check(subject: Subject, law: Law) -> Outcome:
    return cannot_tell("输入没有佐证资料清单") if subject.evaluates else not_applicable("不是自评表")
