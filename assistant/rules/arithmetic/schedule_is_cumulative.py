"""资金支出计划是累计比例：只增不减，年末到100%。

理由：6月底70%、9月底65%，钱不会花出去又回来。
依据：表格自身的逻辑（河北绩效文本的资金支出计划）。
反例：
    计划：3月底 15，6月底 70，9月底 65，12月底 100
    数量指标｜供餐天数｜≥200天
正例：
    计划：3月底 15，6月底 50，9月底 65，12月底 100
    数量指标｜供餐天数｜≥200天
例外：没填的月份跳过；没有支出计划的不检查。
出处：R44
"""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.subject import Subject

KIND: FindingKind = "schedule_not_monotone"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "arithmetic"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    stated = sorted((month, share, date) for date, share in subject.schedule if share is not None and (month := _month(date)))
    if not stated:
        return not_applicable("没有资金支出计划")
    complaints = [
        Complaint(f"资金支出计划{later}（{b:g}%）小于{earlier}（{a:g}%）。计划填的是累计比例，应当只增不减。")
        for (_, a, earlier), (_, b, later) in pairwise(stated)
        if b < a
    ]
    last_month, last, date = stated[-1]
    if last_month == 12 and last != 100:
        complaints.append(Complaint(f"资金支出计划到{date}是 {last:g}%，年末应到100%。"))
    return broken_by(complaints)


def _month(date: str) -> int | None:
    m = re.search(r"(\d{1,2})\s*月", date)
    return int(m[1]) if m else None
