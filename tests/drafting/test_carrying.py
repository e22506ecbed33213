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
