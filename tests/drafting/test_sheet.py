"""A sheet keeps rows that say the same from standing twice, and never loses a fact."""

from assistant.domain.indicator import Indicator
from assistant.drafting.sheet import Sheet, alike


def row(name, value=None, unit="%", level2="质量指标", **more):
    return Indicator(name=name, level2=level2, comparator="≥", value=value, unit=unit, **more)


def test_the_same_value_in_the_same_tier_says_the_same():
    assert alike(row("考试合格率", 95), row("课程完成率", 95))
    assert not alike(row("考试合格率", 95), row("课程完成率", 90))
    assert not alike(row("考试合格率", 95), row("课程完成率", 95, level2="社会效益指标"))


def test_nearly_the_same_name_says_the_same():
    assert alike(row("学员满意度", 90), row("学员满意度指标", 95))


def test_rows_of_different_tasks_never_say_the_same():
    assert not alike(row("合格率", 95, task="任务一"), row("合格率", 95, task="任务二"))


def test_a_second_row_that_says_the_same_is_refused():
    sheet = Sheet("2015")
    assert sheet.put(row("考试合格率", 95))
    assert sheet.put(row("课程完成率", 95)) is None
    assert len(sheet) == 1


def test_a_fact_said_twice_is_one_row(fact):
    sheet = Sheet("2015")
    for _ in range(2):
        sheet.put(row("讲座场次", 8, "场", "数量指标"), fact("8场", "讲座场次", 8, "场"))
    assert len(sheet) == 1


def test_rows_print_by_tier_then_by_task():
    sheet = Sheet("2015")
    for name, level2, task in (("丙", "服务对象满意度指标", None), ("乙", "数量指标", "任务二"), ("甲", "数量指标", "任务一")):
        sheet.put(row(name, level2=level2, task=task))
    assert [r.name for r in sheet.in_order(["任务一", "任务二"])] == ["甲", "乙", "丙"]


def test_ids_are_stable_and_cost_moves_with_the_standard():
    one, two = Sheet("2015"), Sheet("2021")
    a = one.put(row("单场成本", 300, "元/场", "成本指标"))
    b = two.put(row("单场成本", 300, "元/场", "经济成本指标"))
    assert (a.level1, b.level1) == ("产出指标", "成本指标")
    assert a.id == Sheet("2015").put(row("单场成本", 500, "元/场", "成本指标")).id
