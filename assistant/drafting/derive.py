"""测算 (derive): what follows from the figures given, each sum shown in full.

    单位成本 = 资金÷数量 (`unit_cost`)      分项支出 = 数量×单价 (`part_cost`)      合计 = 分项之和

A sum that only gives the budget back is no row: it would restate it.
"""

from __future__ import annotations

import math

from assistant.domain.frame import PLAIN_COST, QUANTITY, level2_in
from assistant.domain.indicator import Ground, Indicator
from assistant.domain.numeral import print_number
from assistant.domain.target import Target
from assistant.drafting.brief import Brief
from assistant.drafting.measuring import measured
from assistant.drafting.part_cost import cost_per_head, overspent, part_costs
from assistant.drafting.scope import Scope, figure, heads_of_one_kind, parallel, quantities, scopes, shared_ending, shared_word, values
from assistant.drafting.sheet import Sheet
from assistant.drafting.unit_cost import unit_cost

ROOM = 12
"""A total is put down only while the form has fewer rows than this."""
_ENDS = {"场": "总场次", "场次": "总场次", "次": "总次数", "期": "总期数", "批": "总批次", "班次": "总班次", "届": "总届数"}
_WORTH_A_ROW = 5


def put_derived(sheet: Sheet, brief: Brief) -> list[str]:
    """Put down the sums that follow; returns notes on sums that do not fit the money."""
    notes = []
    for scope in scopes(brief):
        if (note := overspent(sheet, brief, scope)) is not None:
            notes.append(note)
        parts = part_costs(sheet, brief, scope)
        for name, target, quote in parts:
            _put_cost(sheet, brief, scope, name, target, quote, "按数量和单价测算的分项支出上限")
        if not parts and (each := cost_per_head(sheet, brief, scope)) is not None:  # the whole part says it already
            _put_cost(sheet, brief, scope, *each, "按每天标准和天数测算的人均支出")
        _put_total(sheet, brief, scope)
        if (found := unit_cost(sheet, brief, scope)) is not None:
            name, target, quote = found
            _put_cost(sheet, brief, scope, name, target, quote, "资金与所办数量之比，用作单位成本上限")
    return notes


def _put_total(sheet: Sheet, brief: Brief, scope: Scope) -> None:
    """Events of one unit held in several forms, where no row gives their sum."""
    counted = quantities(sheet, scope, brief)
    rows = parallel(counted) or heads_of_one_kind(counted)
    total = sum(values(rows))
    if not rows or total < _WORTH_A_ROW or len(sheet) >= ROOM:
        return
    unit = rows[0].unit
    quote = "+".join(map(figure, rows)) + f"={print_number(total)}{unit}"
    row = Indicator(
        level2=QUANTITY,
        task=scope.task,
        name=(shared_word(rows) or shared_ending(rows)) + _ENDS.get(unit, "总户数" if unit == "户" else "总人数"),
        basis=f"测算：{quote}",
        sources=(Ground(kind="derived", quote=quote),),
    )
    sheet.put(measured(row.with_target(Target(comparator="≥", value=total, unit=unit)), brief))


def _put_cost(sheet: Sheet, brief: Brief, scope: Scope, name: str, target: Target, quote: str, means: str) -> None:
    row = Indicator(
        level2=level2_in(PLAIN_COST, brief.standard),
        task=scope.task,
        name=name,
        explanation=f"测算值：{means}，以实际结算为准{_standard(name, brief)}",
        basis=f"预算测算：{quote}",
        sources=(Ground(kind="derived", quote=quote),),
    ).with_target(target)
    restates = "/" not in target.unit and target.scaled is not None and math.isclose(target.scaled, brief.request.budget_wan * 10000, rel_tol=1e-6)
    if not restates:
        sheet.put(measured(row, brief))


def _standard(name: str, brief: Brief) -> str:
    """The spending standard the cost is to be held against, where the law has one for it."""
    for standard in brief.law.standards if brief.law else ():
        if any(word in name for word in standard.words) and brief.law is not None:
            document = brief.law.document(standard.document)
            return f"；须低于{document.named() if document else standard.document}综合定额，请按天数比对"
    return ""
