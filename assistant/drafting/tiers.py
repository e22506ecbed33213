"""层级补齐 (tiers): what the standard still asks for once the facts are told — from the library, valued by comparables, the library, or a question.

choose  the library entries that fill a tier       adapt  this project's noun and group into their names
fill    a value: comparables, usual value, phrase  ground each value with where it comes from, and say so in 依据
"""

from __future__ import annotations

import datetime as dt
import re

from assistant.domain.fact import Activity
from assistant.domain.figure import kind_of
from assistant.domain.frame import (
    BENEFITS,
    COST,
    FRAMES,
    PLAIN_COST,
    QUALITY,
    QUANTITY,
    SERVED_SATISFACTION,
    SOCIAL,
    TIMELINESS,
    is_cost,
    level2_in,
)
from assistant.domain.indicator import Ground, Indicator, Measurement
from assistant.domain.names import bigrams, likeness
from assistant.domain.pattern import IndicatorPattern
from assistant.domain.target import DATE_UNIT, QUALITATIVE, Comparator, Target
from assistant.drafting.borrowing import Lender
from assistant.drafting.brief import Brief
from assistant.drafting.measuring import fitting, measured
from assistant.drafting.scope import bare
from assistant.drafting.sheet import Sheet

_NEVER = bigrams("事故 疫情 投诉 伤亡 火灾 拖欠 中断 差错")
_LIGHT = re.compile(r"开展|组织|举办|实施|进行|做|搞")
_EVENT = re.compile(r"(?:活动|培训|演练|宣传|检查|讲座|比赛|会|展览|演出|调研|巡查|体检|服务|监测|评估|竞赛|班)$")
_MAKES = re.compile(r"印|发放|购|采买|制作|编")
_EFFECT = re.compile(r"受益|惠及|接待|覆盖|带动|就业|增收|知晓|普及|学会|利用率|保障率|签约率|观众|参与")
_ECHO = 0.5
ENOUGH = 7
"""A project's form has this many rows where the library can give them soundly."""
_NAME_AT_MOST = 20
_UNVALUED = {"≥": "不低于往年水平", ">": "不低于往年水平", "≤": "不高于往年水平", "<": "不高于往年水平", "%": "全部达到要求", "=": "不发生"}
"""What a benefit aims at until the unit gives a number: held against earlier years; all of it, or none, where the entry says =."""
_WHY_NONE = {
    "经济效益指标": "资金用于履行公共管理和服务职能，不产生可单独计量的经济收益",
    "社会效益指标": "社会影响已在其他效益指标中计量，不另设",
    "生态效益指标": "工作内容不涉及生态环境的改善或影响",
    "可持续影响指标": "当年实施当年见效，没有需要单独计量的跨年度影响",
}


def complete(sheet: Sheet, brief: Brief) -> None:
    """Put down what is still missing: activities without a row, mandatory tiers, benefits or why there are none, and core rows up to `ENOUGH`."""
    lender = Lender(brief)
    _move(sheet, brief)
    _put_activities(sheet, brief)
    for level2 in (QUANTITY, QUALITY, TIMELINESS, PLAIN_COST, SERVED_SATISFACTION):
        _put_tier(sheet, brief, lender, brief.tier(level2))
    _put_benefits(sheet, brief, lender)
    _put_core(sheet, brief, lender)
    _put_not_applicable(sheet, brief)


def row_of(pattern: IndicatorPattern, brief: Brief, lender: Lender) -> Indicator:
    """An entry as a row of this project: adapted, filled and grounded; 待确认 where nothing gives a value."""
    name = brief.named(pattern)
    if len(name) > _NAME_AT_MOST:
        name = pattern.name.replace("{object}", "").replace("{group}", brief.group)
    row = Indicator(level2=brief.tier(pattern.level2), name=name)
    row = measured(_filled(row, pattern, lender), brief, pattern=pattern)
    return row.model_copy(update={"explanation": _against_baseline(row)})


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
    if pattern.level2 in BENEFITS and (phrase := _UNVALUED.get(_kind_of_aim(pattern))) is not None:
        return row.with_target(Target(comparator=QUALITATIVE, value=phrase), basis="具体数值待单位确认", **unknown)
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


def _kind_of_aim(pattern: IndicatorPattern) -> str:
    return "%" if pattern.comparator == "=" and pattern.units[:1] == ("%",) else pattern.comparator


