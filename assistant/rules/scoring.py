"""计分 (scoring): the points a self-evaluation row earns, by its sign and the rule of the place. Scores are rounded half up to two decimals.

    ≥ ＞ ＝   met → full; else weight × actual ÷ target                    ＝ 0    met only by 0 or less
    ≤ ＜      met → full; else linear: weight × (1 − (actual − target) ÷ target), 0 from twice the target on; ratio: weight × target ÷ actual
    execution min(weight, weight × spent ÷ budget)

Negative actuals count as 0. The two reverse rules are the place's to choose (`Law.reverse_rule`). Qualitative rows earn a band, not a number: see `band`.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from assistant.domain.target import Comparator

Grade = Literal["达成", "部分达成", "未达成"]


def rounded(points: float) -> float:
    """Half up to two decimals: 2.675 → 2.68."""
    return float(Decimal(repr(round(points, 8))).quantize(Decimal("0.01"), ROUND_HALF_UP))


def execution_score(weight: float, budget_wan: float, spent_wan: float) -> float | None:
    """预算执行率得分; None where the adjusted budget is 0."""
    return rounded(min(weight, weight * spent_wan / budget_wan)) if budget_wan else None


def row_score(
    comparator: Comparator | None, target: float, actual: float, weight: float, reverse_rule: Literal["linear", "ratio"] = "linear"
) -> float:
    """得分 of a quantitative row with target and actual in the same unit."""
    actual = max(actual, 0.0)
    if comparator in ("≤", "<"):
        return rounded(_reverse(target, actual, weight, reverse_rule))
    if target == 0:
        return weight if actual <= 0 or comparator != "=" else 0.0
    return rounded(min(weight, weight * actual / target))


def _reverse(target: float, actual: float, weight: float, rule: Literal["linear", "ratio"]) -> float:
    if actual <= target:
        return weight
    if target <= 0:
        return 0.0
    return weight * target / actual if rule == "ratio" else max(0.0, weight * (1 - (actual - target) / target))


def band(grade: Grade, weight: float, bands: tuple[float, ...]) -> tuple[float, float]:
    """[low, high] points of a qualitative grade: bands (100, 80, 60, 0) give 达成 80–100 % of the weight, 部分达成 60–80, 未达成 0–60."""
    n = ("达成", "部分达成", "未达成").index(grade)
    return rounded(weight * bands[n + 1] / 100), rounded(weight * bands[n] / 100)
