"""指标框架 (Frame): the tiers of indicators — level 1 and level 2 names, which standard has which, and the many printings of each.

Standard "2015" (财预〔2015〕88号 / 财预〔2020〕10号): 产出 (数量, 质量, 时效, 成本), 效益 (经济, 社会, 生态, 可持续影响), 满意度.
Standard "2021" (财预〔2021〕101号): 成本 is a level 1 of its own (经济成本, 社会成本, 生态环境成本). Places vary them: see `assistant.law`.
"""

from __future__ import annotations

import re
from typing import Literal

from assistant.domain.numeral import half_width

Standard = Literal["2015", "2021"]

COST, OUTPUT, BENEFIT, SATISFACTION = "成本指标", "产出指标", "效益指标", "满意度指标"

QUANTITY, QUALITY, TIMELINESS, PLAIN_COST = "数量指标", "质量指标", "时效指标", "成本指标"
ECONOMIC_COST, SOCIAL_COST, ECOLOGICAL_COST = "经济成本指标", "社会成本指标", "生态环境成本指标"
ECONOMIC, SOCIAL, ECOLOGICAL, SUSTAINED = "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"
SERVED_SATISFACTION = "服务对象满意度指标"

BENEFITS: tuple[str, ...] = (ECONOMIC, SOCIAL, ECOLOGICAL, SUSTAINED)
COSTS: tuple[str, ...] = (PLAIN_COST, ECONOMIC_COST, SOCIAL_COST, ECOLOGICAL_COST)

FRAMES: dict[Standard, dict[str, tuple[str, ...]]] = {
    "2015": {
        OUTPUT: (QUANTITY, QUALITY, TIMELINESS, PLAIN_COST),
        BENEFIT: BENEFITS,
        SATISFACTION: (SERVED_SATISFACTION,),
    },
    "2021": {
        COST: (ECONOMIC_COST, SOCIAL_COST, ECOLOGICAL_COST),
        OUTPUT: (QUANTITY, QUALITY, TIMELINESS),
        BENEFIT: BENEFITS,
        SATISFACTION: (SERVED_SATISFACTION,),
    },
}
"""Level 1 → level 2, in the order forms print them, by standard."""

_ALIASES: list[tuple[str, str]] = [
    (r"满意度", SERVED_SATISFACTION),
    (r"生态环境成本|环境成本", ECOLOGICAL_COST),
    (r"社会成本", SOCIAL_COST),
    (r"经济成本", ECONOMIC_COST),
    (r"成本|预算.{0,12}控制", PLAIN_COST),
    (r"可持续|持续影响", SUSTAINED),
    (r"(?:社会|经济|生态)[、及和](?:社会|经济|生态)", SOCIAL),
    (r"生态|环境", ECOLOGICAL),
    (r"社会", SOCIAL),
    (r"经济", ECONOMIC),
    (r"数量|建筑规模", QUANTITY),
    (r"质量", QUALITY),
    (r"时效|进度|时间", TIMELINESS),
]


def level2_of(printed: object) -> str | None:
    """The standard level 2 a printing means (时效指标(工期指标…) → 时效指标, 环境效益 → 生态效益指标, 满意度 → 服务对象满意度指标), or None."""
    s = re.sub(r"\s+", "", half_width("" if printed is None else str(printed)))
    if not s:
        return None
    head = re.sub(r"\(.*", "", s) or s
    for text in (head, s):
        for pattern, name in _ALIASES:
            if re.search(pattern, text):
                return name
    return None


def level1_of(level2: str | None, standard: Standard = "2015") -> str | None:
    """The level 1 a level 2 stands under in a standard: 成本指标 is part of 产出 in "2015", a level 1 in "2021"."""
    for level1, names in FRAMES[standard].items():
        if level2 in names:
            return level1
    if level2 in COSTS:
        return OUTPUT if standard == "2015" else COST
    return None


def level2_in(level2: str, standard: Standard) -> str:
    """The same tier as the standard names it: 成本指标 ↔ 经济成本指标; all others are alike in both."""
    if level2 in COSTS:
        return PLAIN_COST if standard == "2015" else (ECONOMIC_COST if level2 == PLAIN_COST else level2)
    return level2


def is_cost(level2: str | None) -> bool:
    """Does this level 2 hold cost, in either standard?"""
    return level2 in COSTS


def is_benefit(level2: str | None) -> bool:
    return level2 in BENEFITS


def tiers(standard: Standard) -> tuple[str, ...]:
    """All level 2 names of a standard in printing order."""
    return tuple(name for names in FRAMES[standard].values() for name in names)


def rank(level2: str | None, standard: Standard) -> int:
    """Where a level 2 stands in the printing order; unknown ones come last."""
    order = tiers(standard)
    name = level2_in(level2, standard) if level2 else None
    return order.index(name) if name in order else len(order)
