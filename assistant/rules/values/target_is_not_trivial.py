"""目标值不低于上年已经做到的水平。

理由：去年已经做到92%，今年只承诺60%，不用努力也能满分。
依据：财预〔2015〕88号 适当性审核（未核对原文），评审惯例。
反例：
    可持续影响指标｜兼职保密员培训覆盖率｜≥60%｜参训人数÷在册人数｜2024年为92%
正例：
    可持续影响指标｜兼职保密员培训覆盖率｜≥95%｜参训人数÷在册人数｜2024年为92%
例外：数量指标的计划可以因任务、预算变化而减少，降幅超过三成才提；没有历史数据的无法判断。
出处：R22
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.domain.frame import QUALITY, TIMELINESS
from assistant.law import Law
from assistant.rules.history import last_actual
from assistant.rules.outcome import Complaint, Outcome, broken_by, cannot_tell
from assistant.rules.row import Row
from assistant.rules.subject import DEPARTMENT, Subject
from assistant.rules.words import ends, says

KIND: FindingKind = "trivial_target"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = ("mof-2015-88", "appropriateness")


_FEWEST_ALIKE = 5
_REVERSE_MARGIN = 5
"""A cap on something rare (投诉率) is set with room: this many times the points a rate may fall."""


def check(subject: Subject, law: Law) -> Outcome:
    numeric = [r for r in subject.filled if r.number is not None]
    complaints = [c for r in numeric if (c := _easier(r, subject, law))]
    if all_full := _all_at_100(subject):
        complaints.append(all_full)
    if complaints:
        return broken_by(complaints)
    return broken_by(()) if any(last_actual(r, subject) for r in numeric) else cannot_tell("没有上年实际值可比")


def _easier(row: Row, subject: Subject, law: Law) -> Complaint | None:
    actual = last_actual(row, subject)
    if actual is None or row.number is None or row.costs:
        return None
    if row.number == 0 and row.aim.comparator in ("=", "≤", "<"):
        return None  # none at all (0 起) is as strict as a target can be
    reverse = row.aim.comparator in ("≤", "<") or (ends(row.name, "directions", "lower") and not says(row.name, "directions", "turned"))
    slack = row.number - actual if reverse else actual - row.number
    if row.unit == "%":
        easy = slack > law.rate_drop_points * (_REVERSE_MARGIN if reverse else 1)
    else:
        easy = bool(actual) and slack / actual * 100 > law.count_drop_percent
    if not easy:
        return None
    said = f"“{row.called}”的目标“{row.printed}”比上年实际{actual:g}{row.unit}还{'宽' if reverse else '低'}，不用努力就能完成。请提高目标，或说明为什么调低。"
    return Complaint(said, row)


def _all_at_100(subject: Subject) -> Complaint | None:
    rows = subject.whole if subject.owner == DEPARTMENT else subject.filled
    rates = [r for r in rows if r.unit == "%" and r.number is not None and r.level2 in (QUALITY, TIMELINESS)]
    if len(rates) < _FEWEST_ALIKE or any(r.number != 100 for r in rates):
        return None
    return Complaint(f"质量和时效的 {len(rates)} 条比率全部定为100%，区分不出高低。请按历史水平分别定值，必须全部做到的注明依据。")