def _against_baseline(row: Indicator) -> str:
    if not isinstance(row.value, str) or "往年" not in row.value:
        return row.explanation
    return f"{row.explanation}；与往年同口径结果比较，首年实施的以首次统计结果为基数"


def _put_activities(sheet: Sheet, brief: Brief) -> None:
    """Each activity of the words ends in a row: where none tells of it, a count to be confirmed."""
    for activity in brief.understanding.activities:
        loose = brief.request.kind == "department" and activity.task is None
        if loose or not 2 <= len(activity.object) <= 8 or _told(activity, sheet, brief):
            continue
        words = activity.verb + activity.object
        counts = [p for p in brief.patterns if brief.tier(p.level2) == QUANTITY and "{object}" not in p.name and any(w in words for w in p.words)]
        pattern = next((p for p in counts if bigrams(p.name) & bigrams(activity.object)), None)
        said = Ground(kind="description", ref=activity.span.field, quote=activity.span.quote)
        blank = Indicator(
            level2=QUANTITY,
            task=activity.task,
            name=brief.named(pattern) if pattern else f"{activity.verb}{activity.object}数量",
            comparator="≥",
            unit=pattern.units[0] if pattern and pattern.units else "",
            basis=f"单位申报说明：“{activity.span.quote}”，数量待单位确认",
            sources=(said, Ground(kind="assumption")),
            status="unconfirmed",
        )
        sheet.put(measured(blank, brief, pattern=pattern))


def _told(activity: Activity, sheet: Sheet, brief: Brief) -> bool:
    """Does a row speak of the activity: by its fact, by the clause it stands in, by its object — or is it the project itself, or too vague to count?"""
    if activity.task and any(r.task == activity.task and r.level2 == QUANTITY for r in sheet):
        return True
    thing = bigrams(activity.object)
    if thing & bigrams(brief.request.project) or (_LIGHT.search(activity.verb) and not _EVENT.search(activity.object)):
        return True
    for row in sheet:
        fact = sheet.fact_of(row)
        if row.level2 == TIMELINESS and _MAKES.search(activity.verb):
            continue  # a day says when a thing is made, not how many
        if thing & bigrams(row.name) or (fact is not None and (fact.activity == activity.index or brief.same_clause(fact.span, activity.span))):
            return True
    return False


def _put_tier(sheet: Sheet, brief: Brief, lender: Lender, level2: str) -> None:
    """One row for a mandatory tier that has none."""
    present = sheet.costs() if level2_in(level2, "2015") == PLAIN_COST else sheet.under(level2)
    if present:
        return
    if level2 == TIMELINESS:
        sheet.put(_by_year_end(brief))
        return
    for pattern in _entries(brief, level2):
        row = row_of(pattern, brief, lender)
        if sheet.put(_per_thing(row, sheet, brief) if pattern.project_type == brief.general.name else row):
            return
    lent = lender.row(level2)
    if lent is None or not sheet.put(measured(lent, brief)):
        sheet.put(measured(_open(level2, brief), brief))


def _per_thing(row: Indicator, sheet: Sheet, brief: Brief) -> Indicator:
    """A general unit cost still to be confirmed is per the thing this project counts first: 元/株, not 元/项."""
    counted = next((r for r in sheet.under(QUANTITY) if r.unit and kind_of(r.unit) is None), None)
    if not is_cost(row.level2) or row.value is not None or counted is None:
        return row
    return row.model_copy(update={"unit": f"元/{bare(counted.unit)}"})


def _entries(brief: Brief, level2: str) -> list[IndicatorPattern]:
    """The entries of a tier, best first: those of this type, then the general ones, last those of a type the words do not bear out;
    among them the core ones, those that bring a value, those the words speak of."""

    def rank(pattern: IndicatorPattern) -> tuple[int, bool, bool, bool]:
        general = pattern.project_type == brief.general.name
        fits = 1 if general else 0 if brief.sure_of_type or brief.at_home(pattern) else 2
        unvalued = pattern.usual is None and not pattern.qualitative
        return (fits, not pattern.core, unvalued, not brief.at_home(pattern))

    return sorted((p for p in brief.patterns if brief.tier(p.level2) == level2), key=rank)


def _by_year_end(brief: Brief) -> Indicator:
    """No deadline was given: the last day of the budget year, to be confirmed."""
    day = dt.date(brief.request.fiscal_year, 12, 31).isoformat()
    row = Indicator(
        level2=TIMELINESS,
        name=f"{brief.noun}完成时间",
        basis="申报说明没有写明时限，暂按预算年度末，待单位确认",
        sources=(Ground(kind="rule", ref="预算年度", quote=f"预算年度到{brief.request.fiscal_year}年12月31日止"), Ground(kind="assumption")),
        status="unconfirmed",
    )
    return measured(row.with_target(Target(comparator="≤", value=day, unit=DATE_UNIT)), brief)


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


