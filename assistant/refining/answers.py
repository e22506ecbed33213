"""回答 (answers): what a person's words to a 待确认 mean — a value for a row, values for several, the payment plan, where the money comes from.

    “3月底25%，6月底一半，年底付清”  →  {"3月底": 25, "6月底": 50, "12月底": 100}        “财政80万，其余自筹”  →  财政 80, 其他 16 (of 96)

Nothing is guessed: an answer that holds no figure where one is asked is BadInput, and the question stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from assistant.domain.deadline import find_deadlines
from assistant.domain.draft import Request
from assistant.domain.failures import BadInput
from assistant.domain.figure import Figure, find_figures, kind_of
from assistant.domain.form import Funding
from assistant.domain.indicator import Indicator
from assistant.domain.names import bigrams
from assistant.domain.numeral import half_width, print_number
from assistant.domain.target import DATE_UNIT, QUALITATIVE, Target, unit_scale
from assistant.law.law import Law
from assistant.understanding.understand import understand

_QUARTERS = {"3月底": 3, "6月底": 6, "9月底": 9, "12月底": 12}
_WHEN = re.compile(
    r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月|第?(?P<quarter>[一二三四1-4])季度?|(?P<half>上半年|年中)|(?P<end>年底|年末|全年|下半年)"
)
_MONTHS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "十一": 11, "十二": 12}
_ALL = re.compile(r"付清|付完|支付完毕|支完|全部|全额|百分之百|剩下的?|其余")
_EVENLY = re.compile(r"[每各按]个?季度?.{0,4}(?:平均|均匀|一样|各)|平均(?:支付|支出|拨付)|按季平均|均衡")
_AT_MOST = re.compile(r"不超过?|以内|以下|最多|不高于|控制在|≤|上限")
_AT_LEAST = re.compile(r"不低于|不少于|以上|至少|最少|≥|达到")


def schedule_in(answer: str) -> dict[str, float | None]:
    """The payment plan an answer states, cumulative per cent by date; shares of single quarters are added up. Raises BadInput where none is stated."""
    text = half_width(answer)
    if _EVENLY.search(text) and not re.search(r"\d|成|半(?!年)", text):
        return {"3月底": 25.0, "6月底": 50.0, "9月底": 75.0, "12月底": 100.0}
    dated = _dated_shares(text)
    if not dated:
        shares = [f.number for f in find_figures(text) if f.unit == "%"]
        dated = dict(zip(_QUARTERS.values(), shares, strict=True)) if len(shares) == len(_QUARTERS) else {}
    months = sorted(dated)
    shares = [dated[month] for month in months]
    single = abs(sum(shares) - 100) < 0.01 and shares[-1:] != [100]
    if single:
        shares = [round(sum(shares[: n + 1]), 4) for n in range(len(shares))]
    if not shares or shares != sorted(shares) or shares[-1] > 100:
        raise BadInput(
            "没有读出各时点的支出进度。", "请写到某月底累计支出的比例，越往后越大，例如“3月底25%，6月底50%，9月底75%，12月底100%”。", ["answer"]
        )
    return {f"{month}月底": share for month, share in zip(months, shares, strict=True)}


def funding_in(answer: str, budget_wan: float) -> Funding:
    """Where the money comes from, 万元: what is not named is the rest of the budget. Raises BadInput where no part is named or the parts pass the budget."""
    text = half_width(answer)
    fiscal, other = (
        _amount(text, words) for words in (r"财政(?:拨款|资金|安排)?|一般公共预算|本级|上级", r"其他(?:资金)?|其它|自筹|单位资金|社会资金|配套")
    )
    if fiscal is None and other is None:
        wholly = re.search(r"全部|全额|都是|均为|全是|没有其他|无其他", text)
        if wholly is None or not re.search(r"财政|预算|自筹", text):
            raise BadInput("没有读出财政拨款和其他资金各多少。", "请写明金额，例如“财政拨款80万元，其他资金16万元”，或“全部是财政拨款”。", ["answer"])
        own = re.search(r"财政|预算", text) is None
        return Funding(total_wan=budget_wan, fiscal_wan=0.0 if own else budget_wan, other_wan=budget_wan if own else 0.0)
    fiscal = round(budget_wan - (other or 0), 4) if fiscal is None else fiscal
    other = round(budget_wan - fiscal, 4) if other is None else other
    if fiscal < 0 or other < 0 or abs(fiscal + other - budget_wan) > 0.01:
        said = f"财政拨款{print_number(fiscal)}万元与其他资金{print_number(other)}万元"
        raise BadInput(f"{said}之和不等于预算{print_number(budget_wan)}万元。", "请核对金额，或先改预算。", ["answer"])
    return Funding(total_wan=budget_wan, fiscal_wan=fiscal, other_wan=other)


def budget_in(answer: str) -> float | None:
    """The budget (万元) an answer sets anew (预算改为30万元); None where it explains something else."""
    m = re.search(r"(?:预算|总额|资金)[^\d,。;]{0,6}(?:改|调整?|定|核减|核增|增加到|压减到|应)[为成到是]?", half_width(answer))
    found = [f for f in find_figures(answer) if f.unit == "元"] if m else []
    return found[0].scaled / 10000 if found and m and found[0].start >= m.start() else None


def value_in(row: Indicator, answer: str, fiscal_year: int) -> str:
    """What an answer about a row sets it to, as printed: the figure bound to the row's unit out of a sentence. BadInput where a figure is asked and none given."""
    read = Target.read(answer, fiscal_year)
    if (read.is_numeric and read.unit in ("", row.unit)) or read.unit == DATE_UNIT:
        return answer
    if row.unit == DATE_UNIT:
        days = [day for _, _, day in find_deadlines(half_width(answer), fiscal_year)]
        if days:
            return f"{days[-1].isoformat()}前"
        raise BadInput(f"没有读出“{row.name}”的日期。", "请写明月或日，例如“9月底前”“10月15日前”。", ["answer"])
    if not row.unit or row.comparator == QUALITATIVE:
        return answer
    if (product := _product(row, answer, fiscal_year)) is not None:
        return product
    figure = _fitting(find_figures(answer), row.unit)
    if figure is None and row.unit == "%" and re.search(r"全部|全覆盖|百分之百", answer):
        return "=100%"
    if figure is None:
        raise BadInput(
            f"没有读出“{row.name}”的数值。", f"请写明数字和单位，例如“{row.comparator or ''}100{row.unit}”；还定不下来的可以先留着。", ["answer"]
        )
    sign = "≤" if _AT_MOST.search(answer) else "≥" if _AT_LEAST.search(answer) else ""
    scale = unit_scale(row.unit.split("/")[0]) if row.unit not in ("%", "‰") else figure.scale
    return f"{sign}{print_number(round(figure.scaled / scale, 6))}{row.unit}"


