"""Every promise of the words becomes one row, in its tier, with the exact words as its ground."""

from assistant.domain.fact import Fact, Span
from assistant.drafting.promises import put_promises
from assistant.drafting.sheet import Sheet


def rows(brief):
    sheet = Sheet(brief.standard)
    put_promises(sheet, brief)
    return list(sheet)


def test_a_promise_keeps_its_words_value_and_tier(fact, brief):
    (row,) = rows(brief(fact("讲座不少于8场", "科普讲座场次", 8, "场")))
    assert (row.level1, row.level2, row.printed()) == ("产出指标", "数量指标", "≥8场")
    assert [(g.kind, g.quote) for g in row.sources] == [("description", "讲座不少于8场")]
    assert row.explanation and row.measurement.method and row.measurement.evidence


def test_a_worked_out_value_shows_the_sum_beside_the_words(fact, brief):
    (row,) = rows(brief(fact("8场，每场50人", "讲座人次", 400, "人次", computation="8场×50人=400人次")))
    assert [g.kind for g in row.sources] == ["description", "derived"]
    assert "8场×50人=400人次" in row.basis


def test_cost_stands_where_the_standard_has_it(fact, brief):
    price = fact("每场不超3000元", "讲座场均费用", 3000, "元/场", "成本指标", "≤")
    assert [(r.level1, r.level2) for r in rows(brief(price, standard="2021"))] == [("成本指标", "经济成本指标")]


def test_last_years_figure_of_the_same_thing_stands_in_the_basis(fact, brief):
    past = Fact(id="p", role="history", span=Span(quote="去年讲座5场"), name="科普讲座场次", value=5, unit="场", why_not="去年的情况")
    (row,) = rows(brief(fact("讲座8场", "科普讲座场次", 8, "场"), set_aside=(past,)))
    assert "上年实际5场" in row.basis and row.value == 8


def test_what_stands_now_is_not_taken_for_last_year(fact, brief):
    now = Fact(id="p", role="history", span=Span(quote="现有讲座室3场"), name="科普讲座场次", value=3, unit="场", why_not="目前的情况")
    (row,) = rows(brief(fact("讲座8场", "科普讲座场次", 8, "场"), set_aside=(now,)))
    assert "上年" not in row.basis


def test_two_promises_of_one_name_are_told_apart_by_the_words_before_them(fact, brief):
    first = fact("春季3月底前", "灌溉完成时间", "2025-03-31", "date")
    second = fact("秋季9月底前", "灌溉完成时间", "2025-09-30", "date")
    assert [r.name for r in rows(brief(first, second))] == ["灌溉完成时间", "秋季灌溉完成时间"]


def test_the_same_promise_said_twice_is_one_row(fact, brief):
    one = fact("讲座8场", "科普讲座场次", 8, "场")
    assert len(rows(brief(one, one.model_copy(update={"id": "again"})))) == 1


def test_a_part_goes_by_what_sets_it_apart(fact, brief):
    whole = fact("检测单位20家", "水质检测单位数", 20, "家")
    part = fact("市属6家", "市属水质检测单位数", 6, "家")
    assert [r.name for r in rows(brief(whole, part, description="检测单位20家，市属6家"))] == ["水质检测单位数", "市属单位数"]
