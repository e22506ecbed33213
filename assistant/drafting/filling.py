"""填值 (filling): a library entry as a row of this project, its value from where it soundly comes.

choose  the entries of a tier, best first          adapt   this project's noun and group into the name
fill    comparables, usual value, phrase, or none  ground  the value with where it comes from, said in 依据
"""

from __future__ import annotations

import re

from assistant.domain.figure import kind_of
from assistant.domain.frame import QUANTITY, is_cost
from assistant.domain.indicator import Ground, Indicator, Measurement
from assistant.domain.names import bigrams
from assistant.domain.pattern import IndicatorPattern
from assistant.domain.target import QUALITATIVE, Comparator, Target
from assistant.drafting.borrowing import Lender
from assistant.drafting.brief import Brief
from assistant.drafting.measuring import measured
from assistant.drafting.scope import ANY_THING, COUNT_WORD, MADE, NOT_BOUGHT, bare, cost_name
from assistant.drafting.sheet import Sheet

_NAME_AT_MOST = 20
_GOTTEN = r"^(?:购置|采购|购买|配备|更换|安装)(?=..)"


def entries(brief: Brief, level2: str) -> list[IndicatorPattern]:
    """The entries of a tier, best first: those of this type, then the general ones, last those of a type the words do not bear out;
    among them the core ones, those that bring a value, those the words speak of."""

    def rank(pattern: IndicatorPattern) -> tuple[int, bool, bool, bool]:
        general = pattern.project_type == brief.general.name
        fits = 1 if general else 0 if brief.sure_of_type or brief.at_home(pattern) else 2
        unvalued = pattern.usual is None and not pattern.qualitative
        return (fits, not pattern.core, unvalued, not brief.at_home(pattern))

    return sorted((p for p in brief.patterns if brief.tier(p.level2) == level2), key=rank)


def row_of(pattern: IndicatorPattern, brief: Brief, lender: Lender) -> Indicator:
    """An entry as a row of this project: adapted, filled and grounded; 待确认 where nothing gives a value."""
    name = brief.named(pattern)
    if len(name) > _NAME_AT_MOST:
        name = pattern.name.replace("{object}", "").replace("{group}", brief.group)
    row = Indicator(level2=brief.tier(pattern.level2), name=name)
    return measured(_filled(row, pattern, lender), brief, pattern=pattern)


def without_slots(pattern: IndicatorPattern) -> str:
    """The entry's bare name, for a project whose own long name makes every row of it look alike; 工作 before one that would be too short to read."""
    bare_name = pattern.name.replace("{object}", "").replace("{group}", "服务对象")
    return bare_name if len(bare_name) > 4 else f"工作{bare_name}"


def per_thing(row: Indicator, pattern: IndicatorPattern, sheet: Sheet, brief: Brief) -> Indicator:
    """A unit cost still to be confirmed is per a thing this project counts: 元/株 for trees, never 元/平方米 for a river or 元/户 for samples.

    The entry's own words stay where it is per something counted here; else the cost is named after what is counted first.
    """
    counted = [r for r in sheet.under(QUANTITY) if r.unit and r.value is not None and (kind_of(r.unit) or ("",))[0] not in NOT_BOUGHT]
    if brief.request.kind == "department":
        counted = sorted((r for r in counted if r.task), key=lambda r: MADE.search(r.name) is None)
    if not is_cost(row.level2) or row.value is not None or not counted:
        return row
    first = counted[0]
    row = row.model_copy(update={"task": first.task})
    thing = re.sub(_GOTTEN, "", COUNT_WORD.sub("", first.name)) or brief.noun
    same_thing = bare(first.unit) not in ANY_THING or bool(bigrams(pattern.name) & bigrams(thing))
    own = next((unit for unit in pattern.units if bare(first.unit) == unit.partition("/")[2] and same_thing), None)
    if own and pattern.project_type != brief.general.name:
        return row.model_copy(update={"unit": own, "name": pattern.name.replace("{object}", thing) if "{object}" in pattern.name else row.name})
    name = cost_name(thing, bare(first.unit))
    blank = {"name": name, "comparator": "≤", "unit": f"元/{bare(first.unit)}", "explanation": "", "measurement": Measurement()}
    return measured(row.model_copy(update=blank), brief)


def _filled(row: Indicator, pattern: IndicatorPattern, lender: Lender) -> Indicator:
    entry = Ground(kind="library", ref=pattern.id, quote=pattern.qualitative or pattern.name)
    if (borrowed := lender.value(pattern, row.name)) is not None:
        target, ground, says = borrowed
        if target.number is not None and pattern.units:
            target = target.model_copy(update={"comparator": _sign(pattern, target.number)})
        return row.with_target(target, sources=(ground, entry), basis=says)
    if pattern.usual is not None and pattern.units:
        target = Target(comparator=_sign(pattern, pattern.usual.value), value=pattern.usual.value, unit=pattern.units[0])
        basis = f"公开绩效表中的常用值：{_plain(pattern.usual.quote)}（{pattern.usual.ref}）"
        return row.with_target(target, sources=(Ground(kind="library", ref=pattern.id, quote=pattern.usual.quote),), basis=basis)
    if pattern.comparator == QUALITATIVE and pattern.qualitative:
        return row.with_target(
            Target(comparator=QUALITATIVE, value=pattern.qualitative), sources=(entry,), basis="按本类项目应达到的、可核查的状态设定"
        )
    unknown = {"status": "unconfirmed", "sources": (entry, Ground(kind="assumption"))}
    blank = Target(comparator=None if pattern.comparator == QUALITATIVE else pattern.comparator, unit=pattern.units[0] if pattern.units else "")
    return row.with_target(blank, basis="待单位确认", **unknown)


def _sign(pattern: IndicatorPattern, value: float) -> Comparator:
    """The sign of a rate: all of it is =100 %, part of it ≥; everything else as the entry says."""
    if pattern.units[0] != "%" or pattern.comparator in ("≤", "<"):
        return pattern.comparator
    return "=" if value == 100 else "≥"


def _plain(quote: str) -> str:
    """A published row without its serial number and blank marks, as a basis shows it."""
    return re.sub(r"^指标\d+[:：]|[（(][≥≤=＝]?\*+%?[)）]", "", quote)
