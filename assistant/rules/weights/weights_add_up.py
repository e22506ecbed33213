"""指标权重合计等于规定的总分。

理由：执行率占10分，指标应合计90分；少5分，满分就只有95分。
依据：表内数字勾稽；层间分配见财预〔2020〕10号（未核对原文），不符时只作提醒。
反例：
    数量指标｜培训人数｜≥200人｜｜｜20
    质量指标｜合格率｜≥95%｜｜｜25
    社会效益指标｜通过率｜≥97%｜｜｜30
    服务对象满意度指标｜学员满意度｜≥95%｜｜｜10
正例：
    数量指标｜培训人数｜≥200人｜｜｜25
    质量指标｜合格率｜≥95%｜｜｜25
    社会效益指标｜通过率｜≥97%｜｜｜30
    服务对象满意度指标｜学员满意度｜≥95%｜｜｜10
例外：没有印权重的表不检查；各地的总分和分配以地方数据为准（湖北80分）。
出处：R54
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.domain.frame import BENEFIT, COST, OUTPUT, SATISFACTION
from assistant.law import Law, Scheme
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import level1_of_row
from assistant.rules.subject import Subject

KIND: FindingKind = "weight_sum"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "arithmetic"
CLAUSE = None


_ROUNDING = 0.05


def check(subject: Subject, law: Law) -> Outcome:
    weighted = [r for r in subject.rows if r.weight is not None]
    if not any(r.weight for r in weighted) or subject.of_department:
        return not_applicable("表上没有权重")
    total = round(sum(r.weight or 0 for r in weighted), 4)
    if missing := [r for r in subject.applicable if r.weight is None]:
        return broken_by(
            [Complaint(f"有 {len(missing)} 条指标没有权重（如“{missing[0].called}”），已填的合计 {total:g} 分。请补齐。", severity=None)]
        )
    allowed = law.row_totals()
    if all(abs(total - a) > _ROUNDING for a in allowed):
        said = "或".join(f"{a:g}" for a in allowed)
        return broken_by([Complaint(f"指标权重合计 {total:g} 分，应为 {said} 分（100分减去预算执行率的分值）。请调整。")])
    return broken_by(_tiers(subject, law))


def _tiers(subject: Subject, law: Law) -> Iterator[Complaint]:
    """A split between the tiers that no scheme of the place has is pointed out, not refused: places vary it by importance."""
    have: defaultdict[str, float] = defaultdict(float)
    for row in subject.applicable:
        have[level1_of_row(row, subject.standard)] += row.weight or 0
    if any(all(abs(have[t] - p) <= _ROUNDING for t, p in _points(s)) for s in law.schemes):
        return
    said = "、".join(f"{tier[:-2]}{points:g}" for tier, points in have.items())
    usual = "；".join("、".join(f"{t[:-2]}{p:g}" for t, p in _points(s) if p) for s in law.schemes[:2])
    yield Complaint(f"各层权重是{said}，与常用的分配（{usual}）不同。请确认是否按重要程度作过调整。", severity="note")


def _points(scheme: Scheme) -> tuple[tuple[str, float], ...]:
    return ((COST, scheme.cost or 0), (OUTPUT, scheme.output), (BENEFIT, scheme.benefit), (SATISFACTION, scheme.satisfaction))
