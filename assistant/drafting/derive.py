"""测算 (derive): what follows from the figures given, the sum shown in full — 单位成本 = 资金÷数量, 分项支出 = 数量×单价, 合计 = 分项之和.

A sum that only gives the budget back is no row: it would restate it. A mean over unlike things (2台生化仪 and 5台离心机) is no unit cost.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.fact import Fact
from assistant.domain.frame import PLAIN_COST, QUANTITY, level2_in
from assistant.domain.indicator import Ground, Indicator
from assistant.domain.numeral import print_number
from assistant.domain.target import Target, unit_scale
from assistant.drafting.brief import Brief
from assistant.drafting.measuring import measured
from assistant.drafting.sheet import Sheet, bigrams, likeness

_BUDGET_AGAIN = 0.02
_EVENTS = ("场", "场次", "次", "期", "批", "班次", "届")
_HEADS = ("人", "名", "人次", "户")
_SERVED = re.compile(r"每(?:人|名|户|位|家|生|个孩子|名学生)")
_PRICE = re.compile(r"(?:单价|单份|单位|单个|单座|单场|平均|人均|户均|场均|造价|价格|费用?|成本|支出|印刷|采购|购置|标准|不超过|控制|上限)+")
_PART_OF = re.compile(r"其中|含")


@dataclass(frozen=True)
class Scope:
    """What a sum is about: the whole project, or one task with its own money (万元)."""

    task: str | None
    budget_wan: float
    noun: str


def scopes(brief: Brief) -> list[Scope]:
    """The project, or each task that has money of its own."""
    tasks = [Scope(t.no or t.name, t.budget_wan, t.name) for t in brief.request.tasks if t.budget_wan]
    return tasks if tasks else [Scope(None, brief.request.budget_wan, brief.noun)]


def put_derived(sheet: Sheet, brief: Brief) -> list[str]:
    """Put down the sums that follow; returns notes on sums that do not fit the money."""
    notes: list[str] = []
    for scope in scopes(brief):
        _put_parts(sheet, brief, scope, notes)
        _put_total(sheet, brief, scope)
        _put_unit_cost(sheet, brief, scope)
    return notes


def _put_parts(sheet: Sheet, brief: Brief, scope: Scope, notes: list[str]) -> None:
    """数量×单价: the money each part takes, where it is not the whole budget and not more than it."""
    parts = []
    for price in sheet.costs(scope.task):
        if (
            (quantity := _bought(price, sheet, brief, scope)) is not None
            and isinstance(price.value, int | float)
            and isinstance(quantity.value, int | float)
        ):
            yuan = quantity.value * unit_scale(quantity.unit) * price.value * unit_scale(price.unit.split("/")[0])
            parts.append((price, quantity, yuan))
    whole = scope.budget_wan * 10000
    spent = sum(yuan for *_, yuan in parts)
    if parts and spent > whole * (1 + _BUDGET_AGAIN):
        sums = "、".join(f"{_figure(q)}×{_price(p)}={_money(yuan)}" for p, q, yuan in parts)
        notes.append(f"按单价测算需{_money(spent)}（{sums}），超过资金{_money(whole)}，请核对单价或数量")
        return
    if not whole or abs(spent - whole) <= whole * _BUDGET_AGAIN:
        return
    for price, quantity, yuan in parts:
        thing = _PRICE.sub("", price.name) or quantity.name.removesuffix("数量")
        target = _in_wan(yuan) if yuan >= 10000 else Target(comparator="≤", value=yuan, unit="元")
        quote = f"{_figure(quantity)}×{_price(price)}={target.printed()[1:]}"
        _put_cost(sheet, brief, scope, f"{thing}支出", target, quote, "按数量和单价测算的分项支出上限")


def _bought(price: Indicator, sheet: Sheet, brief: Brief, scope: Scope) -> Indicator | None:
    """The quantity a unit price is for: by the unit it is “per”, by the words 每人, by a like name; None where it is not clear."""
    if "元" not in price.unit.split("/")[0] or not isinstance(price.value, int | float):
        return None
    per = price.unit.split("/")[1].split("·")[0] if "/" in price.unit else None
    rows = [r for r in sheet.under(QUANTITY, scope.task) if isinstance(r.value, int | float)]
    if per:
        rows = [r for r in rows if _bare(r.unit) == per or {_bare(r.unit), per} <= {"人", "名", "人次", "位"}]
    else:
        rows = [r for r in rows if _bare(r.unit) in _HEADS] if _SERVED.search(_clause_of(sheet.fact_of(price), brief)) else []
    if len(rows) < 2:
        return rows[0] if rows else None
    said = price.name + (fact.span.quote if (fact := sheet.fact_of(price)) else "")
    scored = sorted(((len(bigrams(said) & bigrams(r.name)), -n, r) for n, r in enumerate(rows)), key=lambda s: s[:2], reverse=True)
    return scored[0][2] if scored[0][0] > scored[1][0] else None


def _clause_of(fact: Fact | None, brief: Brief) -> str:
    """The clause of the description a fact stands in."""
    if fact is None or fact.span.field != "request.description":
        return ""
    text = brief.request.description
    start = max((text.rfind(mark, 0, fact.span.start) for mark in "，,。；;"), default=-1) + 1
    return text[start : fact.span.end]


def _put_total(sheet: Sheet, brief: Brief, scope: Scope) -> None:
    """分项之和: events of one unit held in several forms (线下8场, 线上12场 → 20场), where no row gives the sum."""
    rows = _parallel(sheet, brief, scope)
    if len(rows) < 2 or sum(_values(rows)) < 5 or len(sheet) > 12:
        return
    total = sum(_values(rows))
    unit = rows[0].unit
    quote = "+".join(_figure(r) for r in rows) + f"={print_number(total)}{unit}"
    row = Indicator(
        level2=QUANTITY, task=scope.task, name=_common_name(rows, scope), basis=f"测算：{quote}", sources=(Ground(kind="derived", quote=quote),)
    )
    sheet.put(measured(row.with_target(Target(comparator="≥", value=total, unit=unit)), brief))


def _parallel(sheet: Sheet, brief: Brief, scope: Scope) -> list[Indicator]:
    """Counts of one event unit with like names, none of them a part or the sum of another."""
    told = [r for r in sheet.under(QUANTITY, scope.task) if isinstance(r.value, int | float) and r.unit in _EVENTS and sheet.fact_of(r)]
    for unit in dict.fromkeys(r.unit for r in told):
        rows = [r for r in told if r.unit == unit]
        nested = any(_PART_OF.search(_before(sheet.fact_of(r), brief)) for r in rows)
        if 2 <= len(rows) <= 4 and not nested and not _sum_among(rows) and _alike_ends(rows):
            return rows
    return []


def _before(fact: Fact | None, brief: Brief) -> str:
    if fact is None or fact.span.field != "request.description":
        return ""
    return brief.request.description[max(0, fact.span.start - 6) : fact.span.end]


def _sum_among(rows: Sequence[Indicator]) -> bool:
    values = _values(rows)
    return len(values) > 2 and any(math.isclose(v, sum(values) - v) for v in values)


def _alike_ends(rows: Sequence[Indicator]) -> bool:
    return any(bigrams(rows[0].name) & bigrams(rows[-1].name)) or any(
        word in rows[0].name and word in rows[-1].name for word in ("演练", "活动", "培训", "招聘", "演出", "宣传", "讲座", "检查", "巡查")
    )


def _common_name(rows: Sequence[Indicator], scope: Scope) -> str:
    shared = [b for b in ("招聘会", "演练", "培训", "演出", "宣传", "讲座", "检查", "巡查", "活动") if any(b in r.name for r in rows)]
    ends = {"场": "总场次", "场次": "总场次", "次": "总次数", "期": "总期数", "批": "总批次", "班次": "总班次", "届": "总届数"}
    return (shared[0] if shared else scope.noun) + ends[rows[0].unit]


def _put_unit_cost(sheet: Sheet, brief: Brief, scope: Scope) -> None:
    """资金÷数量: the unit cost, where the words give none and the money buys one kind of thing."""
    if sheet.costs(scope.task) or not scope.budget_wan:
        return
    rows = _principal(sheet, brief, scope)
    if not rows:
        return
    total = sum(_values(rows)) * unit_scale(rows[0].unit)
    unit = _bare(rows[0].unit)
    if total <= 0:
        return
    yuan = scope.budget_wan * 10000 / total
    per, value = ("万元", yuan / 10000) if yuan >= 10000 else ("元", yuan)
    target = Target(comparator="≤", value=round(value, 2), unit=f"{per}/{unit}")
    if not target.value:
        return
    below = _figure(rows[0]) if len(rows) == 1 else f"({'+'.join(map(_figure, rows))})"
    quote = f"{print_number(scope.budget_wan)}万元÷{below}={'' if _exact(value) else '约'}{print_number(round(value, 2))}{target.unit}"
    if len(rows) == 1 and (fact := sheet.fact_of(rows[0])) and fact.computation:
        quote = f"{fact.computation}；{quote}"
    _put_cost(sheet, brief, scope, _cost_name(rows, brief, scope, unit), target, quote, f"资金总额与{rows[0].name}之比")


def _principal(sheet: Sheet, brief: Brief, scope: Scope) -> list[Indicator]:
    """What the money buys, where that is one kind of thing: the quantity the library's unit cost is per, else the only kind there is."""
    rows = [
        r
        for r in sheet.under(QUANTITY, scope.task)
        if isinstance(r.value, int | float) and r.unit and (fact := sheet.fact_of(r)) and fact.role == "target"
    ]
    if not rows:
        return []
    busy = {sheet.fact_of(r).activity for r in rows} - {None}  # type: ignore[union-attr]
    for pattern in brief.patterns if scope.task is None else ():
        if level2_in(pattern.level2, "2015") != PLAIN_COST or pattern.project_type != brief.profile.name:
            continue
        for unit in pattern.units:
            per = [r for r in rows if "/" in unit and _bare(r.unit) == unit.split("/")[1]]
            if len(per) == 1 and len(busy) <= 1:
                return per
    heads = [r for r in rows if _bare(r.unit) in ("人次", "人", "户")]
    if len({_bare(r.unit) for r in rows}) == 1:
        if len(rows) == 1:
            return rows if len(busy) <= 1 else []
        return rows if _bare(rows[0].unit) in _EVENTS and not _sum_among(rows) and _alike_ends(rows) else []
    parallel = [r for r in rows if _bare(r.unit) in _EVENTS]
    if len(heads) == 1 and len(rows) == 2:
        return heads
    if parallel and len(parallel) == 1 and len(busy) <= 1:
        return parallel
    return parallel if len(parallel) > 1 and _alike_ends(parallel) and not _sum_among(parallel) and len({r.unit for r in parallel}) == 1 else []


