"""金额以万元为单位，元和万元不混填。

理由：把元填进万元栏，金额就大了一万倍；预算、资金、指标值三处常有一处填错。
依据：表格自身的逻辑：表头写“万元”。
反例：
    预算：460
    资金：财政 4600000，其他 0，合计 4600000
    数量指标｜处理污水量｜≥400万吨
正例：
    预算：460
    资金：财政 460，其他 0，合计 460
    数量指标｜处理污水量｜≥400万吨
例外：人均、单价等以元为单位的指标不在此列，只看与文字里同一个数的单位是否差一万倍。
出处：R45
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.domain.numeral import half_width
from assistant.domain.target import unit_scale
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.row import Row
from assistant.rules.subject import Subject

KIND: FindingKind = "unit_money_mix"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "form"
CLAUSE = None


_SAID = re.compile(r"(\d+(?:\.\d+)?)\s*(亿元|万元|元)")
_TEN_THOUSAND = 10000


def check(subject: Subject, law: Law) -> Outcome:
    complaints = list(_funding(subject))
    complaints += filter(None, (_row(r, subject) for r in subject.filled if r.number and "元" in r.unit))
    return broken_by(complaints) if subject.budget_wan is not None else not_applicable("表上没有预算数")


def _funding(subject: Subject) -> Iterator[Complaint]:
    budget = subject.budget_wan
    parts = [p for p in (subject.total_wan, subject.fiscal_wan, subject.other_wan) if p]
    if budget and any(abs(p / budget - _TEN_THOUSAND) < 1 for p in parts):
        yield Complaint(f"资金栏像是以“元”填的（{max(parts):.10g}），表头单位是万元，预算是 {budget:g} 万元。请换算成万元。")


def _priced(text: str, m: re.Match[str]) -> bool:
    return text.startswith(("/", "每"), m.end()) or re.search(r"(?:每|单价|均|各|不超过)[\u4e00-\u9fa5]{0,8}$", text[: m.start()]) is not None


def _row(row: Row, subject: Subject) -> Complaint | None:
    """The row's amount and an amount of the texts or of its own ground differ ten-thousandfold: one of them is in the wrong unit."""
    amount = row.aim.scaled or 0
    own = [float(n) * unit_scale(u) for n, u in _SAID.findall(half_width(f"{row.explanation} {row.basis}"))]
    each = "/" in row.unit  # a price is told beside 每 or /, a sum beside neither
    text = half_width(f"{subject.objective} {subject.description}")
    stated = [float(m[1]) * unit_scale(m[2]) for m in _SAID.finditer(text) if each == _priced(text, m)]
    if any(s and 0.5 <= amount / s <= 2 for s in own) or amount in stated:
        return None
    if any(s and 0.3 * _TEN_THOUSAND <= amount / s <= 3 * _TEN_THOUSAND for s in own) or any(s and amount == s * _TEN_THOUSAND for s in stated):
        wrong = "大"
    elif any(s and 0.3 <= amount * _TEN_THOUSAND / s <= 3 for s in own) or any(s and amount * _TEN_THOUSAND == s for s in stated):
        wrong = "小"
    else:
        return None
    return Complaint(f"“{row.called}”是 {row.printed}，与文字或依据里的金额相比{wrong}了一万倍，像是元和万元填混了。请核对单位。", row)