def _put_benefits(sheet: Sheet, brief: Brief, lender: Lender) -> None:
    """社会效益 always, the others where the library knows a measure for what is done here."""
    for level2 in BENEFITS:
        if sheet.under(level2):
            continue
        apt = [p for p in _entries(brief, level2) if level2 == SOCIAL or p.core or p.needs or any(w in brief.text for w in p.words)]
        own = [p for p in apt if p.project_type == brief.profile.name and (brief.sure_of_type or brief.at_home(p))]
        if not own and (level2 != SOCIAL or sheet.benefits()):
            continue  # a general benefit only where there would else be none
        for pattern in own or apt:
            row = row_of(pattern, brief, lender)
            if any(_echoes(row, r) for r in sheet):
                continue
            if level2 != SOCIAL and row.status == "unconfirmed":
                continue
            if sheet.put(row):
                break
        if level2 == SOCIAL and not sheet.benefits() and (row2 := lender.row(level2)) is not None:
            sheet.put(measured(row2, brief))


def _echoes(row: Indicator, other: Indicator) -> bool:
    """Would a library row say in another tier what a row here says already: a like name, or the same thing that must not happen?"""
    if not other.applicable:
        return False
    if likeness(row.name, other.name) >= _ECHO:
        return True
    return other.value == 0 and row.value in (0, "不发生") and bool(bigrams(row.name) & bigrams(other.name) & _NEVER)


def _put_core(sheet: Sheet, brief: Brief, lender: Lender) -> None:
    """More core entries of the type while the form is short, only those that bring a value with them."""
    for pattern in brief.profile.entries if brief.profile.name != brief.general.name else ():
        if len(sheet) >= ENOUGH:
            return
        if pattern not in brief.patterns or brief.tier(pattern.level2) in FRAMES["2021"][COST] or pattern.level2 == TIMELINESS:
            continue  # one deadline says when; a rate beside it would say it again
        row = row_of(pattern, brief, lender)
        covered = any(fitting(r, brief, sheet.fact_of(r)) == pattern for r in sheet if r.level2 == row.level2)
        if row.status != "unconfirmed" and not covered and not any(_echoes(row, r) for r in sheet):
            sheet.put(row)


def _move(sheet: Sheet, brief: Brief) -> None:
    """A promise that a fair reviewer accepts in two tiers goes to the one that would else stand empty: 带动就业人数 to 社会效益, where 数量 has others."""
    for level2, have in ((SOCIAL, sheet.benefits), (QUALITY, lambda: sheet.under(QUALITY))):
        if have():
            continue
        row = next((r for r in sheet if _may_move(r, level2, sheet) and _apt(r, level2, sheet, brief)), None)
        if row is not None:
            moved = row.model_copy(update={"level2": level2, "explanation": "", "measurement": Measurement()})
            sheet.replace(row, measured(moved, brief, sheet.fact_of(row)))


def _may_move(row: Indicator, level2: str, sheet: Sheet) -> bool:
    fact = sheet.fact_of(row)
    return fact is not None and level2 in fact.level2_alternatives and row.task is None and len(sheet.under(row.level2)) > 1


def _apt(row: Indicator, level2: str, sheet: Sheet, brief: Brief) -> bool:
    """Does the library know the promise in that tier: as an entry of it, or as the same thing that must not happen?"""
    if fitting(row.model_copy(update={"level2": level2}), brief, sheet.fact_of(row)) is not None:
        return True
    if level2 == SOCIAL and _EFFECT.search(row.name) and not any(p.level2 == SOCIAL and p.project_type == brief.profile.name for p in brief.patterns):
        return True  # better an effect the words promise than a general one
    return row.value == 0 and any(brief.tier(p.level2) == level2 and bigrams(p.name) & bigrams(row.name) & _NEVER for p in brief.patterns)


def _put_not_applicable(sheet: Sheet, brief: Brief) -> None:
    """Benefit tiers left unused say why."""
    for level2 in BENEFITS:
        if sheet.under(level2):
            continue
        reason = next((n.reason for n in brief.not_applicable if n.level2 == level2), _WHY_NONE[level2])
        sheet.put(Indicator(level2=level2, name="不适用", status="not_applicable", reason=reason))
