"""单位成本 (unit cost): 资金÷数量, where the words give no price and the money buys one kind of thing.

A mean over unlike things (2台生化仪 and 5台离心机), or over one thing among several the money pays for, is no unit cost: then the draft asks.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from assistant.domain.draft import Draft, Request
from assistant.domain.figure import kind_of
from assistant.domain.frame import PLAIN_COST, QUALITY, QUANTITY, is_cost, level2_in
from assistant.domain.indicator import Ground, Indicator
from assistant.domain.names import bigrams
from assistant.domain.numeral import print_number
from assistant.domain.target import Target, unit_scale
from assistant.drafting.brief import Brief
from assistant.drafting.measuring import fitting
from assistant.drafting.scope import (
    ANY_THING,
    COUNT_WORD,
    EVENTS,
    GOODS,
    HEADS,
    MADE,
    NOT_BOUGHT,
    Scope,
    bare,
    cost_name,
    figure,
    parallel,
    quantities,
    shared_word,
    values,
)
from assistant.drafting.sheet import Sheet

MEASURED_OUT = "测算值：资金与所办数量之比，用作单位成本上限，以实际结算为准"
_PAYING_OUT = re.compile(r"拨付|发放次数|支付")
_OTHER_KINDS = ("家", "户", "名")
"""Another kind of served or bought thing beside the one counted."""
_PAPERS = ("份", "篇", "册", "本")
_PHYSICAL = ("公里", "米", "平方米", "立方米", "亩", "公顷", "吨")
_ANY_WORK = bigrams("合格率 完成率 及时率 准确率 达标率 验收 考试 结业 质量 优良 覆盖率 通过率 安全 事故")


def unit_cost(sheet: Sheet, brief: Brief, scope: Scope) -> tuple[str, Target, str] | None:
    """(name, target, the sum) of the scope's unit cost; None where a cost is given or no one quantity stands for what is paid."""
    if sheet.costs(scope.task) or not scope.budget_wan:
        return None
    rows = _paid_for(sheet, brief, scope)
    count = sum(v * unit_scale(r.unit) for r, v in zip(rows, values(rows), strict=True))
    if count <= 1:
        return None  # one of a thing costs the budget: that says nothing
    yuan = scope.budget_wan * 10000 / count
    money, value = ("万元", yuan / 10000) if yuan >= 10000 else ("元", yuan)
    target = Target(comparator="≤", value=round(value, 2), unit=f"{money}/{bare(rows[0].unit)}")
    if not target.number:
        return None
    below = figure(rows[0]) if len(rows) == 1 else f"({'+'.join(map(figure, rows))})"
    about = "" if math.isclose(value, target.number, rel_tol=1e-9) else "约"
    quote = f"{print_number(scope.budget_wan)}万元÷{below}={about}{print_number(target.number)}{target.unit}"
    fact = sheet.fact_of(rows[0])
    if len(rows) == 1 and fact is not None and fact.computation:
        quote = f"{fact.computation}；{quote}"
    return _named(rows, scope), target, quote


def cost_that_follows(draft: Draft, counted: str) -> Indicator | None:
    """The unit cost that waited for the quantity just given (a row's id), now money ÷ quantity; None where none waited or other things are paid for too."""
    row, request = draft.row(counted), draft.request
    if row is None or row.level2 != QUANTITY or not isinstance(request, Request) or not isinstance(row.value, int | float) or row.value <= 1:
        return None
    beside = [r for r in draft.indicators if r.applicable and r.level2 == QUANTITY and r.task == row.task and r.id != row.id]
    if any((kind_of(r.unit) or ("",))[0] not in NOT_BOUGHT for r in beside):
        return None
    money = next((t.budget_wan for t in request.tasks if row.task and row.task in (t.no, t.name)), None) if row.task else request.budget_wan
    waits = [r for r in draft.indicators if is_cost(r.level2) and r.status == "unconfirmed" and r.value is None and r.task in (None, row.task)]
    cost = next((r for r in waits if r.unit.partition("/")[2] == bare(row.unit)), None)
    if cost is None or not money:
        return None
    scale = unit_scale(cost.unit.split("/")[0])
    value = round(money * 10000 / (row.value * unit_scale(row.unit)) / scale, 2)
    quote = f"{print_number(money)}万元÷{figure(row)}={print_number(value)}{cost.unit}"
    target = Target(comparator="≤", value=value, unit=cost.unit)
    ground = Ground(kind="derived", quote=quote)
    return cost.with_target(target, status="proposed", sources=(ground,), basis=f"预算测算：{quote}", explanation=MEASURED_OUT)


