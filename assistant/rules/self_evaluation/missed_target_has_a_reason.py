"""没有完成的指标要写偏差原因和改进措施。

理由：没完成不可怕，说不出原因才扣印象分；原因栏写“无”等于没写。
依据：表格自身的逻辑：自评表设有偏差原因一栏。
反例：
    自评：是
    数量指标｜培训人数｜≥200人｜｜｜10｜150人｜7.5｜无
正例：
    自评：是
    数量指标｜培训人数｜≥200人｜｜｜10｜150人｜7.5｜疫情期间停办一期，已排入下年计划
例外：表上没有原因栏、只在全表写“存在问题”的，看那一段是否空白。
出处：S05
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.actuals import actual_number, is_no_reason, met, said_actual
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.subject import Subject

KIND: FindingKind = "missing_reason"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "form"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    rows = [(r, a) for r in subject.filled if r.number is not None and (a := actual_number(r)) is not None]
    if not subject.evaluates or not rows:
        return not_applicable("没有可比的目标值和完成值")
    told = bool(subject.problems) and not is_no_reason(subject.problems)
    return broken_by(
        Complaint(f"“{r.called}”目标{r.printed}，只完成{said_actual(r)}，没有写原因。请写明为什么没完成、怎么改进。", r)
        for r, a in rows
        if not met(r, a) and is_no_reason(r.reason) and not told
    )
