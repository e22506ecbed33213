"""Sums that follow from the figures, and those that must not be drawn."""

import pytest

from assistant.drafting.derive import put_derived
from assistant.drafting.offline import draft_offline
from assistant.drafting.promises import put_promises
from assistant.drafting.sheet import Sheet
from assistant.evidence import unsupported


def derived(brief):
    sheet = Sheet(brief.standard)
    put_promises(sheet, brief)
    before = {r.id for r in sheet}
    notes = put_derived(sheet, brief)
    rows = [r for r in sheet if r.id not in before]
    assert all(unsupported(r, brief.request, (), list(sheet)) is None for r in rows)
    return {r.name: r.printed() for r in rows}, notes


def test_the_budget_over_the_people_served_is_a_unit_cost(fact, brief):
    rows, _ = derived(brief(fact("讲座8场", "科普讲座场次", 8, "场"), fact("听众400人次", "科普讲座人次", 400, "人次"), budget_wan=4.0))
    assert rows == {"人均科普讲座成本": "≤100元/人次"}


def test_a_count_worked_out_shows_both_sums(fact, brief):
    people = fact("8场，每场50人", "科普讲座人次", 400, "人次", computation="8场×50人=400人次")
    request = brief(people)
    sheet = Sheet("2015")
    put_promises(sheet, request)
    put_derived(sheet, request)
    cost = sheet.costs()[0]
    assert cost.sources[0].quote == "8场×50人=400人次；4万元÷400人次=100元/人次"


def test_a_quotient_is_rounded_and_says_so(fact, brief):
    rows, _ = derived(brief(fact("讲座7场", "科普讲座场次", 7, "场"), budget_wan=4.0))
    assert rows == {"科普讲座场均成本": "≤5714.29元/场"}


def test_events_of_one_kind_are_summed_and_shared(fact, brief):
    rows, _ = derived(
        brief(fact("春季宣传6场", "春季宣传场次", 6, "场"), fact("秋季宣传4场", "秋季宣传场次", 4, "场"), project="节水宣传", budget_wan=5.0)
    )
    assert rows == {"宣传活动总场次": "≥10场", "宣传活动场均成本": "≤5000元/场"}


def test_a_part_said_to_be_within_the_whole_is_not_added(fact, brief):
    rows, _ = derived(
        brief(fact("宣传20场", "宣传场次", 20, "场"), fact("进校园8场", "校园宣传场次", 8, "场"), description="宣传20场，其中进校园8场")
    )
    assert "宣传活动总场次" not in rows


def test_a_quantity_at_its_price_is_the_part_it_takes(fact, brief):
    rows, _ = derived(
        brief(
            fact("手册3000册", "科普手册数量", 3000, "册"),
            fact("每册不超过4元", "科普手册单价", 4, "元/册", "成本指标", "≤"),
            budget_wan=4.0,
        )
    )
    assert rows == {"科普手册总成本": "≤1.2万元"}


def test_parts_that_make_up_the_budget_restate_it_and_are_no_row(fact, brief):
    rows, notes = derived(brief(fact("补200户", "补助户数", 200, "户"), fact("每户500元", "补助标准", 500, "元/户", "成本指标", "="), budget_wan=10))
    assert rows == {} and notes == []


def test_parts_that_pass_the_budget_are_told(fact, brief):
    rows, notes = derived(brief(fact("补300户", "补助户数", 300, "户"), fact("每户500元", "补助标准", 500, "元/户", "成本指标", "="), budget_wan=10))
    assert rows == {} and "15万元" in notes[0] and "10万元" in notes[0]


def test_unlike_goods_have_no_mean_price(fact, brief):
    rows, _ = derived(
        brief(fact("显微镜3台", "购置显微镜数量", 3, "台"), fact("投影仪2台", "购置投影仪数量", 2, "台"), project="显微镜和投影仪购置", budget_wan=20)
    )
    assert rows == {}


def test_one_thing_among_several_does_not_carry_the_whole_budget(fact, brief):
    rows, _ = derived(
        brief(
            fact("开放300天", "开放天数", 300, "天"),
            fact("读书会20场", "读书会场次", 20, "场"),
            fact("新书900册", "新增图书数量", 900, "册"),
            project="文化馆免费开放",
        )
    )
    assert rows == {}


def test_a_price_given_leaves_no_second_unit_cost(fact, brief):
    rows, _ = derived(
        brief(fact("讲座8场", "科普讲座场次", 8, "场"), fact("每场不超5000元", "场均费用", 5000, "元/场", "成本指标", "≤"), budget_wan=4)
    )
    assert rows == {}


@pytest.mark.parametrize("money", [0, 4.0])
def test_nothing_is_divided_by_nothing(brief, money):
    assert derived(brief(budget_wan=money)) == ({}, [])


def test_a_price_per_a_thing_the_name_counts_is_worked_out(fact, brief):
    """元/站 of 微型消防站15个; a unit price without a “per” goes with the count of the same thing."""
    stations = fact("微型消防站15个", "微型消防站数", 15, "个")
    price = fact("每站补助1.2万元", "每站补助标准", 1.2, "万元/站", level2="成本指标", comparator="=")
    assert "≤18万元" in derived(brief(stations, price, budget_wan=70.0))[0].values()
    leaflets = fact("折页3万份", "宣传折页数量", 3, "万份")
    each = fact("单价≤0.6元", "宣传折页单价", 0.6, "元", level2="成本指标", comparator="≤")
    assert "≤1.8万元" in derived(brief(leaflets, each, budget_wan=26.0))[0].values()


def test_prices_of_one_quantity_are_alternatives_and_not_added(fact, brief):
    """简易每件50元, 复杂每件500元 of 400 cases: how many of each is not said, so nothing follows."""
    said = (
        fact("调解400件", "调解数量", 400, "件"),
        fact("简易每件50元", "简易每件补助标准", 50, "元/件", "成本指标", "="),
        fact("复杂每件500元", "复杂每件补助标准", 500, "元/件", "成本指标", "="),
    )
    draft = draft_offline(brief(*said, budget_wan=9))
    assert not draft.notes and all("总成本" not in r.name for r in draft.indicators)


def test_a_cap_is_not_what_each_gets(fact, brief):
    said = (fact("兑付企业60家", "兑付企业数", 60, "家"), fact("单家最高5万元", "兑付企业每家成本", 5, "万元/家", "成本指标", "≤"))
    assert not draft_offline(brief(*said, budget_wan=200)).notes
