"""文字里列出的分项金额，加起来等于预算。

理由：“预算27万元，其中培训12万元、宣讲9万元、手册5万元”，少了1万元没有去处。
依据：表内数字勾稽。
反例：
    预算：27
    说明：预算27万元，其中培训12万元、宣讲9万元、手册5万元。
    数量指标｜宣讲场次｜≥120场
正例：
    预算：27
    说明：预算27万元，其中培训12万元、宣讲9万元、手册6万元。
    数量指标｜宣讲场次｜≥120场
例外：只举一项的“其中”，以及带“等”“主要”的列举，不要求加满；合计超过预算的都要提。
出处：R42
"""

from __future__ import annotations

import re

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.domain.numeral import half_width
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, cannot_tell, not_applicable
from assistant.rules.subject import Subject

KIND: FindingKind = "sum_mismatch"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "arithmetic"
CLAUSE = None


_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)\s*(亿元|万元|元)(?!/|每)")
_LIST = re.compile(
    r"(?:预算|共需|合计|安排|总(?:金额|额|费用))[^\d。；;]{0,10}(?P<total>\d+(?:\.\d+)?)\s*万元(?:[,，（(]?\s*其中[:：]?|[:：])(?P<parts>[^。；;）)]+)"
)
_COUNTED = re.compile(r"(?:(?<![共总合])计|(?<![总合一])共)\s*(\d+(?:\.\d+)?)\s*万元")
_OPEN = re.compile(r"等|主要|包括但|部分")
_ELSEWHERE = re.compile(
    r"去年|上年|往年|近[两三]年|总投资|累计|20\d\d年(?:以来|底|末|实际)|贷款|收入|增收|销售|签约|产值|挽回|每|均|单价|标准|亏|欠|捐"
)
_NEAR = (0.9, 1.1)
_NEARLY = 0.85
"""A list that covers this much of the total was meant to be complete."""


def check(subject: Subject, law: Law) -> Outcome:
    if not subject.budget_wan or not subject.description:
        return cannot_tell("没有预算数或项目说明")
    text = half_width(subject.description)
    lists = [(float(m["total"]), _parts(m["parts"]), m["parts"]) for m in _LIST.finditer(text) if float(m["total"]) == subject.budget_wan]
    counted = [float(n) for n in _COUNTED.findall(text) if float(n) != subject.budget_wan]
    if len(counted) > 1:
        lists.append((subject.budget_wan, counted, ""))
    if not lists:
        return (
            broken_by(_strewn(text, subject.budget_wan, law.tolerance_wan))
            if len(_plain(text, subject.budget_wan)) > 1
            else not_applicable("文字里没有分项金额")
        )
    return broken_by(c for total, parts, said in lists if (c := _complaint(total, parts, said, law.tolerance_wan)))


def _parts(text: str) -> list[float]:
    return [float(n) * {"亿元": 10000, "万元": 1, "元": 0.0001}[u] for n, u in _AMOUNT.findall(text)]


def _complaint(total: float, parts: list[float], said: str, tolerance: float) -> Complaint | None:
    added = round(sum(parts), 4)
    short = total - added > tolerance
    complete = len(parts) > 1 and added >= total * _NEARLY and not _OPEN.search(said)
    if not parts or not (added - total > tolerance or (short and complete)):
        return None
    shown = " + ".join(f"{p:g}" for p in parts)
    return Complaint(f"说明里的分项 {shown} = {added:g} 万元，与预算 {total:g} 万元差 {abs(total - added):g} 万元。请核对。")


def _plain(text: str, budget: float) -> list[float]:
    """Amounts strewn over the text (租金87.6万元；驻场服务50.4万元), the budget itself, prices, the past and other years left out."""
    amounts: list[float] = []
    for clause in re.split(r"[,，。；;]", text):
        if not _ELSEWHERE.search(clause):
            amounts += [a for a in _parts(clause) if a != budget]
    return amounts


def _strewn(text: str, budget: float, tolerance: float) -> list[Complaint]:
    """Amounts that nearly add to the budget were meant to: a warning, since nothing says that they are its parts."""
    parts = _plain(text, budget)
    added = round(sum(parts), 4)
    if abs(added - budget) <= tolerance or not _NEAR[0] <= added / budget <= _NEAR[1]:
        return []
    shown = " + ".join(f"{p:g}" for p in parts)
    return [
        Complaint(
            f"说明里的几笔金额 {shown} = {added:g} 万元，与预算 {budget:g} 万元差 {abs(budget - added):g} 万元。请核对是否漏算。", severity="warning"
        )
    ]
