"""效益 (benefits): what follows from the work — effects the words promise, then measures the library knows, else why a tier is not used."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain.frame import BENEFITS, QUALITY, SOCIAL
from assistant.domain.indicator import Indicator, Measurement
from assistant.domain.names import bigrams, likeness
from assistant.domain.pattern import IndicatorPattern
from assistant.domain.target import QUALITATIVE
from assistant.drafting.borrowing import Lender
from assistant.drafting.brief import Brief
from assistant.drafting.department import key_of
from assistant.drafting.filling import entries, row_of
from assistant.drafting.measuring import fitting, measured
from assistant.drafting.sheet import Sheet

_NEVER = bigrams("事故 疫情 投诉 伤亡 火灾 拖欠 中断 差错")
_EFFECT = re.compile(r"受益|惠及|接待|覆盖|带动|就业|增收|知晓|普及|学会|利用率|保障率|签约率|观众|参与")
_ECHO = 0.5
_WHY_NONE = {
    "经济效益指标": "资金用于履行公共管理和服务职能，不产生可单独计量的经济收益",
    "社会效益指标": "社会影响已在其他效益指标中计量，不另设",
    "生态效益指标": "工作内容不涉及生态环境的改善或影响",
    "可持续影响指标": "当年实施当年见效，没有需要单独计量的跨年度影响",
}


def move_promises(sheet: Sheet, brief: Brief) -> None:
    """A promise that a fair reviewer accepts in two tiers goes to the one that would else stand empty: 带动就业人数 to 社会效益, where 数量 has others."""
    for level2, have in ((SOCIAL, sheet.benefits), (QUALITY, lambda: sheet.under(QUALITY))):
        if have():
            continue
        row = next((r for r in sheet if _may_move(r, level2, sheet) and _apt(r, level2, sheet, brief)), None)
        if row is not None:
            moved = row.model_copy(update={"level2": level2, "explanation": "", "measurement": Measurement()})
            sheet.replace(row, measured(moved, brief, sheet.fact_of(row)))


def put_benefits(sheet: Sheet, brief: Brief, lender: Lender) -> None:
    """社会效益 always, the others where the library knows a measure for what is done here."""
    for level2 in BENEFITS:
        if sheet.under(level2):
            continue
        apt = [p for p in entries(brief, level2) if level2 == SOCIAL or p.core or p.needs or any(w in brief.text for w in p.words)]
        known = brief.profile.name != brief.general.name
        own = [p for p in apt if known and p.project_type == brief.profile.name and (brief.sure_of_type or brief.at_home(p))]
        if level2 == SOCIAL and not sheet.benefits():
            # a general benefit only where there would else be none, and that which fits any spending last of all
            own += sorted((p for p in apt if p not in own), key=lambda p: p.project_type == brief.general.name and not p.needs)
        for pattern in own:
            row = row_of(pattern, brief, lender)
            if row.status == "unconfirmed" or any(echoes(row, r) for r in sheet):
                continue  # a benefit that promises nothing is none
            if sheet.put(row):
                break
        if level2 == SOCIAL and not sheet.benefits():
            _put_some_benefit(sheet, brief, lender, own)


def _put_some_benefit(sheet: Sheet, brief: Brief, lender: Lender, known: Sequence[IndicatorPattern]) -> None:
    """Where the library promises nothing that can be held to: a comparable's rate, else its first entry left blank and asked for."""
    if (lent := lender.row(SOCIAL)) is not None and sheet.put(measured(lent, brief)):
        return
    blank = next((row for p in known if not any(echoes(row := row_of(p, brief, lender), r) for r in sheet)), None)
    if blank is not None:
        sheet.put(blank)


def put_benefits_of_tasks(sheet: Sheet, brief: Brief, lender: Lender) -> None:
    """What each task of a department changes, where its words promise no effect and the library knows one for work of its kind."""
    for task, profile in zip(brief.request.tasks, brief.of_tasks, strict=False):
        key = key_of(task)
        if profile == brief.general or any(r.task == key for r in sheet.benefits()):
            continue
        for pattern in profile.entries:
            if (
                pattern.level2 != SOCIAL
                or not pattern.core
                or (pattern.needs and not any(w in task.name + (task.content or "") for w in pattern.needs))
            ):
                continue
            row = row_of(pattern, brief, lender).model_copy(update={"task": key})
            if row.status == "unconfirmed" or any(row.name == r.name or (r.task in (None, key) and echoes(row, r)) for r in sheet):
                continue
            if sheet.put(row):
                break


def put_not_applicable(sheet: Sheet, brief: Brief) -> None:
    """Benefit tiers left unused say why."""
    for level2 in BENEFITS:
        if sheet.under(level2):
            continue
        reason = next((n.reason for n in brief.not_applicable if n.level2 == level2), _WHY_NONE[level2])
        sheet.put(Indicator(level2=level2, name="不适用", status="not_applicable", reason=reason))


def echoes(row: Indicator, other: Indicator) -> bool:
    """Would a library row say in another tier what a row here says already: a like name, or the same thing that must not happen?"""
    if not other.applicable:
        return False
    if likeness(row.name, other.name) >= _ECHO:
        return True
    return other.value == 0 and row.value in (0, "不发生") and bool(bigrams(row.name) & bigrams(other.name) & _NEVER)


def _may_move(row: Indicator, level2: str, sheet: Sheet) -> bool:
    fact = sheet.fact_of(row)
    return fact is not None and level2 in fact.level2_alternatives and row.task is None and len(sheet.under(row.level2)) > 1


def _apt(row: Indicator, level2: str, sheet: Sheet, brief: Brief) -> bool:
    """Does the library know the promise in that tier: as an entry of it, or as the same thing that must not happen?"""
    entry = fitting(row.model_copy(update={"level2": level2}), brief, sheet.fact_of(row))
    if entry is not None and entry.comparator != QUALITATIVE:  # a state is no home for a number
        return True
    if level2 == SOCIAL and _EFFECT.search(row.name) and not any(p.level2 == SOCIAL and p.project_type == brief.profile.name for p in brief.patterns):
        return True  # better an effect the words promise than a general one
    return row.value == 0 and any(brief.tier(p.level2) == level2 and bigrams(p.name) & bigrams(row.name) & _NEVER for p in brief.patterns)
