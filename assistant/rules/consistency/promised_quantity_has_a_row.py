"""绩效目标里承诺的数量都有对应的指标。

理由：目标写了“布置法治文化广场4处”，指标里没有，这4处做不做都不影响得分。
依据：财预〔2015〕88号 相关性审核（未核对原文），评审惯例。
反例：
    目标：培养“法律明白人”300名，布置法治文化广场4处。
    数量指标｜新培养“法律明白人”｜≥300人
正例：
    目标：培养“法律明白人”300名，布置法治文化广场4处。
    数量指标｜新培养“法律明白人”｜≥300人
    数量指标｜布置法治文化广场｜=4处
例外：每期人数、服务范围、往年数字不要求单列指标；只认数字能对上的承诺，没有数字的活动需要人看。
出处：R46
"""

from __future__ import annotations

import re

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, cannot_tell, not_applicable
from assistant.rules.prose import Mention, equal, mentions, pairs, same_measure, shared
from assistant.rules.row import Row
from assistant.rules.subject import Subject

KIND: FindingKind = "activity_without_indicator"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = ("mof-2015-88", "relevance")


_SCOPE = re.compile(r"(?:进驻|入驻|派驻|走进|深入|面向|涉及|分布于?|位于|辐射)\Z")
"""Where something promised before it in the same clause is done (48名律师进驻16个派出所): the place, no promise of its own."""
_NAMED = 0.4
"""A row that shares this much of the words beside a figure speaks of the same thing."""
QUESTION = "目标和内容里写到的每件事（含没有数字的），是否都有指标支撑？"


def check(subject: Subject, law: Law) -> Outcome:
    if subject.of_department or not subject.filled:
        return not_applicable("部门表按任务检查，或没有指标行")
    if not subject.objective:
        return cannot_tell("没有绩效目标可看")
    promised = [m for m in mentions(subject.objective, subject.fiscal_year or 2000) if _is_promise(m)]
    if not promised:
        return not_applicable("绩效目标里没有承诺数量")
    return broken_by(
        Complaint(f"绩效目标里写了“{(m.before[-10:] + m.quote + m.after[:8]).strip()}”，没有对应的指标。请补一条，或从目标里删去。")
        for n, m in enumerate(promised)
        if not (n and _SCOPE.search(m.before) and promised[n - 1].after == m.before) and not _answered(m, subject.filled, subject.fiscal_year or 2000)
    )


def _is_promise(m: Mention) -> bool:
    """A count of things done, made or bought: no share, money, time, size, no past, no limit."""
    if m.past or m.each or m.rate or m.dimension in ("money", "time", "duration", "length", "area", "weight", "volume"):
        return False
    return bool(pairs(m.words)) and "元" not in m.unit


def _answered(m: Mention, rows: tuple[Row, ...], year: int) -> bool:
    """Some row has the number, as its value or in its words, or names the thing (then a difference is for figures_agree)."""
    return any(
        (equal(r, m.value) and (same_measure(r, m) or shared(m.words, r.said) > 0))
        or (r.aim.is_numeric and not r.unit and m.unit.startswith(("万", "亿")))
        or shared(m.words, r.said) >= _NAMED
        or (not r.aim.is_numeric and any(w.value == m.value for w in mentions(f"{r.name}。{r.words or r.printed}", year)))
        for r in rows
    )
