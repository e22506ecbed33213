"""When does a row of a draft tell what was stated? Values in any unit of the same kind, signs of the same direction, and a word in common."""

from __future__ import annotations

import datetime as dt
import re

from assistant.domain.figure import Figure, find_figures, stands
from assistant.domain.indicator import Indicator
from assistant.domain.numeral import half_width
from assistant.domain.target import DATE_UNIT, unit_scale

_DIRECTIONS = {"≥": "≥>=", ">": "≥>=", "≤": "≤<=", "<": "≤<=", "=": "=≥≤"}
_PLAIN_WORDS = frozenset(
    (
        "指标", "完成", "数量", "项目", "工作", "开展", "情况", "不少", "少于", "低于", "超过", "达到", "全年", "年度", "年底", "月底", "底前", "目标", "要求", "进行", "实施", "组织", "统计", "月前",
    )
)  # fmt: skip
_PLAIN_LETTERS = frozenset("的了和与及或在把被将其之于以不个每各该并也都一二两三四五六七八九十百千万亿零半几多余")


def numbers(row: Indicator) -> tuple[float, ...]:
    """The numbers a row promises: none for a date, a phrase, a blank or 不适用; two for a range."""
    value = row.value
    if not row.applicable or row.unit == DATE_UNIT or value is None or isinstance(value, str):
        return ()
    return tuple(map(float, value)) if isinstance(value, tuple) else (float(value),)


def same_number(row: Indicator, value: float, unit: str, *, tolerance: float = 1e-6) -> bool:
    """Is one of the row's numbers this value, bound to a like unit (30分钟 = 0.5小时; 95人 ≠ 95 %)?"""
    for number in numbers(row):
        told = Figure(number, unit_scale(row.unit), row.unit, 0, 0)
        if stands(told, value, unit) or (tolerance > 1e-6 and _near(told.scaled, value * unit_scale(unit), tolerance)):
            return True
    return False


def same_day(row: Indicator, day: str, fiscal_year: int) -> bool:
    return row.applicable and row.deadline(fiscal_year) == dt.date.fromisoformat(day)


def same_direction(row: Indicator, comparator: str) -> bool:
    """Does the row's sign keep the promise's direction? A deadline printed as words has none."""
    return row.comparator == "定性" or (row.comparator or "") in _DIRECTIONS[comparator]


def holds_number_of(row: Indicator, words: str) -> bool:
    """Is one of the row's numbers a figure of these words, history and addresses included?"""
    figures = find_figures(words) or find_figures(words, strike_days=False)
    return any(stands(f, number, row.unit) for f in figures for number in numbers(row))


def topic(*texts: str) -> frozenset[str]:
    """The telling pairs of characters of some words: what they are about."""
    pairs = frozenset(run[i : i + 2] for run in re.findall(r"[\u4e00-\u9fff]+", half_width(" ".join(texts))) for i in range(len(run) - 1))
    telling = frozenset(p for p in pairs - _PLAIN_WORDS if not set(p) & _PLAIN_LETTERS)
    return telling or pairs


def shares_topic(row: Indicator, about: frozenset[str]) -> bool:
    said = half_width(f"{row.name} {row.explanation} {row.target}")
    return any(pair in said for pair in about)


def _near(a: float, b: float, tolerance: float) -> bool:
    return abs(a - b) <= tolerance * max(abs(a), abs(b))
