"""期数、每期人数和总人数乘得拢，人次不少于人数。

理由：6期、每期80人，总数却写500人，三个数有一个不对。
依据：表内数字勾稽。
反例：
    说明：举办培训6期，每期80人，共500人。
    数量指标｜培训期数｜=6期
    数量指标｜培训人数｜≥500人
正例：
    说明：举办培训6期，每期80人，共480人。
    数量指标｜培训期数｜=6期
    数量指标｜培训人数｜≥480人
例外：带“约”“左右”的不乘。
出处：R50
"""

from __future__ import annotations

import re

from assistant.domain.finding import FindingKind, RestsOn, Severity
from assistant.domain.numeral import half_width
from assistant.law import Law
from assistant.rules.outcome import Complaint, Outcome, broken_by, not_applicable
from assistant.rules.prose import pairs
from assistant.rules.subject import Subject

KIND: FindingKind = "inconsistent_figures"
SEVERITY: Severity = "note"
RESTS_ON: RestsOn = "arithmetic"
CLAUSE = None


_PRODUCT = re.compile(
    r"(?P<times>\d+(?:\.\d+)?)\s*(?P<a>期|场|次|班|批)[^。；\d]{0,12}每(?:期|场|次|班|批)\s*(?P<each>\d+)\s*(?P<b>人|名)(?![次天])[^。；]{0,14}?(?:共|合计|总计|计)(?:培训)?\s*(?P<total>\d+)\s*(?:人|名)(?![天])"
)


def check(subject: Subject, law: Law) -> Outcome:
    text = half_width(subject.description)
    products = list(_PRODUCT.finditer(text))
    people = {re.sub("人数$", "", r.name): r for r in subject.filled if r.name.endswith("人数") and r.number is not None}
    visits = {re.sub("人次$", "", r.name): r for r in subject.filled if r.name.endswith("人次") and r.number is not None}
    both = [(p, v) for a, p in people.items() for b, v in visits.items() if p.unit.endswith(("人", "名", "位")) and (a == b or pairs(a) & pairs(b))]
    if not products and not both:
        return not_applicable("没有可以相乘或相比的数")
    complaints = [
        Complaint(f"{m['times']}{m['a']}×每{m['a']}{m['each']}{m['b']}={float(m['times']) * float(m['each']):g}，文字里写的是{m['total']}。请核对。")
        for m in products
        if float(m["times"]) * float(m["each"]) != float(m["total"])
    ]
    complaints += [
        Complaint(f"“{v.name}”（{v.printed}）少于“{p.name}”（{p.printed}）。人次不会少于人数，请核对。", v)
        for p, v in both
        if (v.aim.scaled or 0) < (p.aim.scaled or 0)
    ]
    return broken_by(complaints)
