"""沿用 (carrying): last year's form as a start — its rows go on, what the words change is changed, last year's target and actual stand beside each.

A row the new words speak of takes the new value under the old name (放映点数 16 → 18). A row they do not speak of is carried with last year's value;
where that lies below what was reached, the draft says so and asks. Last year's days move to this year and wait to be confirmed.
"""

from __future__ import annotations

import datetime as dt
import re

from assistant.domain.draft import PreviousIndicator, Question
from assistant.domain.frame import QUANTITY, level2_in, level2_of
from assistant.domain.indicator import NOT_APPLICABLE, Ground, Indicator, Measurement
from assistant.domain.names import likeness
from assistant.domain.target import DATE_UNIT, QUALITATIVE, Target
from assistant.drafting.brief import Brief
from assistant.drafting.measuring import measured
from assistant.drafting.sheet import Sheet

_SAME_ROW = 0.3
_VAGUE = re.compile(r"提升|提高|改善|增强|促进|显著|有效|明显|进一步|良好|优化")
_GROWN = re.compile(r"增加|扩大|提高|达到")


def put_carried(sheet: Sheet, brief: Brief) -> list[Question]:
    """Put last year's rows beside the promises; returns the questions they raise."""
    previous = brief.request.previous
    if previous is None:
        return []
    questions = []
    taken = _matches(sheet, brief)
    for n, old in enumerate(previous.indicators):
        if not old.name or NOT_APPLICABLE in (old.name, old.target):
            continue
        if n in taken:
            _adjust(sheet, taken[n], old, brief)
            continue
        row = sheet.put(_carried(old, brief))
        if row is not None and (question := _doubt(row, old)) is not None:
            questions.append(question)
    return questions


def _matches(sheet: Sheet, brief: Brief) -> dict[int, Indicator]:
    """Which promise speaks of which of last year's rows: the likest pairs first, each row in one pair only."""
    previous = brief.request.previous
    pairs = []
    for n, old in enumerate(previous.indicators if previous else ()):
        for m, row in enumerate(sheet):
            if sheet.fact_of(row) and (score := _kinship(row, old, brief)) >= _SAME_ROW:
                pairs.append((-score, n, m, row))
    taken: dict[int, Indicator] = {}
    used: set[str] = set()
    for _, n, _, row in sorted(pairs, key=lambda p: p[:3]):
        if n not in taken and row.id not in used:
            taken[n] = row
            used.add(row.id)
    return taken


def _kinship(row: Indicator, old: PreviousIndicator, brief: Brief) -> float:
    """How surely a promise is about last year's row, 0..1: tier and unit agree, and the names are like."""
    aim = _aim(old, brief)
    name = _GROWN.sub("", row.name)
    within = old.name in name or name in old.name
    if (_tier(old, brief) != row.level2 and not within) or (aim.unit and row.unit and aim.unit.lstrip("万千") != row.unit.lstrip("万千")):
        return 0.0
    inside = 0.9 * min(len(name), len(old.name)) / max(len(name), len(old.name)) if within else 0.0
    score = max(likeness(name, old.name), inside, 0.6 if name.endswith(old.name) and len(old.name) > 2 else 0.0)
    return min(1.0, score + 0.2) if row.unit == DATE_UNIT else score


def _adjust(sheet: Sheet, row: Indicator, old: PreviousIndicator, brief: Brief) -> None:
    """The promise takes last year's name, its history beside it."""
    changed = _aim(old, brief) != row.aim
    word = f"调整：上年目标{_target_of(old)}" if changed else f"沿用：与上年目标{_target_of(old)}一致"
    basis = row.basis if "上年实际" in row.basis else row.basis + f"；{word}" + (f"，上年实际{_actual(old)}" if old.actual is not None else "")
    moved = row.model_copy(update={"level2": _tier(old, brief)})
    if not row.unit:
        moved = moved.with_target(moved.aim.model_copy(update={"unit": _aim(old, brief).unit}))
    row_now = (
        moved if _tier(old, brief) == row.level2 else measured(moved.model_copy(update={"explanation": "", "measurement": Measurement()}), brief)
    )
    renamed = {}
    if all(r is row or r.name != old.name for r in sheet):
        renamed = {"name": old.name, "explanation": row_now.explanation.replace(row.name, old.name)}
    sheet.replace(row, row_now.model_copy(update={**renamed, "basis": basis}))


