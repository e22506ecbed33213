"""Last year's form as a start: rows go on, the new words change them, history stands beside, what is too easy is asked."""

import pytest

from assistant.domain.draft import Previous, PreviousIndicator
from assistant.drafting.offline import draft_offline
from assistant.evidence import unsupported


def last_year(*rows, year=2024):
    return Previous(fiscal_year=year, indicators=tuple(PreviousIndicator(**r) for r in rows))


SHOWS = {"level2": "数量指标", "name": "演出场次", "comparator": "≥", "value": 40, "unit": "场", "target": "≥40场", "actual": 42}
CONTENT = {"level2": "服务对象满意度指标", "name": "观众满意度", "comparator": "≥", "value": 90, "unit": "%", "target": "≥90%", "actual": 96}
DUE = {
    "level2": "时效指标",
    "name": "演出完成时间",
    "comparator": "≤",
    "value": "2024-11-30",
    "unit": "date",
    "target": "2024年11月30日前",
    "actual": "2024-11-20",
}


def row(draft, name):
    return next(r for r in draft.indicators if r.name == name)


def test_a_row_not_spoken_of_is_carried_with_its_history(brief):
    request = brief(previous=last_year(SHOWS, {**CONTENT, "actual": 89}))
    carried = row(draft_offline(request), "观众满意度")
    assert (carried.value, carried.sources[0].kind) == (90, "previous")
    assert "沿用上年目标≥90%" in carried.basis and "上年实际89%" in carried.basis
    assert unsupported(carried, request.request) is None


def test_new_words_change_the_row_under_its_old_name(fact, brief):
    draft = draft_offline(brief(fact("演出增加到55场", "文艺演出场次", 55, "场"), previous=last_year(SHOWS)))
    changed = row(draft, "演出场次")
    assert changed.value == 55 and "调整：上年目标≥40场，上年实际42场" in changed.basis
    assert len([r for r in draft.indicators if "演出场次" in r.name]) == 1


def test_a_part_does_not_take_the_place_of_the_whole(fact, brief):
    draft = draft_offline(
        brief(
            fact("共演55场", "演出场次", 55, "场"), fact("其中下乡20场", "下乡演出场次", 20, "场"), previous=last_year(SHOWS), description="共演55场，其中下乡20场"
        )
    )  # fmt: skip
    assert row(draft, "演出场次").value == 55 and row(draft, "下乡演出场次").value == 20


def test_a_target_below_last_years_actual_is_told_and_asked(brief):
    draft = draft_offline(brief(previous=last_year(CONTENT)))
    carried = row(draft, "观众满意度")
    assert "低于上年实际" in carried.basis
    assert any(q.about == carried.id and "96%" in q.question for q in draft.questions)


def test_last_years_day_moves_to_this_year_and_waits(brief):
    carried = row(draft_offline(brief(previous=last_year(DUE))), "演出完成时间")
    assert (carried.value, carried.status) == ("2025-11-30", "unconfirmed")


def test_the_29th_of_february_moves_to_the_28th(brief):
    leap = {**DUE, "value": "2024-02-29", "target": "2024年2月29日前"}
    assert row(draft_offline(brief(previous=last_year(leap))), "演出完成时间").value == "2025-02-28"


def test_a_blank_row_of_last_year_is_carried_to_be_confirmed(brief):
    carried = row(draft_offline(brief(previous=last_year({"level2": "质量指标", "name": "演出质量评分", "unit": "分"}))), "演出质量评分")
    assert carried.value is None and carried.status == "unconfirmed"


@pytest.mark.parametrize(
    "old", [{"name": "", "level2": "数量指标"}, {"name": "不适用", "level2": "生态效益指标"}, {"name": "绿化", "target": "不适用"}]
)
def test_unused_rows_of_last_year_are_not_carried(brief, old):
    assert all("previous" not in {g.kind for g in r.sources} for r in draft_offline(brief(previous=last_year(old))).indicators)


def test_words_are_carried_as_words(brief):
    words = {
        "level2": "可持续影响指标",
        "name": "志愿服务机制",
        "comparator": "定性",
        "value": "健全",
        "unit": "",
        "target": "健全",
        "actual": "达成",
    }
    carried = row(draft_offline(brief(previous=last_year(words))), "志愿服务机制")
    assert (carried.comparator, carried.value) == ("定性", "健全")


def test_a_promise_of_a_thing_that_grew_is_last_years_row_wherever_it_stood(fact, brief):
    """比赛增加到14场 is the row 体育比赛场次; 参赛人次 said without unit is last year's benefit of that name, unit and tier with it."""
    previous = Previous(
        fiscal_year=2024,
        indicators=(
            PreviousIndicator(level2="数量指标", name="体育比赛场次", comparator="≥", value=10, unit="场", actual=12),
            PreviousIndicator(level2="社会效益指标", name="参赛人次", comparator="≥", value=6000, unit="人次", actual=7300),
        ),
    )
    said = (fact("比赛增加到14场", "比赛增加场次", 14, "场"), fact("参赛人次8000以上", "培训参赛人次", 8000, ""))
    rows = {r.name: r for r in draft_offline(brief(*said, previous=previous)).indicators}
    assert rows["体育比赛场次"].printed() == "≥14场" and "比赛增加" not in rows["体育比赛场次"].explanation
    assert (rows["参赛人次"].level2, rows["参赛人次"].printed()) == ("社会效益指标", "≥8000人次")
    assert "上年实际7300人次" in rows["参赛人次"].basis


def test_a_phrase_carried_over_that_says_no_degree_is_asked_about(brief):
    vague = PreviousIndicator(level2="可持续影响指标", name="公共文化服务水平", comparator="定性", value="持续提升")
    draft = draft_offline(brief(previous=Previous(fiscal_year=2024, indicators=(vague,))))
    row = next(r for r in draft.indicators if r.name == "公共文化服务水平")
    assert any(q.about == row.id and "持续提升" in q.question for q in draft.questions)


def test_a_cost_laxer_than_what_was_reached_is_to_be_lowered(brief):
    cost = PreviousIndicator(level2="成本指标", name="场均办赛成本", comparator="≤", value=5, unit="万元/场", actual=4.2)
    draft = draft_offline(brief(previous=Previous(fiscal_year=2024, indicators=(cost,))))
    assert any("偏高，是否调低" in q.question for q in draft.questions)
