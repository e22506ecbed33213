"""满分的指标不写“未完成”，扣分的指标不写“已完成”。

理由：得分和说明打架，审核的人不知道信哪个。
依据：评审惯例。
反例：
    自评：是
    数量指标｜培训人数｜≥200人｜｜｜10｜200人｜10｜受疫情影响未完成
正例：
    自评：是
    数量指标｜培训人数｜≥200人｜｜｜10｜150人｜7.5｜受疫情影响未完成
出处：S07
"""

from __future__ import annotations

import re

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.actuals import is_no_reason
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.subject import Subject

KIND: FindingKind = "score_error"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = None


QUESTION = "偏差原因说的是不是这条指标？"


def check(subject: Subject, law: Law) -> Outcome:
    rows = [r for r in subject.filled if r.score is not None and r.weight and not is_no_reason(r.reason)]
    if not subject.evaluates or not rows:
        return not_applicable("没有同时印得分和说明的指标")
    return broken_by(
        Complaint(f"“{r.called}”得了满分，说明却写“{r.reason}”。请核对得分或说明。", r)
        for r in rows
        if r.score == r.weight and re.search(r"未(?:能|按期|按时|全部)?(?:完成|达到|达标|开展)|没有完成|没能完成", r.reason or "")
    )
