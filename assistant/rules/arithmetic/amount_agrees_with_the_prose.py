"""表上的预算数与文字里同一年的预算数一致，总投资不当作年度预算。

理由：表上210万元，说明写230万元，批哪个数？
依据：表内数字勾稽（误差0.1万元以内不计）。
反例：
    预算：210
    说明：开展食品抽检3000批次，预算230万元。
    数量指标｜抽检批次｜≥3000批次
正例：
    预算：3600
    说明：2024—2026年总投资9600万元，2025年安排3600万元；上年预算2800万元。
    数量指标｜建设面积｜≥1.5万亩
例外：总投资、往年、其他年份、分项的金额不与年度预算比。
出处：R43
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.domain.numeral import half_width
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, cannot_tell
from assistant.rules.subject import Subject

KIND: FindingKind = "budget_mismatch"
SEVERITY: Severity = "error"
RESTS_ON: RestsOn = "arithmetic"
CLAUSE = None


_STATED = re.compile(
    r"(?P<what>总?预算(?:资金|经费|总额|总金额|金额|安排)?|(?:共|合计|总共)(?:需|申请|安排)(?:资金|经费|预算)?|(?:申请|所需)(?:财政)?(?:资金|经费)|资金总额|经费总额)(?:共计|合计|总计|共|计|约)?(?:为|是|[:：])?\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>亿元|万元|元)(?![/每])"
)
_AMOUNT = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>亿元|万元|元)(?![/每])")
_PROVIDED = re.compile(
    r"(?:安排|需要?|所需|投入|申请|列支)(?:财政|本级|市级|区级|县级)?(?:资金|经费|预算)?(?:共计|合计|共|计|约)?\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>亿元|万元)(?![/每])"
)
_FACTOR = 2
"""A sum further from the budget than this is another sum."""
_OTHER = re.compile(
    r"其中|上年|去年|往年|上一年|前年|历年|累计|总投资|估算|概算|明年|后年|下年|补助|分(?:别|项)|每(?:期|场|次|人|年|项|个)|人均|中期|三年|五年|十四五"
)


def check(subject: Subject, law: Law) -> Outcome:
    budget = subject.budget_wan
    if budget is None:
        return cannot_tell("表上没有预算数")
    complaints: list[Complaint] = []
    if subject.total_wan is not None and abs(subject.total_wan - budget) > law.tolerance_wan and not _in_yuan(subject.total_wan, budget):
        complaints.append(Complaint(f"资金总额 {subject.total_wan:g} 万元与项目预算 {budget:g} 万元不一致。请核对。"))
    text = half_width(f"{subject.description}。{subject.objective}")
    agrees = any(_wan(m) == budget for m in _AMOUNT.finditer(text))
    said = [_wan(m) for text in (subject.description, subject.objective) for m in _same_year(half_width(text), subject.fiscal_year, budget)]
    if said and all(abs(s - budget) > law.tolerance_wan for s in said):
        complaints.append(Complaint(f"文字里写的预算是 {said[0]:g} 万元，表上是 {budget:g} 万元。请核对后改成一致。"))
    if not said and not agrees and (near := _near(text, subject.fiscal_year, budget, law)) is not None:
        said = [near]
        complaints.append(Complaint(f"文字里写的是安排 {near:g} 万元，表上的预算是 {budget:g} 万元。请核对后改成一致。"))
    if not said and not agrees and subject.total_wan is None:
        return cannot_tell("文字里没有同一年的预算数")
    return broken_by(complaints)


def _same_year(text: str, year: int | None, budget: float) -> Iterator[re.Match[str]]:
    """Budget amounts of the form's own year. The first of a sentence is the whole, later ones its parts; a clause that names a part, the past
    or another year says nothing of this budget, nor does a sentence in which the budget itself stands."""
    for sentence in re.split(r"[。；;\n]", text):
        if any(_wan(m) == budget for m in _AMOUNT.finditer(sentence)):
            continue
        for m in _STATED.finditer(sentence):
            clause = re.split(r"[,，]", sentence[: m.start()])[-1]
            years = re.findall(r"(20\d\d)(?=\s*年)", clause) or re.findall(r"(20\d\d)(?=\s*年)", sentence[: m.start()])[-1:]
            if not _OTHER.search(clause) and (not years or str(year) in years):
                yield m
                break


def _near(text: str, year: int | None, budget: float, law: Law) -> float | None:
    """The one sum that is provided or needed (安排, 需, 投入) where no sentence names the budget: near enough to be meant as it, and no sum of parts."""
    for sentence in re.split(r"[。；;\n]", text):
        amounts = [_wan(m) for m in _AMOUNT.finditer(sentence)]
        found = list(_PROVIDED.finditer(sentence))
        years = re.findall(r"(20\d\d)(?=\s*年)", sentence)
        if len(found) != 1 or (years and str(year) not in years) or abs(sum(amounts) - budget) <= law.tolerance_wan:
            continue
        m = found[0]
        clause = re.split(r"[,，]", sentence[: m.start()])[-1]
        if not _OTHER.search(clause) and _FACTOR > _wan(m) / (budget or 1) > 1 / _FACTOR and abs(_wan(m) - budget) > law.tolerance_wan:
            return _wan(m)
    return None


def _wan(m: re.Match[str]) -> float:
    return float(m["number"]) * {"亿元": 10000, "万元": 1, "元": 0.0001}[m["unit"]]


def _in_yuan(total: float, budget: float) -> bool:
    """The one is the other in 元: said by money_is_in_wan."""
    return bool(budget) and abs(total / budget - 10000) < 1
