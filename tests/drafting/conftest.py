"""What the tests of this room share: requests, facts and profiles of our own, put together in one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant.domain.draft import Request
from assistant.domain.fact import Fact, Span, Understanding
from assistant.domain.indicator import Measurement
from assistant.domain.pattern import IndicatorPattern, NotApplicable, TypeProfile, UsualValue
from assistant.drafting.brief import Brief

GENERAL = TypeProfile(
    name="其他",
    served="服务对象",
    entries=(
        IndicatorPattern(id="g1", project_type="其他", level2="数量指标", name="{object}完成数量", comparator="≥", units=("项",), core=True),
        IndicatorPattern(
            id="g2", project_type="其他", level2="质量指标", name="任务完成合格率", comparator="=", units=("%",), core=True,
            usual=UsualValue(value=100, ref="r1", quote="工作完成合格率 100%"),
        ),
        IndicatorPattern(id="g3", project_type="其他", level2="成本指标", name="{object}单位成本", comparator="≤", units=("元/项",), question="每项花多少钱？"),
        IndicatorPattern(id="g4", project_type="其他", level2="社会效益指标", name="问题解决率", comparator="≥", units=("%",), question="什么事会变好？"),
        IndicatorPattern(id="g6", project_type="其他", level2="社会效益指标", name="日常工作保障", comparator="定性", qualitative="未因保障不到位影响工作"),
        IndicatorPattern(
            id="g5", project_type="其他", level2="服务对象满意度指标", name="{group}满意度", comparator="≥", units=("%",), core=True,
            usual=UsualValue(value=90, ref="r2", quote="群众满意度 ≥90%"), measurement=Measurement(method="问卷调查，样本覆盖各点位"),
        ),
    ),
    not_applicable=(NotApplicable(project_type="其他", level2="生态效益指标", reason="不涉及生态环境"),),
)  # fmt: skip


@pytest.fixture()
def fact() -> Callable[..., Fact]:
    """A promise in words: fact("办讲座8场", "讲座场次", 8, "场")."""

    def build(quote: str, name: str, value: Any, unit: str, level2: str = "数量指标", comparator: str = "≥", **more: Any) -> Fact:
        span = more.pop("span", None) or Span(field=more.pop("field", "request.description"), quote=quote)
        return Fact(
            id=quote, span=span, object=more.pop("object", name), name=name, value=value, unit=unit, level2=level2,
            comparator="≤" if unit == "date" else comparator, **more,
        )  # fmt: skip

    return build


@pytest.fixture()
def brief() -> Callable[..., Brief]:
    """A brief over facts; the description is their quotes unless one is given."""

    def build(*facts: Fact, **more: Any) -> Brief:
        understanding = {k: more.pop(k) for k in ("set_aside", "activities", "groups", "secrecy") if k in more}
        given = {k: more.pop(k) for k in ("comparables", "profile", "general", "law") if k in more}
        said = more.pop("description", None) or "，".join(f.span.quote for f in facts) or "做好相关工作"
        at = [f.model_copy(update={"span": f.span.model_copy(update={"start": max(said.find(f.span.quote), 0)})}) for f in facts]
        request = Request(**{"project": "社区科普讲座", "fiscal_year": 2025, "budget_wan": 4.0, "description": said, **more})
        return Brief(request, Understanding(facts=tuple(at), **understanding), **{"general": GENERAL, **given})

    return build
