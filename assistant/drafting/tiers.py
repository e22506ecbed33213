"""层级补齐 (tiers): what the standard still asks for once the facts are told, put down soundly or left to be confirmed."""

from __future__ import annotations

import datetime as dt

from assistant.domain.frame import COST, FRAMES, PLAIN_COST, QUALITY, QUANTITY, SERVED_SATISFACTION, SOCIAL, TIMELINESS, is_cost, level2_in
from assistant.domain.indicator import Ground, Indicator
from assistant.domain.pattern import IndicatorPattern
from assistant.domain.target import DATE_UNIT, Target
from assistant.drafting.activities import put_activities
from assistant.drafting.benefits import echoes, move_promises, put_benefits, put_benefits_of_tasks, put_not_applicable
from assistant.drafting.borrowing import Lender
from assistant.drafting.brief import Brief
from assistant.drafting.filling import entries, per_thing, row_of, without_slots
from assistant.drafting.measuring import fitting, measured
from assistant.drafting.sheet import Sheet

ENOUGH = 7
"""A project's form has this many rows where the library can give them soundly."""


def complete(sheet: Sheet, brief: Brief) -> None:
    """Put down what is still missing: activities without a row, mandatory tiers, benefits or why there are none, and core rows up to `ENOUGH`."""
    lender = Lender(brief)
    move_promises(sheet, brief)
    put_activities(sheet, brief)
    for level2 in (QUANTITY, QUALITY, TIMELINESS, PLAIN_COST, SERVED_SATISFACTION):
        _put_tier(sheet, brief, lender, brief.tier(level2))
    put_benefits_of_tasks(sheet, brief, lender)
    put_benefits(sheet, brief, lender)
    _put_core(sheet, brief, lender)
    put_not_applicable(sheet, brief)


def _put_tier(sheet: Sheet, brief: Brief, lender: Lender, level2: str) -> None:
    """One row for a mandatory tier that has none."""
    present = sheet.costs() if level2_in(level2, "2015") == PLAIN_COST else sheet.under(level2)
    if present:
        return
    if level2 == TIMELINESS:
        if sheet.put(_by_year_end(brief, brief.noun)) is None:
            sheet.put(_by_year_end(brief, "各项工作"))
        return
    known = entries(brief, level2)
    if level2 == QUANTITY:
        known.sort(key=lambda p: not _priced(p, brief))
    for pattern in known:
        row = row_of(pattern, brief, lender)
        row = per_thing(row, pattern, sheet, brief)
        if sheet.put(row) or sheet.put(row.model_copy(update={"name": without_slots(pattern)})):
            return
    lent = lender.row(level2)
    if lent is None or not sheet.put(measured(lent, brief)):
        sheet.put(measured(_open(level2, brief), brief))


def _priced(pattern: IndicatorPattern, brief: Brief) -> bool:
    """Is the entry a core count that the type's unit cost is per? Where no count was given, that is the one worth asking for."""
    costs = [unit for p in brief.profile.entries if is_cost(p.level2) for unit in p.units[:1]]
    return pattern.core and pattern.project_type == brief.profile.name and any(unit.partition("/")[2] in pattern.units[:1] for unit in costs)


def _by_year_end(brief: Brief, work: str) -> Indicator:
    """No deadline was given: the last day of the budget year, to be confirmed."""
    day = dt.date(brief.request.fiscal_year, 12, 31).isoformat()
    row = Indicator(
        level2=TIMELINESS,
        name=f"{work}完成时间",
        basis="申报说明没有写明时限，暂按预算年度末，待单位确认",
        sources=(Ground(kind="rule", ref="预算年度", quote=f"预算年度到{brief.request.fiscal_year}年12月31日止"), Ground(kind="assumption")),
        status="unconfirmed",
    )
    return measured(row.with_target(Target(comparator="≤", value=day, unit=DATE_UNIT)), brief)


def _same_rate(a: Indicator, b: Indicator) -> bool:
    """Rates of one ending in one tier say the same of a project: 培训合格率 and 结业考试合格率."""
    return a.unit == b.unit == "%" and a.name[-3:] == b.name[-3:]


def _open(level2: str, brief: Brief) -> Indicator:
    """A row nothing gives a value for: 待确认."""
    names = {
        QUANTITY: f"{brief.noun}完成数量",
        QUALITY: f"{brief.noun}验收合格率",
        PLAIN_COST: f"{brief.noun}单位成本",
        SERVED_SATISFACTION: f"{brief.group}满意度",
        SOCIAL: f"{brief.group}受益人数",
    }
    plain = level2_in(level2, "2015")
    return Indicator(
        level2=level2,
        name=names.get(plain, f"{brief.noun}{plain.removesuffix('指标')}"),
        comparator="≤" if plain == PLAIN_COST else "≥",
        unit="%" if plain in (QUALITY, SERVED_SATISFACTION) else "",
        basis="待单位确认",
        sources=(Ground(kind="assumption"),),
        status="unconfirmed",
    )


def _put_core(sheet: Sheet, brief: Brief, lender: Lender) -> None:
    """More core entries of the type while the form is short, only those that bring a value with them."""
    for pattern in brief.profile.entries if brief.profile.name != brief.general.name else ():
        if len(sheet) >= ENOUGH:
            return
        if pattern not in brief.patterns or brief.tier(pattern.level2) in FRAMES["2021"][COST] or pattern.level2 == TIMELINESS:
            continue  # one deadline says when; a rate beside it would say it again
        row = row_of(pattern, brief, lender)
        covered = any(_same_rate(r, row) or fitting(r, brief, sheet.fact_of(r)) == pattern for r in sheet if r.level2 == row.level2)
        if row.status != "unconfirmed" and not covered and not any(echoes(row, r) for r in sheet):
            sheet.put(row)
