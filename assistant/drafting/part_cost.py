"""分项支出 (part cost): 数量×单价 — the money a part takes, where it is neither the whole budget nor more than it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain.indicator import Indicator
from assistant.domain.names import likeness
from assistant.domain.numeral import print_number
from assistant.domain.target import Target, unit_scale
from assistant.drafting.brief import Brief
from assistant.drafting.scope import COUNT_WORD, HEADS, Scope, bare, clause_of, counts, figure, quantities, values
from assistant.drafting.sheet import Sheet

_SAME_MONEY = 0.02
_RESTATES = 0.002
_UP_TO = re.compile(r"最高|最多|封顶|上限|至多")
"""单家最高5万元: what one may get at most, not what each gets."""
_PAID_AS = ("采购", "购置", "印刷", "制作", "慰问金", "救助金", "奖金", "补助", "补贴")
_EACH = re.compile(r"每(?:人|名|户|位|家|生|个孩子|个学生)")
_ANYTHING = "个项件次人名位户家份天月年"
"""Units that a name may hold without counting by them."""
_PRICE = re.compile(r"(?:单[价份位个座场台套户件次]|平均|[人户场次]均|造价|价格|费用?|成本|支出|补助|标准|上限|印刷|制作|采购|购置)+")


def part_costs(sheet: Sheet, brief: Brief, scope: Scope) -> list[tuple[str, Target, str]]:
    """(name, target, the sum) of each part with a quantity and a unit price; nothing where the parts make up the budget, or pass it."""
    parts, whole = _parts(sheet, brief, scope), scope.budget_wan * 10000
    spent = sum(yuan for *_, yuan in parts)
    if not parts or spent > whole * (1 + _RESTATES) or abs(spent - whole) <= whole * _RESTATES:
        return []
    found = []
    for price, quantity, yuan in parts:
        wan = yuan >= 10000
        target = Target(comparator="≤", value=round(yuan / 10000, 4) if wan else yuan, unit="万元" if wan else "元")
        thing = (_PRICE.sub("", price.name) if "/" not in price.unit else "") or COUNT_WORD.sub("", quantity.name)
        doing = next((word for word in _PAID_AS if word in price.name + quantity.name and word not in thing), "")
        found.append((f"{thing}{doing}总成本", target, f"{_sum(quantity, price, brief)}={print_number(target.number or 0)}{target.unit}"))
    return found


def overspent(sheet: Sheet, brief: Brief, scope: Scope) -> str | None:
    """A sentence where quantities at their unit prices need more than the money there is; else None."""
    parts = [part for part in _parts(sheet, brief, scope) if not _is_a_cap(part[0], sheet, brief)]
    whole, spent = scope.budget_wan * 10000, sum(yuan for *_, yuan in parts)
    if not parts or spent <= whole * (1 + _SAME_MONEY):
        return None
    sums = "、".join(f"{_sum(q, p, brief)}={_wan(yuan)}" for p, q, yuan in parts)
    return f"按单价测算需{_wan(spent)}（{sums}），超过资金{_wan(whole)}，请核对单价或数量"


def _is_a_cap(price: Indicator, sheet: Sheet, brief: Brief) -> bool:
    fact = sheet.fact_of(price)
    return fact is not None and _UP_TO.search(fact.span.quote + clause_of(fact, brief)) is not None


def _parts(sheet: Sheet, brief: Brief, scope: Scope) -> list[tuple[Indicator, Indicator, float]]:
    """(unit price, quantity, 元) for each unit price whose quantity is clear."""
    parts = []
    for price in sheet.costs(scope.task):
        quantity = _bought(price, sheet, brief, scope)
        if quantity is not None:
            times, _ = _times(price, brief)
            if times is None:
                continue
            yuan = values([quantity])[0] * unit_scale(quantity.unit) * values([price])[0] * unit_scale(price.unit.split("/")[0]) * times
            parts.append((price, quantity, yuan))
    shared = [quantity.id for _, quantity, _ in parts]
    return [part for part in parts if shared.count(part[1].id) == 1]  # 简易每件50元、复杂每件500元 of 400件: how many of each is not said


def _times(price: Indicator, brief: Brief) -> tuple[float | None, str]:
    """How often a price is paid, and of what: 元/人·月 twelve 个月, or as many as the words give; 元/人·天 the 天 they give; None where they give none."""
    periods = re.split(r"[·.]", price.unit.split("/")[-1])[1:] or price.unit.split("/")[2:]
    if not periods:
        return 1, ""
    if periods[0] in ("天", "日"):
        return _said(("天", "日"), brief), "天"
    if periods[0] == "月":
        return _said(("个月", "月"), brief) or 12, "个月"
    return {"季": 4, "季度": 4, "年": 1, "年度": 1, "学年": 1, "学期": 2, "次": 1}.get(periods[0]), {
        "季": "个季度",
        "季度": "个季度",
        "学期": "个学期",
    }.get(periods[0], "")


def _said(units: Sequence[str], brief: Brief) -> float | None:
    """The one length of time in such a unit that the words give, told or promised; None where they give none or several."""
    facts = (*brief.understanding.facts, *brief.understanding.set_aside)
    told = {
        f.value for f in facts if f.unit in units and isinstance(f.value, int | float) and f.value > 1 and f.role in ("target", "other", "condition")
    }
    limits = {f.value for f in facts if f.unit in units and f.comparator in ("≤", "<")}
    return float(told.pop()) if len(told) == 1 and not told & limits else None


def cost_per_head(sheet: Sheet, brief: Brief, scope: Scope) -> tuple[str, Target, str] | None:
    """What one person costs over all the days: 每人每天60元、不少于30天 → 1800元/人. None where no price is by the day or the days are not said."""
    for price in sheet.costs(scope.task):
        per, *periods = re.split(r"[·.]", price.unit.split("/")[-1])
        days, counted = _times(price, brief)
        if per in HEADS and periods and counted == "天" and days and values([price]):
            yuan = round(values([price])[0] * unit_scale(price.unit.split("/")[0]) * days, 2)
            name = re.sub(r"每(?:人|名|位)?每?[天日]", "", price.name)
            target = Target(comparator="≤", value=yuan, unit=f"元/{per}")
            return f"人均{name}", target, f"{_price(price)}×{print_number(days)}天={print_number(yuan)}元/{per}"
    return None


def _bought(price: Indicator, sheet: Sheet, brief: Brief, scope: Scope) -> Indicator | None:
    """The quantity a unit price is for: by the unit it is “per”, by the words 每人, then by the likest name; None where it is not clear."""
    if "元" not in price.unit.split("/")[0] or not values([price]):
        return None
    said = fact.span.quote if (fact := sheet.fact_of(price)) else price.name
    wholes = quantities(sheet, scope, brief)
    named = [r for r in counts(sheet, scope) if r not in wholes and r.name[:2] in said]
    rows = named or wholes
    if "/" in price.unit:
        per = re.split(r"[·.次]", price.unit.split("/")[1])[0] or price.unit.split("/")[1]
        rows = [
            r
            for r in rows
            if bare(r.unit) == per
            or _counts_these(r, per)
            or bare(r.unit).startswith(per)
            or {bare(r.unit), per} <= set(HEADS) - {"户"}
            or (per in ("餐", "份", "顿") and "餐" in r.name)
        ]
        rows = [r for r in rows if bare(r.unit) == per or {bare(r.unit), per} <= {"人", "名", "位"}] or rows
    elif _EACH.search(clause_of(sheet.fact_of(price), brief)):
        rows = [r for r in rows if bare(r.unit) in HEADS]
    elif thing := _PRICE.sub("", price.name):
        rows = [r for r in rows if thing in r.name]  # 宣传折页3万份，单价≤0.6元
    else:
        return None
    if len(rows) < 2:
        return rows[0] if rows else None
    for words in (said, price.name):
        scored = sorted(((likeness(words, r.name), n) for n, r in enumerate(rows)), reverse=True)
        if scored[0][0] > scored[1][0]:
            return rows[scored[0][1]]
        if _told_together(rows, sheet, brief):
            return None  # 书记员12名、法警6名，人均3.9万元: the price is of both
    return _told_before(price, rows, sheet, brief)


def _told_together(rows: Sequence[Indicator], sheet: Sheet, brief: Brief) -> bool:
    """Do the last two of these counts stand in one list, with no comma between?"""
    spans = sorted((fact.span.start, fact.span.end) for r in rows if (fact := sheet.fact_of(r)) and fact.span.field == "request.description")
    return len(spans) > 1 and not re.search(r"[，,。；;]", brief.request.description[spans[-2][1] : spans[-1][0]])


def _told_before(price: Indicator, rows: Sequence[Indicator], sheet: Sheet, brief: Brief) -> Indicator | None:
    """The count told last before a price in its sentence: 茶园600亩，每亩补800元."""
    own = sheet.fact_of(price)
    if own is None or own.span.field != "request.description":
        return None
    told = [(fact.span.start, n) for n, r in enumerate(rows) if (fact := sheet.fact_of(r)) and fact.span.field == own.span.field]
    near = max((place for place in told if place[0] < own.span.start), default=None)
    if near is None or re.search(r"[。；;]", brief.request.description[near[0] : own.span.start]):
        return None
    return rows[near[1]]


def _counts_these(row: Indicator, per: str) -> bool:
    """Does the row's name say what the price is per, where its unit does not: 元/站 of 微型消防站15个, 元/餐 of 供餐6万人次?"""
    return len(per) == 1 and per not in _ANYTHING and per in COUNT_WORD.sub("", row.name)[-2:]


def _sum(quantity: Indicator, price: Indicator, brief: Brief) -> str:
    times, of = _times(price, brief)
    return f"{figure(quantity)}×{_price(price)}" + (f"×{print_number(times)}{of}" if times and of else "")


def _price(row: Indicator) -> str:
    return "".join(print_number(v) for v in values([row])) + row.unit.split("/")[0]


def _wan(yuan: float) -> str:
    return f"{print_number(round(yuan / 10000, 4))}万元"
