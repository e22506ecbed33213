"""A conversation: 它, taking back, doing again — and weights that keep their sums."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.draft import Draft, Request
from assistant.domain.indicator import Indicator
from assistant.domain.target import Target
from assistant.refining.on_weights import shares
from assistant.refining.talk import Talk

ROWS = [
    ("产出指标", "数量指标", "清淤长度", "≥12公里", 15),
    ("产出指标", "数量指标", "修补渠段数", "≥8处", 10),
    ("产出指标", "质量指标", "验收合格率", "=100%", 15),
    ("产出指标", "时效指标", "完工时间", "2025年4月底前", 10),
    ("效益指标", "经济效益指标", "恢复灌溉面积", "≥3000亩", 30),
    ("满意度指标", "服务对象满意度指标", "灌区农户满意度", "≥90%", 10),
]
DRAFT = Draft(
    request=Request(project="渠道清淤", fiscal_year=2025, budget_wan=60, description="清淤12公里。"),
    indicators=tuple(Indicator(id=c, level1=a, level2=b, name=c, weight=w).with_target(Target.read(d, 2025)) for a, b, c, d, w in ROWS),
)


def values(talk: Talk) -> dict[str, str]:
    return {r.name: r.printed() for r in talk.draft.indicators}


def weights(talk: Talk) -> dict[str, float | None]:
    return {r.name: r.weight for r in talk.draft.indicators}


@pytest.mark.parametrize("back", ["退回去", "刚才那步不算", "撤销", "不对不对，恢复回来", "恢复原样", "回到上一步", "把修补渠段数恢复回来"])
def test_the_last_change_is_taken_back(back: str) -> None:
    talk = Talk([DRAFT])
    talk.hear("清淤长度改成15")
    talk.hear("修补渠段数删了")
    assert talk.hear(back).outcome == "applied"
    assert values(talk)["清淤长度"] == "≥15公里"
    assert values(talk)["修补渠段数"] == "≥8处"


def test_taken_back_twice_and_done_again() -> None:
    talk = Talk([DRAFT])
    talk.hear("清淤长度改成15")
    talk.hear("清淤长度改成18")
    talk.hear("退回去")
    talk.hear("再退回去")
    assert talk.draft == DRAFT
    talk.hear("重做")
    assert values(talk)["清淤长度"] == "≥15公里"


def test_nothing_to_take_back_is_said() -> None:
    talk = Talk([DRAFT])
    assert talk.hear("退回去").outcome == "clarify"
    assert talk.hear("重做").outcome == "clarify"


def test_what_the_last_change_did_not_touch_is_not_taken_back_in_its_stead() -> None:
    talk = Talk([DRAFT])
    talk.hear("清淤长度改成15")
    assert talk.hear("把满意度恢复原样").outcome == "clarify"
    assert values(talk)["清淤长度"] == "≥15公里"


def test_taking_a_row_out_is_no_taking_back() -> None:
    talk = Talk([DRAFT])
    talk.hear("取消第2条")
    assert "修补渠段数" not in values(talk)


def test_it_is_the_row_spoken_of_even_when_only_asked_about() -> None:
    talk = Talk([DRAFT])
    assert talk.hear("验收合格率是怎么来的？").outcome == "answered"
    talk.hear("把它改成98%")
    assert values(talk)["验收合格率"] == "=98%"


def test_a_row_takes_weight_from_another() -> None:
    talk = Talk([DRAFT])
    assert talk.hear("清淤长度的权重调到18，从完工时间那里拿3分").outcome == "applied"
    assert (weights(talk)["清淤长度"], weights(talk)["完工时间"]) == (18, 7)
    assert values(talk) == values(Talk([DRAFT]))


def test_the_others_of_the_tier_give_way_and_the_sum_is_kept() -> None:
    talk = Talk([DRAFT])
    assert talk.hear("清淤长度权重提到20，其他产出的相应往下减，产出合计还是50").outcome == "applied"
    output = [w for name, w in weights(talk).items() if name in ("清淤长度", "修补渠段数", "验收合格率", "完工时间")]
    assert output[0] == 20
    assert sum(w or 0 for w in output) == 50


def test_tiers_get_the_sums_said() -> None:
    talk = Talk([DRAFT])
    assert talk.hear("产出权重改成40，效益改成40，满意度还是10，总和90").outcome == "applied"
    by_tier = {level1: sum(r.weight or 0 for r in talk.draft.indicators if r.level1 == level1) for level1 in ("产出指标", "效益指标", "满意度指标")}
    assert by_tier == {"产出指标": 40, "效益指标": 40, "满意度指标": 10}


@pytest.mark.parametrize(
    "text",
    [
        "产出权重改成40，效益改成40，总和100",
        "清淤长度权重调到60，从完工时间那里拿45分",
        "成本权重改成20",
        "清淤长度权重提到49，其他产出相应减，产出合计50",
    ],
)
def test_weights_that_cannot_be_are_not_set(text: str) -> None:
    talk = Talk([DRAFT])
    assert talk.hear(text).outcome in ("clarify", "refused")
    assert talk.draft == DRAFT


@given(st.lists(st.integers(1, 30), min_size=1, max_size=12), st.integers(0, 60))
def test_shares_add_up_exactly_and_nobody_gets_nothing(old: list[int], beyond: int) -> None:
    total = len(old) + beyond
    new = shares(total, old)
    assert sum(new) == total
    assert min(new) >= 1
