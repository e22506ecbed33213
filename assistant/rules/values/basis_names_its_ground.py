"""指标值的依据写文件、标准或历史数据，不只写“年度工作计划”。

理由：依据是“年度工作计划”，等于说“因为我打算这么做”，审核时无从核对。
依据：指标值设定依据是101号要求的指标要素（经报刊摘要证实）；怎样算有依据是评审惯例。
反例：
    数量指标｜培训人数｜≥200人｜签到册｜年度工作计划
    质量指标｜合格率｜≥95%｜考核｜年度工作计划
正例：
    数量指标｜培训人数｜≥200人｜签到册｜2024年实际186人
    质量指标｜合格率｜≥95%｜考核｜2024年实际为94.2%
例外：表上没有“依据”一栏，或一条依据都没填的，无法判断；多数行都空泛时，对整个项目提一次，各行只作提示。
出处：R27
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, cannot_tell
from assistant.rules.row import Row
from assistant.rules.subject import Subject
from assistant.rules.words import pattern

KIND: FindingKind = "uninformative_basis"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = ("mof-2021-101", "valuing")


def check(subject: Subject, law: Law) -> Outcome:
    grounded = [r for r in subject.filled if r.basis.strip()]
    if not grounded:
        return cannot_tell("没有填写依据，或表上没有这一栏")
    empty = [r for r in grounded if pattern("grounds", "uninformative", whole=True).search(re.sub(r"[\s。；;]+", "", r.basis))]
    mostly = len(empty) * 2 > len(grounded)
    return broken_by(_complaints(empty, len(grounded), mostly))


def _complaints(empty: list[Row], of: int, mostly: bool) -> Iterator[Complaint]:
    if mostly:
        said = empty[0].basis.strip()
        yield Complaint(f"{of} 条指标中有 {len(empty)} 条的依据只写“{said}”一类的话。请逐条写明文件（名称或文号）、标准，或上年实际值。")
    for row in empty:
        yield Complaint(
            f"“{row.called}”的依据“{row.basis.strip()}”没有说明数值从哪来。请写文件、标准或上年实际值。", row, severity="note" if mostly else None
        )
