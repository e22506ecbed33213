"""年度绩效目标 (objective): one readable sentence or two that say what the rows say, with the same figures. Values to be confirmed are left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain.draft import Draft, Request
from assistant.domain.fact import Understanding
from assistant.domain.figure import kind_of
from assistant.domain.frame import QUALITY, QUANTITY, SERVED_SATISFACTION, TIMELINESS, is_benefit, is_cost
from assistant.domain.indicator import Indicator
from assistant.domain.names import bigrams
from assistant.domain.numeral import print_number
from assistant.domain.target import DATE_UNIT, QUALITATIVE
from assistant.drafting.brief import Brief
from assistant.drafting.scope import COUNT_WORD, NOT_BOUGHT

_SIGNS = {"≥": "不少于", ">": "超过", "≤": "不超过", "<": "低于", "=": ""}
_MOST_IN_A_TIER = 6


def objective_of(rows: Sequence[Indicator], brief: Brief) -> str:
    """The objective: what is done, how well, by when, at what unit cost, what it changes, how content the served are."""
    request = brief.request
    told = [r for r in rows if r.applicable and r.value is not None and r.status != "unconfirmed"]

    def of(test: str | None = None, *, cost: bool = False, benefit: bool = False) -> str:
        chosen = [r for r in told if (is_cost(r.level2) if cost else is_benefit(r.level2) if benefit else r.level2 == test)]
        return "、".join(_said(r) for r in chosen[:_MOST_IN_A_TIER])

    done = [s for s in (of(QUANTITY), of(QUALITY), of(TIMELINESS)) if s]
    effect = [s for s in (of(cost=True), of(benefit=True), of(SERVED_SATISFACTION)) if s]
    subject = "围绕年度重点工作任务" if request.kind == "department" else f"用于{brief.noun}"
    sentences = [f"{request.fiscal_year}年安排资金{print_number(request.budget_wan)}万元，{subject}" + (f"：{'；'.join(done)}。" if done else "。")]
    if effect:
        sentences.append("；".join(effect) + "。")
    return "".join(sentences)


def renewed(before: Draft, after: Draft) -> Draft:
    """The changed draft with its objective said anew, where the one before was ours word for word; one a person or a model wrote stays."""
    if not isinstance(before.request, Request) or not isinstance(after.request, Request) or before.objective != after.objective:
        return after
    if before.objective != objective_of(before.indicators, Brief(before.request, Understanding())):
        return after
    return after.model_copy(update={"objective": objective_of(after.indicators, Brief(after.request, Understanding()))})


def _said(row: Indicator) -> str:
    """A row in words: 培训不少于4期 for a count, 2023年9月30日前完成培训 for a day, the state itself for a state."""
    if row.unit == DATE_UNIT:
        return _by_day(row)
    if row.comparator == QUALITATIVE:
        return _state(row.name, str(row.value))
    if isinstance(row.value, int | float) and row.value == 0:
        return f"{row.name}为0{row.unit}"
    if isinstance(row.value, tuple):
        return f"{row.name}{row.aim.printed()}"
    sign = _SIGNS.get(row.comparator or "", "")
    if row.unit == "%":
        sign = {"≥": "不低于", "=": "达到"}.get(row.comparator or "", sign)
    elif row.comparator == "=" and row.level2 != QUANTITY:
        sign = "为"
    name = (
        COUNT_WORD.sub("", row.name)
        if row.level2 == QUANTITY and (row.unit.endswith("块") or (kind_of(row.unit) or ("",))[0] not in NOT_BOUGHT)
        else row.name
    )
    return f"{name or row.name}{sign}{print_number(float(row.value))}{row.unit}" if isinstance(row.value, int | float) else f"{row.name}{row.value}"


def _state(name: str, state: str) -> str:
    """A state as it stands where it says what it is of; else with its name: 设备使用年限不低于资产配置标准规定的最低使用年限."""
    if state.startswith("不"):
        return name + state
    return state if bigrams(name) & bigrams(state) else f"{name}做到“{state}”"


def _by_day(row: Indicator) -> str:
    """培训完成时间 → 2023年9月30日前完成培训; 物资到货时间 → …前完成物资到货; anything else 不晚于."""
    day = row.printed().removesuffix("前")
    m = re.fullmatch(r"(.*?)(结题|投用|完工验收|验收|办结|发放|拨付|上线|竣工|完工|到货|入库|出版|交付)?(?:完成)?(?:时间|日期|时限)", row.name)
    if m and m[1] and m[2] in ("完工", "竣工", "结题", "投用"):
        return f"{day}前{m[1]}{m[2]}"
    done = m and (m[1] + (m[2] or ""))
    return f"{day}前完成{done}" if m and done and (m[2] or "完成" in row.name) else f"{row.name}不晚于{day}"