def _paid_for(sheet: Sheet, brief: Brief, scope: Scope) -> list[Indicator]:
    """The quantity that stands for what the money pays: one row, or several events of one kind; empty where none does."""
    rows = [r for r in quantities(sheet, scope, brief) if not _PAYING_OUT.search(r.name) and (kind_of(r.unit) or ("",))[0] not in NOT_BOUGHT]
    if any(bare(r.unit) == "元" for r in quantities(sheet, scope, brief)):
        return []  # money lent or raised is what the project moves, not what its own money buys
    events = parallel(rows)
    apt = [r for r in rows if bigrams(r.name) & scope.words or _library_counts(r, sheet, brief, scope)]
    if events and all(r in apt for r in events) and not any(bare(r.unit) in HEADS and _heads_first(brief) for r in apt):
        return events
    if len(rows) == 1 and not apt and len(brief.understanding.activities) <= 1 and _about_one_thing(rows[0], sheet, brief, scope):
        return rows
    for units in (_library_units(brief)[:1], HEADS, None, EVENTS):
        paid = [r for r in apt if (bare(r.unit) in units if units is not None else bare(r.unit) not in EVENTS)]
        if len(paid) == 1:
            by_library = _library_counts(paid[0], sheet, brief, scope)
            return paid if not any(_unlike(r, paid[0], by_library) for r in rows if r is not paid[0]) else []
        if paid:
            return []
    return []


def _unlike(row: Indicator, paid: Indicator, by_library: bool) -> bool:
    """Is a second count another thing the money pays for: goods, another served kind, things built, or work of another name?"""
    unit, of = bare(row.unit), bare(paid.unit)
    if unit == of or unit in (*GOODS, *_OTHER_KINDS) or MADE.search(row.name):
        return True
    same_work = unit in _PAPERS or (of in EVENTS and unit in HEADS) or {unit, of} <= set(_PHYSICAL)
    thing, other = bigrams(COUNT_WORD.sub("", row.name)), bigrams(COUNT_WORD.sub("", paid.name))
    return not same_work and not by_library and 2 * len(thing & other) < len(thing)


def _library_units(brief: Brief) -> tuple[str, ...]:
    """What the library's unit costs of this type are per, first the usual one."""
    costs = [p for p in brief.profile.entries if level2_in(p.level2, "2015") == PLAIN_COST and p.project_type != brief.general.name]
    return tuple(dict.fromkeys(unit.split("/")[1] for p in costs for unit in p.units if "/" in unit))


def _library_counts(row: Indicator, sheet: Sheet, brief: Brief, scope: Scope) -> bool:
    """Is the row a core count of the type that the library's unit cost is per, and nothing else is promised beside it?"""
    if scope.task is not None or bare(row.unit) not in _library_units(brief)[:1] or bare(row.unit) in ANY_THING:
        return False
    entry = fitting(row, brief, sheet.fact_of(row))
    return entry is not None and entry.core and entry.project_type == brief.profile.name and _about_one_thing(row, sheet, brief, scope)


def _heads_first(brief: Brief) -> bool:
    return any(unit in HEADS for unit in _library_units(brief)[:1])


def _about_one_thing(row: Indicator, sheet: Sheet, brief: Brief, scope: Scope) -> bool:
    """Is there nothing else the words promise that this count does not speak of?"""
    rates = [bigrams(r.name) - _ANY_WORK for r in sheet.under(QUALITY, scope.task) if sheet.fact_of(r)]
    return not any(rate and not rate & bigrams(row.name) for rate in rates)


def _named(rows: Sequence[Indicator], scope: Scope) -> str:
    unit = bare(rows[0].unit)
    thing = shared_word(rows) if len(rows) > 1 else COUNT_WORD.sub("", rows[0].name)
    return cost_name(thing or scope.title, unit)
