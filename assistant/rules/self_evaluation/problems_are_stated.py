"""有指标没完成，存在问题就不能写“无”；有问题要有措施。

理由：问题和措施是成对的，只写问题等于不打算改。
依据：评审惯例；自评报告的固定段落。
反例：
    自评：是
    问题：无
    数量指标｜培训人数｜≥200人｜｜｜10｜150人｜7.5｜停办一期
正例：
    自评：是
    问题：一期培训因场地原因停办
    措施：提前落实备用场地
    数量指标｜培训人数｜≥200人｜｜｜10｜150人｜7.5｜停办一期
例外：表上没有“存在问题”一栏的，无法判断。
出处：S14
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.actuals import actual_number, is_no_reason, met
from assistant.rules.outcome import Complaint, Outcome, broken_by, cannot_tell, not_applicable
from assistant.rules.subject import Subject

KIND: FindingKind = "missing_reason"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    if not subject.evaluates:
        return not_applicable("不是自评表")
    if subject.problems is None:
        return cannot_tell("表上没有“存在问题”一栏")
    missed = [r for r in subject.filled if r.number is not None and (a := actual_number(r)) is not None and not met(r, a)]
    if missed and is_no_reason(subject.problems):
        return broken_by([Complaint(f"“{missed[0].called}”等 {len(missed)} 条没有完成，存在问题却写“{subject.problems or '空白'}”。请写明。")])
    if not is_no_reason(subject.problems) and subject.rectification is not None and is_no_reason(subject.rectification):
        return broken_by([Complaint("写了存在问题，没有写改进措施。请给每个问题配一条措施。")])
    return broken_by(())
