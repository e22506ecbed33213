"""定量指标的得分按目标值和完成值重算相符。

理由：目标≥4754、完成4604，却给了满分5分，应是4.84分。
依据：表内数字勾稽；反向指标的算法按地方数据。
反例：
    自评：是
    数量指标｜培训人数｜≥200人｜｜｜10｜180人｜10
正例：
    自评：是
    数量指标｜培训人数｜≥200人｜｜｜10｜180人｜9
    成本指标｜人均成本｜≤500元/人｜｜｜10｜550元/人｜9
例外：≤类指标两种通行算法得出的分都认；明显超出目标而扣分的（目标定低）不算错。
出处：S02
"""

from __future__ import annotations

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.actuals import actual_number
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row
from assistant.rules.scoring import row_score
from assistant.rules.subject import Subject

KIND: FindingKind = "score_error"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "arithmetic"
CLAUSE = None


_TOLERANCE = 0.1


def check(subject: Subject, law: Law) -> Outcome:
    rows = [(r, a) for r in subject.filled if r.score is not None and r.weight and r.number is not None and (a := actual_number(r)) is not None]
    if not subject.evaluates or not rows:
        return not_applicable("没有可以重算的得分")
    return broken_by(filter(None, (_complaint(r, a, law) for r, a in rows)))


def _complaint(row: Row, actual: float, law: Law) -> Complaint | None:
    target, weight, given = row.number or 0, row.weight or 0, row.score or 0
    right = row_score(row.aim.comparator, target, actual, weight, law.reverse_rule)
    other = row_score(row.aim.comparator, target, actual, weight, "ratio" if law.reverse_rule == "linear" else "linear")
    overdone = target and actual >= target * law.overrun_percent / 100 and given <= right
    if overdone or min(abs(given - right), abs(given - other)) <= _TOLERANCE:
        return None
    return Complaint(f"“{row.called}”目标{row.printed}、完成{row.actual}，{weight:g} 分应得 {right:g} 分，表上是 {given:g} 分。请核对。", row)