def _cost_name(rows: Sequence[Indicator], brief: Brief, scope: Scope, unit: str) -> str:
    thing = re.sub(r"(?:总?人次|人数|期数|次数|总?场次|数量|户数|栋数|里程|面积|个数|数)$", "", rows[0].name) or scope.noun
    if len(rows) > 1:
        thing = next((w for w in ("演练", "培训", "招聘会", "演出", "宣传", "讲座", "活动") if all(w in r.name for r in rows)), scope.noun)
    means = {"人次": "人均", "人": "人均", "户": "户均", "场": "场均", "场次": "场均", "次": "次均", "期": "每期"}
    return (
        f"{thing}{means.get(unit, f'单{unit}' if len(unit) == 1 else '单位')}成本"
        if unit not in ("人次", "人", "户")
        else f"{means[unit]}{thing}成本"
    )


def _put_cost(sheet: Sheet, brief: Brief, scope: Scope, name: str, target: Target, quote: str, means: str) -> None:
    row = Indicator(
        level2=level2_in(PLAIN_COST, brief.standard),
        task=scope.task,
        name=name,
        explanation=f"测算：{means}，用作成本控制上限，以实际结算为准",
        basis=f"预算测算：{quote}",
        sources=(Ground(kind="derived", quote=quote),),
    )
    restates = target.scaled is not None and "/" not in target.unit and math.isclose(target.scaled, brief.request.budget_wan * 10000, rel_tol=1e-6)
    if not restates and not any(likeness(name, r.name) >= 1.0 for r in sheet.costs(scope.task)):
        sheet.put(measured(row.with_target(target), brief))


def _values(rows: Sequence[Indicator]) -> list[float]:
    return [float(r.value) for r in rows if isinstance(r.value, int | float)]


def _bare(unit: str) -> str:
    return unit.lstrip("十百千万亿") or unit


def _figure(row: Indicator) -> str:
    return f"{print_number(float(row.value))}{row.unit}" if isinstance(row.value, int | float) else ""


def _price(row: Indicator) -> str:
    return f"{print_number(float(row.value))}{row.unit.split('/')[0]}" if isinstance(row.value, int | float) else ""


def _money(yuan: float) -> str:
    return f"{print_number(round(yuan / 10000, 4))}万元"


def _in_wan(yuan: float) -> Target:
    return Target(comparator="≤", value=round(yuan / 10000, 4), unit="万元")


def _exact(value: float) -> bool:
    return math.isclose(value, round(value, 2), rel_tol=1e-9)
