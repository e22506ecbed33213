"""取值方式 (measuring): how a row's value is taken and with what evidence — from the library entry it fits, else from the ways in `measuring.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from assistant.domain.fact import Fact
from assistant.domain.frame import level2_in
from assistant.domain.indicator import Indicator, Measurement
from assistant.domain.names import bigrams, likeness
from assistant.domain.pattern import IndicatorPattern
from assistant.domain.target import DATE_UNIT
from assistant.drafting.brief import Brief

_FITS = 0.34
_DAY_WORDS = bigrams("工作完成时间 任务完成时间 项目完成时间 完工时间")


def measured(row: Indicator, brief: Brief, fact: Fact | None = None, pattern: IndicatorPattern | None = None) -> Indicator:
    """The row with explanation and measurement filled where they are blank, its group where it is a satisfaction."""
    pattern = pattern or fitting(row, brief, fact)
    if pattern is not None:
        words = {"group": (fact.group if fact else None) or brief.group, "object": brief.object_for(pattern)}
        explanation, measurement = _filled(pattern.explanation, words), pattern.measurement
        row = row.model_copy(update={"explanation": row.explanation or explanation, "measurement": _over(row.measurement, measurement, words)})
    way = _way(level2_in(row.level2, "2015"), row.unit, row.name)
    if way is None:
        return row
    words = {"name": row.name, "group": _group_in(row.name) or (fact.group if fact else None) or brief.group}
    explanation = row.explanation or _filled(way["explanation"], words)
    measurement = _over(row.measurement, Measurement(**{k: way.get(k) for k in ("formula", "method", "data_source", "evidence")}), words)
    return row.model_copy(update={"explanation": explanation, "measurement": measurement})


def fitting(row: Indicator, brief: Brief, fact: Fact | None = None) -> IndicatorPattern | None:
    """The library entry that a row is an instance of: same tier, a unit it takes, and a like name or its words in the fact; None where none fits."""
    said = (fact.span.quote + fact.object + fact.name if fact else "") + row.name
    scored = []
    for n, pattern in enumerate(brief.patterns):
        foreign = pattern.project_type == brief.profile.name and not brief.sure_of_type
        if foreign or brief.tier(pattern.level2) != row.level2 or (row.unit and pattern.units and row.unit not in pattern.units):
            continue
        if row.unit == DATE_UNIT and not bigrams(pattern.name) & bigrams(row.name) - _DAY_WORDS:
            continue  # every deadline is a 完成时间: what is completed must be the same
        score = likeness(pattern.name.replace("{object}", "").replace("{group}", ""), row.name) + 0.05 * sum(word in said for word in pattern.words)
        if score >= _FITS:
            scored.append((-score, n, pattern))
    return min(scored, key=lambda s: s[:2])[2] if scored else None


@cache
def _ways() -> list[dict[str, Any]]:
    ways: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["way"]
    return ways


def _way(level2: str, unit: str, name: str) -> dict[str, Any] | None:
    def fits(way: dict[str, Any]) -> bool:
        bare = unit.lstrip("十百千万亿") or unit
        return (
            way["level2"] == level2 and ("units" not in way or bare in way["units"]) and ("words" not in way or any(w in name for w in way["words"]))
        )

    return next((way for way in _ways() if fits(way)), None)


def _group_in(name: str) -> str | None:
    """The group a satisfaction names itself: 参训学员满意度 → 参训学员."""
    m = re.fullmatch(r"(.{2,14}?)(?:的|总体|综合)?满意度", name)
    return m[1] if m and bigrams(m[1]) else None


def _filled(text: str | None, words: dict[str, str]) -> str:
    for slot, word in words.items():
        text = (text or "").replace("{" + slot + "}", word)
    return text or ""


def _over(given: Measurement, fallback: Measurement, words: dict[str, str]) -> Measurement:
    """What is given, and the fallback where nothing is; a formula, method and evidence of one source are not mixed with another's formula."""
    if given.method or given.formula:
        return given
    return Measurement(**{k: _filled(v, words) if v else None for k, v in fallback.model_dump().items()})
