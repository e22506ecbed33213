"""年度表填年度值，不填整个周期的值。

理由：三年建4万亩，今年的表就写4万亩，年底必然完不成。
依据：评审惯例；东莞的表把实施周期值和年度值分两栏填。
反例：
    年度：2025
    说明：2024—2026年规划建设高标准农田4万亩。2025年新建1.5万亩。
    数量指标｜建成高标准农田面积｜≥4万亩
正例：
    年度：2025
    说明：2024—2026年规划建设高标准农田4万亩。2025年新建1.5万亩。
    数量指标｜建成高标准农田面积｜≥1.5万亩
例外：文字里没有写周期总数的，无法判断。
出处：R51
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.domain.frame import QUANTITY
from assistant.domain.numeral import half_width
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.prose import Mention, equal, mentions, numeric, same_measure
from assistant.rules.row import Row
from assistant.rules.subject import Subject
from assistant.understanding.quantities import unit_of

KIND: FindingKind = "inconsistent_figures"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = None


_PERIOD = re.compile(
    r"20\d\d\s*(?:年)?\s*(?:[-—–~～至到]+)\s*20\d\d|十[三四五]五|[三五两]年(?:内|共|规划|计划|累计)|总投资|全周期|项目期|实施期|到20\d\d年"
)


def check(subject: Subject, law: Law) -> Outcome:
    year = subject.fiscal_year or 2000
    sentences = re.split(r"[。；;]", half_width(f"{subject.description}。{subject.objective}"))
    periods = "。".join(s for s in sentences if _PERIOD.search(s))
    years = "。".join(s for s in sentences if not _PERIOD.search(s))
    whole: list[Mention] = []
    annual: list[Mention] = []
    for sentence in sentences:
        (whole if _PERIOD.search(sentence) else annual).extend(mentions(sentence, year))
    if not periods:
        return not_applicable("文字里没有多年的总数")
    rows = [r for r in numeric(subject.filled) if r.level2 == QUANTITY]
    return broken_by(
        [
            *_of_rare_units(rows, periods, years, year),
            *(
                Complaint(f"“{r.called}”的值“{r.printed}”是文字里整个周期的总数（{m.quote}）。年度表请填 {year} 年的值。", r)
                for r in rows
                for m in whole[:8]
                if same_measure(r, m) and equal(r, m.value) and not any(equal(r, a.value) for a in annual)
            ),
        ]
    )


def _of_rare_units(rows: Sequence[Row], periods: str, years: str, year: int) -> Iterator[Complaint]:
    """Units that only this trade has (空方): the figure and unit as they are printed."""
    for row in rows:
        told = f"{row.number:g}{row.unit}"
        literal = rf"(?<![\d.]){re.escape(told)}"
        if row.unit and not unit_of(row.unit) and re.search(literal, periods) and not re.search(literal, years):
            yield Complaint(f"“{row.called}”的值“{row.printed}”是文字里整个周期的总数（{told}）。年度表请填 {year} 年的值。", row)
