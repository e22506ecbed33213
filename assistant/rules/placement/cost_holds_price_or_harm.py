"""社会成本、生态环境成本写代价和损害，不写好处。

理由：成本是为做成这件事付出的代价；“提升绿化水平”是好处，放在成本里方向就反了。
依据：表格自身的逻辑；社会成本、生态环境成本反映负面影响（财预〔2021〕101号，未核对原文）。
反例：
    框架：2021
    生态环境成本指标｜提升博物馆绿化水平｜≥90%
正例：
    框架：2021
    生态环境成本指标｜施工期扬尘超标投诉｜≤3件
    经济成本指标｜单位面积修复成本｜≤20万元/公顷
出处：R34
"""

from __future__ import annotations

import re

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.domain.frame import ECOLOGICAL_COST, ECONOMIC_COST, SOCIAL_COST
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row
from assistant.rules.subject import Subject
from assistant.rules.words import says

KIND: FindingKind = "wrong_tier"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "form"
CLAUSE = None


def check(subject: Subject, law: Law) -> Outcome:
    rows = [r for r in subject.under(SOCIAL_COST, ECOLOGICAL_COST, ECONOMIC_COST) if r.name]
    if not rows:
        return not_applicable("没有成本的二级指标")
    return broken_by(
        Complaint(f"“{r.called}”说的是好处，不是代价。{r.level2}请写价格或负面影响，好处请移到效益指标。", r) for r in rows if _is_gain(r)
    )


def _is_gain(row: Row) -> bool:
    if row.level2 == ECONOMIC_COST:
        return re.search(r"(?:使用|利用)(?:效率|效益)", row.name) is not None
    return says(row.name, "tiers", "gain") and not says(row.name, "tiers", "harm")
