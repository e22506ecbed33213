"""目标、说明里的数与指标值一致。

理由：目标写供餐200天，指标写180天，按哪个考核？
依据：表内数字勾稽。
反例：
    目标：全年为10800名学生供餐200天。
    数量指标｜受益学生人数｜≥10800人
    数量指标｜年度供餐天数｜≥180天
正例：
    目标：全年为10800名学生供餐200天。
    数量指标｜受益学生人数｜≥10800人
    数量指标｜年度供餐天数｜≥200天
例外：往年的数、每期的数、总投资和多年规划不比；名称对不上的数不比。
出处：R48
"""

from __future__ import annotations

import re

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, cannot_tell
from assistant.rules.prose import Mention, dimension_of, equal, mentions, numeric, pairs, same_measure, shared
from assistant.rules.row import Row
from assistant.rules.subject import Subject

KIND: FindingKind = "inconsistent_figures"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "arithmetic"
CLAUSE = None


_ALIKE = 0.45
"""This much of a row's telling words beside a figure makes them speak of one thing."""
_RATE = re.compile(r"([\u4e00-\u9fa5]{2})(?:率|度|占比|比例)")
"""What a rate is of: the two characters before it."""
_SAME = 0.5
"""Words beside two figures that share this much, either way, say the same sentence."""
_NAMED_AFTER = 0.5
_ALONE = 0.3
"""This much is enough where row and figure are the only ones of their unit."""


def check(subject: Subject, law: Law) -> Outcome:
    rows = [r for r in numeric(subject.filled) if r.name and r.unit and not r.costs and "、" not in r.name]  # 执委会、年中会: a sum of two
    year = subject.fiscal_year or 2000
    texts = (subject.objective, subject.description, *(f"{t.content or ''}。{t.goal or ''}" for t in subject.tasks))
    said = [m for text in texts for m in mentions(text, year) if not m.past and "元" not in m.unit]
    told = [r for r in subject.filled if r.words and r.benefits]
    if not (rows or told) or not said:
        return cannot_tell("目标和说明里没有可比的数")
    found = [_complaint(r, rows, said) or _against_its_task(r, subject, year) for r in rows]
    return broken_by(filter(None, [*found, *(_within(r, said, year) for r in told)]))


def _within(row: Row, said: list[Mention], year: int) -> Complaint | None:
    """A figure inside a worded value, and the same sentence elsewhere with another figure (带动1300多名, 带动4000多名)."""
    for mine in mentions(row.words, year):
        alike = [m for m in said if m.unit == mine.unit and not mine.each and min(shared(mine.words, m.words), shared(m.words, mine.words)) >= _SAME]
        if alike and all(m.value != mine.value for m in alike):
            told = f"{alike[0].before}{alike[0].quote}{alike[0].after}".strip()
            return Complaint(f"“{row.called}”里写的是“{mine.before}{mine.quote}{mine.after}”，任务或目标里写的是“{told}”。请核对后改成一致。", row)
    return None


def _against_its_task(row: Row, subject: Subject, year: int) -> Complaint | None:
    """A head-count named after a task, whose own text counts other heads and never these."""
    if dimension_of(row.unit) != "people":
        return None
    for task in subject.tasks:
        if shared(row.name, task.name) < _NAMED_AFTER:
            continue
        heads = [m for m in mentions(f"{task.content or ''}。{task.goal or ''}", year) if same_measure(row, m) and not m.past and not m.each]
        if heads and not any(equal(row, m.value) for m in heads):
            told = f"{heads[0].before[-8:]}{heads[0].quote}{heads[0].after[:8]}".strip()
            return Complaint(f"“{row.called}”的指标值是“{row.printed}”，任务“{task.name}”里写的是“{told}”。请核对后改成一致。", row)
    return None


def _complaint(row: Row, rows: list[Row], said: list[Mention]) -> Complaint | None:
    """The row's value stands nowhere in the texts, a figure of the same unit and thing does, and no closer row has that figure."""
    alike = [
        m
        for m in said
        if same_measure(row, m) and not (m.rate and not _same_rate(row, m)) and not m.unit.endswith("岁") and (not m.each or _per_one(row))
    ]
    if any(equal(row, m.value) for m in alike):
        return None
    peers = [r for r in rows if r is not row and any(same_measure(r, m) for m in alike)]
    enough = _ALIKE if peers or len({m.value for m in alike}) > 1 else _ALONE
    for m in alike:
        close = _closeness(row, m)
        if close >= enough and not any(_closeness(r, m) > close or (equal(r, m.value) and _closeness(r, m) >= close) for r in peers):
            told = f"{m.before[-12:]}{m.quote}{m.after[:6]}".strip()
            return Complaint(f"“{row.called}”的指标值是“{row.printed or row.aim.printed()}”，文字里写的是“{told}”。请核对后改成一致。", row)
    return None


def _same_rate(row: Row, m: Mention) -> bool:
    """A per cent that is said of a rate, not a share of money (按投资额30%给予); a satisfaction only against a satisfaction."""
    if re.search(r"(?:按|比例|额|资金)[\u4e00-\u9fa5]{0,6}$", m.before) and not re.search(r"率|度|占比", m.before):
        return False
    mine, theirs = _RATE.findall(row.name), _RATE.findall(m.before)
    if mine and theirs and not set(mine[-1]) & set(theirs[-1]):
        return False  # 差错率, 贴息率
    return ("满意" in row.name) == ("满意" in m.words)


def _per_one(row: Row) -> bool:
    return re.search(r"均|每|单", row.name) is not None


def _closeness(row: Row, m: Mention) -> float:
    return max(shared(row.name, m.words), shared(m.words, row.name) if len(pairs(m.words)) > 1 else 0.0)
