"""定性指标值要有分档标准或可查证的标志。

理由：自评时定性指标分三档给分，没有分档标准就只能凭印象打分。
依据：不能定量的可以采用定性的分级分档形式表述（财预〔2011〕285号的地方文本第十四条，条文已核对）。
反例：
    质量指标｜会务服务水平｜热情周到
正例：
    质量指标｜会务服务水平｜优
    质量指标｜课题结项｜通过专家评审
例外：解释里写了分档标准、或值里有数字和文件名的，算有标准。
出处：R16
"""

from __future__ import annotations

import re

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row
from assistant.rules.subject import Subject
from assistant.rules.words import pattern, says

KIND: FindingKind = "vague_wording"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "clause"
CLAUSE = ("mof-2011-285-local", "quantified")


def check(subject: Subject, law: Law) -> Outcome:
    worded = [r for r in subject.filled if r.words]
    if not worded:
        return not_applicable("没有定性指标")
    return broken_by(
        Complaint(f"“{r.called}”是定性指标，值“{r.words}”没有分档标准。请写明分几档、各档什么样，或换成可查证的结果。", r)
        for r in worded
        if _ungraded(r)
    )


_BARE_SCALE = re.compile(r"(?:定性)?[:：]?[（(]?(?:高.?中.?低|优.?良.?中.?[低差]|好.?中.?差|优.?良.?差)[)）]?")


def _ungraded(row: Row) -> bool:
    if _BARE_SCALE.fullmatch(row.words.strip()):
        return not re.search(
            r"为[优良高中]|[优良高][:：（(]|分别|标准", f"{row.explanation} {row.measured}"
        )  # the scale stands there, the grade aimed at does not
    if len(row.words) < 2 or pattern("vague", "yes_only", whole=True).search(row.words.strip()) or says(row.words, "cost", "restates"):
        return False
    if says(row.words, "vague", "degree"):
        return False  # said by wording_is_not_vague
    return not says(f"{row.words} {row.measured}", "vague", "verifiable") and not re.search(
        r"分档|分级|分为|等级|[优良中差].?[优良中差]", row.explanation
    )
