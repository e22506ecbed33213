"""定性指标的得分落在所评档次之内。

理由：评了“部分达成”，就应在60%到80%之间给分。
依据：表内数字勾稽：三档比例见地方数据（湖北为100—80、80—50、50—0）。
反例：
    自评：是
    质量指标｜服务规范｜定性｜｜｜10｜部分达成｜9.5
正例：
    自评：是
    质量指标｜服务规范｜定性｜｜｜10｜部分达成｜7
例外：完成情况没有写成三档之一的，无法判断。
出处：S03
"""

from __future__ import annotations

import re

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row
from assistant.rules.scoring import Grade, band
from assistant.rules.subject import Subject

KIND: FindingKind = "score_error"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "arithmetic"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    rows = [(r, g) for r in subject.filled if r.score is not None and r.weight and (g := _grade(r))]
    if not subject.evaluates or not rows:
        return not_applicable("没有按三档给分的定性指标")
    return broken_by(filter(None, (_complaint(r, g, law) for r, g in rows)))


def _grade(row: Row) -> Grade | None:
    said = re.sub(r"年度指标|预期(?:目标|指标)|并具有一定效果|且效果较差|。", "", row.actual or "").strip()
    grades: dict[str, Grade] = {"达成": "达成", "部分达成": "部分达成", "未达成": "未达成"}
    return grades.get(said)


def _complaint(row: Row, grade: Grade, law: Law) -> Complaint | None:
    low, high = band(grade, row.weight or 0, law.bands)
    if low <= (row.score or 0) <= high:
        return None
    return Complaint(f"“{row.called}”评为“{grade}”，{row.weight:g} 分应在 {low:g} 到 {high:g} 分之间，表上是 {row.score:g} 分。请核对。", row)
