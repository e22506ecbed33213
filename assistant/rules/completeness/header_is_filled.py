"""项目名称、绩效目标和实施单位要填写。

理由：没有绩效目标的表不进入预算安排；名称、单位空白，表就找不到主人。
依据：财预〔2015〕88号 完整性审核（未核对原文），这里依据的是表格自身的逻辑。
反例：
    项目：基层统计人员业务培训
    目标：
    数量指标｜培训人数｜≥200人
正例：
    项目：基层统计人员业务培训
    目标：全年培训200人，结业考试合格率不低于95%。
    数量指标｜培训人数｜≥200人
例外：部门表里的任务没有单独的绩效目标栏；输入没有“主管部门”“起止时间”栏的，说“无法判断”，不算缺项。
出处：R01
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, cannot_tell, not_applicable
from assistant.rules.subject import Subject

KIND: FindingKind = "missing_value"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "form"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    if subject.confidential:
        return not_applicable("涉密项目不填内容")
    if (subject.of_department and not subject.from_request) or any(t.name == subject.owner for t in subject.tasks):
        return not_applicable("部门表的目标写在总体目标和任务里")
    outcome = broken_by(_missing(subject))
    return outcome if outcome.complaints else cannot_tell("名称和目标已填；输入里没有“主管部门”和“起止时间”栏")


def _missing(subject: Subject) -> Iterator[Complaint]:
    if not subject.project.strip():
        yield Complaint("没有项目名称。请按部门预算里的名称填写。")
    if not subject.objective.strip() and subject.rows and subject.kind.endswith("目标表"):
        yield Complaint("年度绩效目标是空的。请用一两句话写清今年做什么、做到什么程度。")
    if subject.from_request and not (subject.organisation or "").strip():
        yield Complaint("没有填写项目实施单位。", severity="note")
