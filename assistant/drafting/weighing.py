"""权重 (weighing): weights by the place's scheme, where its goal forms print them; they add up exactly, tier by tier."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain.frame import BENEFIT, COST, OUTPUT, SATISFACTION
from assistant.domain.indicator import Indicator
from assistant.drafting.brief import Brief


def weighed(rows: Sequence[Indicator], brief: Brief) -> tuple[Indicator, ...]:
    """The rows with weights shared evenly within each level 1; as they are where the place prints none or has no scheme for this standard."""
    law = brief.law
    if law is None or not law.carries_weights:
        return tuple(rows)
    scheme = next((s for s in law.schemes if (s.cost is not None) == (brief.standard == "2021")), None)
    if scheme is None:
        return tuple(rows)
    points = {OUTPUT: scheme.output, BENEFIT: scheme.benefit, SATISFACTION: scheme.satisfaction, COST: scheme.cost or 0.0}
    weights: dict[str, float] = {}
    for level1, whole in points.items():
        live = [r for r in rows if r.level1 == level1 and r.applicable]
        weights.update(zip((r.id for r in live), _shares(whole, len(live)), strict=True))
    return tuple(r.model_copy(update={"weight": weights.get(r.id)}) for r in rows)


def _shares(whole: float, parts: int) -> list[float]:
    """Halves of a point shared out evenly, the first rows taking what is over: 50 among 4 → 12.5 each, 30 among 4 → 7.5 each, 10 among 3 → 3.5 3.5 3."""
    if not parts:
        return []
    halves = round(whole * 2)
    each, over = divmod(halves, parts)
    return [(each + (n < over)) / 2 for n in range(parts)]
