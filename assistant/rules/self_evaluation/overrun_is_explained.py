"""完成值超出目标三成以上的要说明原因。

理由：超出262%，多半是目标定低了，要说清是任务增加还是目标偏低。
依据：评审惯例；广西系统对达到目标值130%的要求说明，财预〔2020〕10号（未核对原文）。
反例：
    自评：是
    数量指标｜活动场次｜≥100场｜｜｜10｜362场｜10
正例：
    自评：是
    数量指标｜活动场次｜≥100场｜｜｜10｜362场｜10｜新增社区活动由街道配套，目标偏低，下年调整
例外：≤类指标低于目标不算超额。
出处：S06
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.actuals import actual_number, is_no_reason, said_actual
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.prose import Mention, mentions, shared
from assistant.rules.row import Row
from assistant.rules.subject import Subject

KIND: FindingKind = "missing_reason"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = ("mof-2020-10", "scoring")

_SAME = 0.5
"""This much of the words beside two figures makes them count the same thing."""


def check(subject: Subject, law: Law) -> Outcome:
    rows = [(r, a) for r in subject.filled if r.number is not None and r.aim.comparator in ("≥", ">", "=") and (a := actual_number(r)) is not None]
    listed = [(r, t, a) for r in subject.filled if r.words and r.actual for t, a in _pairs(r, subject.fiscal_year or 2000)]
    if not subject.evaluates or not (rows or listed):
        return not_applicable("没有可比的目标值和完成值")
    line = law.overrun_percent / 100
    several = [
        Complaint(
            f"“{r.called}”目标“{t.before.strip()}{t.quote}”，完成{a.quote}，达到目标的{a.value / t.value:.0%}。请说明原因，看看目标是否定低了。", r
        )
        for r, t, a in listed
        if a.value >= t.value * line and is_no_reason(r.reason)
    ]
    return broken_by(
        several
        + [
            Complaint(f"“{r.called}”目标{r.printed}，完成{said_actual(r)}，达到目标的{a / (r.number or 1):.0%}。请说明原因，看看目标是否定低了。", r)
            for r, a in rows
            if r.number and a >= r.number * line and is_no_reason(r.reason)
        ]
    )


def _pairs(row: Row, year: int) -> Iterator[tuple[Mention, Mention]]:
    """The figures of a cell that lists several things, each with the one figure of the actual that counts the same thing."""
    done = [m for m in mentions(row.actual or "", year) if not m.rate]
    for target in mentions(row.words, year):
        same = [m for m in done if m.unit == target.unit and shared(target.words, m.words) >= _SAME]
        if len(same) == 1 and target.value and not target.rate and target.dimension not in ("money", "time", "duration"):
            yield target, same[0]
