"""单位成本不超开支标准，与预算和数量算得拢。

理由：人均每天4500元的培训，是综合定额的好几倍，多半是多写了一个零。
依据：财行〔2016〕540号、214号的综合定额（未核对原文，地方标准一般更低），评审惯例。
反例：
    预算：378
    成本指标｜人均每天培训成本｜≤4500元/人天｜培训支出÷（人数×天数）｜县级培训费综合定额标准
正例：
    预算：37.8
    成本指标｜人均每天培训成本｜≤450元/人天｜培训支出÷（人数×天数）｜县级培训费综合定额标准
例外：没有标准、没有历史价、数量对不上单位的，无法判断；单位自己的标准写进地方文件即可。
出处：R23
"""

from __future__ import annotations

import re

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.domain.frame import QUANTITY
from assistant.domain.numeral import half_width
from assistant.domain.target import unit_scale
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, cannot_tell
from assistant.rules.row import Row
from assistant.rules.subject import Subject

KIND: FindingKind = "implausible_unit_cost"
SEVERITY: Severity = "warning"
RESTS_ON: RestsOn = "practice"
CLAUSE = ("mof-2015-88", "appropriateness")


_LAST_PRICE = re.compile(r"20\d\d年?(?:度|末)?[\u4e00-\u9fa5]{0,8}?(\d+(?:\.\d+)?)\s*(万?元[/\u4e00-\u9fa5·]*)")
_PEOPLE = ("人", "名", "位")
_PER_PERSON_DAY = re.compile(r"元/(?:人[·/]?[天日]|生[·/]?[天日]|[天日][·/]?人)")


def check(subject: Subject, law: Law) -> Outcome:
    priced = [r for r in subject.filled if r.costs and r.number is not None and "元" in r.unit and "/" in r.unit]
    if not priced:
        return cannot_tell("没有单位成本可比")
    return broken_by(filter(None, (_complaint(r, subject, law) for r in priced)))


def _complaint(row: Row, subject: Subject, law: Law) -> Complaint | None:
    price = (row.number or 0) * unit_scale(row.unit.split("/")[0])
    for standard in law.standards:
        if _PER_PERSON_DAY.search(row.unit) and re.search("|".join(standard.words), f"{row.name}{subject.project}") and price > standard.highest:
            document = law.document(standard.document)
            named = document.named() if document else "开支标准"
            return Complaint(
                f"“{row.called}”每人每天{price:g}元，高于{named}的最高标准{standard.highest:g}元。请核对是否多写了零，或写明执行的标准。", row
            )
    last = [float(n) * unit_scale(u.split("/")[0]) for n, u in _LAST_PRICE.findall(half_width(row.basis))]
    if last and price > last[-1] * law.overpriced_ratio:
        return Complaint(f"“{row.called}”{row.printed}，是上年{last[-1]:g}元的{price / last[-1]:.1f}倍。请核对数值和单位。", row)
    stated = _stated(row, subject.description)
    if stated and price > stated * law.overpriced_ratio:
        return Complaint(f"“{row.called}”{row.printed}，文字里按{stated:g}元测算，差{price / stated:.1f}倍。请核对是否多写了零，单位是否写对。", row)
    total = _total(row, price, subject)
    if total and subject.budget_wan and total > subject.budget_wan * 10000 * law.overpriced_ratio:
        return Complaint(f"“{row.called}”按表内数量合计{total / 10000:g}万元，超过预算{subject.budget_wan:g}万元。请核对单价、数量和预算。", row)
    return None


def _stated(row: Row, description: str) -> float | None:
    """What the description reckons for one of them (每餐补助6元, 每个单元6000元, 450元/人天), in 元; None where it says nothing, or several things."""
    per = re.escape(row.unit.split("/", 1)[1].split("·")[0].removeprefix("个"))
    text = half_width(description)
    once = "" if "·" in row.unit else "(?![\u4e00-\u9fa5]{0,8}?每)"  # 每人每天100元 is no price of 元/人
    found = re.findall(rf"(?:每一?个?|[单均]){per}{once}[\u4e00-\u9fa5]{{0,8}}?(\d+(?:\.\d+)?)\s*(万?元)", text)
    found += re.findall(rf"(\d+(?:\.\d+)?)\s*(万?元)/个?{re.escape(row.unit.split('/', 1)[1])}", text)
    prices = {float(n) * unit_scale(u) for n, u in found}
    return prices.pop() if len(prices) == 1 else None


def _total(row: Row, price: float, subject: Subject) -> float | None:
    """Price × the smallest quantity of the form counted in the price's unit (元/公里 × 公里); None where there is none."""
    per = row.unit.split("/", 1)[1].split("·")[0]
    same = _PEOPLE if per in _PEOPLE else (per,)
    counts = [r.aim.scaled for r in subject.under(QUANTITY) if r.unit.lstrip("百千万亿") in same and r.aim.scaled]
    return price * min(counts) if counts else None
