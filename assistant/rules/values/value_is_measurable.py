"""指标值不能只写“是/否”“完成”“达标”。

理由：写“是/否”等于没有目标，年底怎么填都算完成。
依据：绩效目标应具体细化、尽量定量（财预〔2011〕285号的地方文本第十四条，条文已核对）；指标值一格自身的逻辑。
反例：
    社会效益指标｜业务保障能力｜是/否
    质量指标｜设备运行情况｜正常
正例：
    质量指标｜设备完好率｜≥97%
    质量指标｜验收结论｜通过竣工验收
例外：写明可查证的结果（通过验收、印发文件）或分档标准的，不在此列；段落式绩效标准没有指标值一格的，按整句判断。
出处：R14
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row
from assistant.rules.subject import Subject
from assistant.rules.words import pattern

KIND: FindingKind = "not_quantified"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "form"
CLAUSE = ("mof-2011-285-local", "quantified")


_HAS_MEASURE = re.compile(r"\d|[一二两三四五六七八九十百千万]+(?:个|次|场|人|天|日|份|家|户|期)|率|比例|占比|数量$|人数$|人次$|次数$|时间$")


def check(subject: Subject, law: Law) -> Outcome:
    if not subject.applicable:
        return not_applicable("没有指标行")
    return broken_by(_complaints(subject))


def _complaints(subject: Subject) -> Iterator[Complaint]:
    stated = any(not r.level2 and not r.blank for r in subject.rows)  # a list of standards, where the others give values
    for row in subject.applicable:
        if stated and row.blank and not row.level2 and row.name and not row.actual and not _HAS_MEASURE.search(row.name):
            yield Complaint(f"“{row.name}”没有可以衡量的值。请写明数量、比率或完成日期。", row, severity="warning")
        elif not subject.targeted and (done := re.sub(r"[\s。；;]+", "", row.actual or "")) and pattern("vague", "yes_only", whole=True).search(done):
            yield Complaint(f"“{row.called}”的完成情况只写了“{done}”。请写明完成了多少、什么时候完成的。", row, severity="warning")
        elif (said := _phrase(row)) and pattern("vague", "yes_only", whole=True).search(said) and not _graded(row):
            yield Complaint(f"“{row.called}”的指标值只写了“{said}”，没法衡量。请改成数值（数量、比率、日期），或写明分几档、各档什么标准。", row)


def _phrase(row: Row) -> str:
    """The words of a row that has neither number nor day, without blanks and full stops."""
    if row.blank or row.aim.is_numeric or row.deadline is not None:
        return ""
    return re.sub(r"[\s。；;]+", "", row.words or row.printed)


def _graded(row: Row) -> bool:
    """A scale of grades said beside the value makes even 良好 a value."""
    return bool(re.search(r"优.{0,3}良|分[为成]?[三四五3-5]?[档级]|等级|等次|档次|评分|得分", f"{row.explanation} {row.measured}"))