def _product(row: Indicator, answer: str, fiscal_year: int) -> str | None:
    """4期，每期50人 about 人次 is 200: what the answer's own words multiply to in the row's unit."""
    understood = understand(Request(project=row.name, fiscal_year=fiscal_year, budget_wan=0, description=answer), Law.of(None, fiscal_year))
    found = [f for f in understood.facts if f.computation and f.unit == row.unit and isinstance(f.value, int | float)]
    return found[0].target.printed() if found else None


def shared_out(rows: Sequence[Indicator], answer: str) -> dict[str, str]:
    """Which clause of an answer about several rows is about which (row id → clause): by its words, else in order where there are as many clauses as rows."""
    clauses = [c.strip() for c in re.split(r"[,，。;；\n]", answer) if c.strip()]
    found: dict[str, str] = {}
    for clause in clauses:
        left = [r for r in rows if r.id not in found]
        best = max(left, key=lambda r: len(bigrams(r.name) & bigrams(clause)), default=None)
        if best is not None and bigrams(best.name) & bigrams(clause):
            found[best.id] = clause
    if not found and len(clauses) == len(rows):
        found = {row.id: clause for row, clause in zip(rows, clauses, strict=True)}
    if not found:
        raise BadInput("没有读出是哪一条的值。", f"请带上名称，例如“{rows[0].name}20{rows[0].unit}”。", ["answer"])
    return found


def _dated_shares(text: str) -> dict[int, float]:
    """Month → the share said of it, each share bound to the last date before it."""
    marks = list(_WHEN.finditer(text))
    found: dict[int, float] = {}
    for mark, following in zip_longest(marks, marks[1:]):
        clause = text[mark.end() : following.start() if following else len(text)]
        share = next((f.number for f in find_figures(clause, strike_days=False) if f.unit == "%"), None)
        if share is None and _ALL.search(clause):
            share = 100.0
        if share is not None:
            found[_month(mark)] = share
    return found


def _month(mark: re.Match[str]) -> int:
    if mark["month"]:
        return _MONTHS[mark["month"]] if mark["month"] in _MONTHS else int(mark["month"])
    if mark["quarter"]:
        return 3 * (_MONTHS[mark["quarter"]] if mark["quarter"] in _MONTHS else int(mark["quarter"]))
    return 6 if mark["half"] else 12


def _amount(text: str, words: str) -> float | None:
    """The amount (万元) said of one source of money; a bare number is 万元, as the form counts."""
    m = re.search(rf"(?:{words})[^\d,。;]{{0,6}}?(\d+(?:\.\d+)?)\s*(亿元?|万元?|元)?", text)
    if m is None:
        return None
    return float(m[1]) * {"亿": 10000.0, "元": 0.0001}.get((m[2] or "万")[0], 1.0)


def _fitting(figures: Sequence[Figure], unit: str) -> Figure | None:
    """The figure bound to a unit; money for a unit cost; a bare number for anything; None where every figure is of something else."""
    head = unit.split("/")[0].lstrip("十百千万亿")
    mine = kind_of(unit)
    for test in (
        lambda f: f.unit == head,
        lambda f: (kind := kind_of(f.unit)) is not None and mine is not None and kind == mine,
        lambda f: not f.unit,
    ):
        if (found := next((f for f in figures if test(f)), None)) is not None:
            return found
    return None


__all__ = ["budget_in", "funding_in", "schedule_in", "shared_out", "value_in"]