def _carried(old: PreviousIndicator, brief: Brief) -> Indicator:
    aim = _aim(old, brief)
    quote = f"{old.name} {_target_of(old)}"
    row = Indicator(
        level2=_tier(old, brief),
        task=old.task,
        name=old.name,
        explanation=old.explanation or "",
        sources=(Ground(kind="previous", ref="request.previous", quote=quote),),
    )
    reached = f"，上年实际{_actual(old)}" if old.actual is not None else ""
    if aim.day is not None and brief.request.previous is not None:
        moved = _this_year(aim.day, brief.request.fiscal_year)
        sources = (*row.sources, Ground(kind="assumption"))
        row = row.with_target(Target(comparator="≤", value=moved.isoformat(), unit=DATE_UNIT), status="unconfirmed", sources=sources)
        return measured(row.model_copy(update={"basis": f"沿用上年时限{_target_of(old)}{reached}，顺延至本年，待单位确认"}), brief)
    row = row.with_target(aim) if aim.value is not None else row.model_copy(update={"status": "unconfirmed"})
    below = f"，本年目标{'低于' if _harder(row) == '调高' else '高于'}上年实际，请确认是否{_harder(row)}" if _below(row, old) else ""
    return measured(row.model_copy(update={"basis": f"沿用上年目标{_target_of(old)}{reached}{below}"}), brief)


def _doubt(row: Indicator, old: PreviousIndicator) -> Question | None:
    if row.unit == DATE_UNIT:
        return Question(about=row.id, question=f"“{row.name}”上年为{_target_of(old)}，今年是否仍是这个时限？", why="时限决定时效指标能否考核")
    if row.comparator == QUALITATIVE and _VAGUE.search(str(row.value)):
        return Question(
            about=row.id, question=f"“{row.name}”上年写的是“{row.value}”，说不出程度，今年用什么数或什么凭据来衡量？", why="说不出程度的指标无法打分"
        )
    if _below(row, old):
        return Question(
            about=row.id,
            question=f"“{row.name}”上年实际{_actual(old)}，沿用的目标{row.printed()}偏{'低' if _harder(row) == '调高' else '高'}，是否{_harder(row)}？",
            why="目标比上年实际宽松，评审时容易被认为过于保守",
        )
    return None


def _below(row: Indicator, old: PreviousIndicator) -> bool:
    """Is the carried target easier than what was reached?"""
    actual = old.actual if isinstance(old.actual, int | float) else Target.read(old.actual).number if old.actual else None
    if actual is None or not isinstance(row.value, int | float):
        return False
    return row.value < actual if row.comparator in ("≥", ">", "=") else row.value > actual


def _harder(row: Indicator) -> str:
    """Which way a target must move to ask more."""
    return "调高" if row.comparator in ("≥", ">", "=") else "调低"


def _aim(old: PreviousIndicator, brief: Brief) -> Target:
    year = brief.request.previous.fiscal_year if brief.request.previous else None
    if old.value is None:
        return Target.read(old.target, year or brief.request.fiscal_year - 1)
    as_row = Indicator.model_validate(
        {"name": old.name, "comparator": old.comparator, "value": old.value, "unit": old.unit or "", "target": old.target}
    )
    aim = as_row.aim
    comparator = aim.comparator or (QUALITATIVE if isinstance(aim.value, str) and aim.unit != DATE_UNIT else "=")
    return aim.model_copy(update={"comparator": comparator})


def _tier(old: PreviousIndicator, brief: Brief) -> str:
    return level2_in(level2_of(old.level2) or QUANTITY, brief.standard)


def _target_of(old: PreviousIndicator) -> str:
    return old.target or f"{old.comparator or ''}{old.value if old.value is not None else ''}{old.unit or ''}"


def _actual(old: PreviousIndicator) -> str:
    bare = isinstance(old.actual, int | float) or re.fullmatch(r"-?\d+(?:\.\d+)?", str(old.actual))
    return f"{old.actual}{old.unit or ''}" if bare and old.unit != DATE_UNIT else str(old.actual)


def _this_year(day: dt.date, year: int) -> dt.date:
    try:
        return day.replace(year=year)
    except ValueError:  # 2月29日
        return day.replace(year=year, day=28)
