"""What a draft asks and says in words: questions, objective, a department's statements, weights, differences."""

import pytest

from assistant.domain.draft import Question
from assistant.domain.form import Funding, Task
from assistant.domain.indicator import Ground, Indicator
from assistant.drafting.difference import difference
from assistant.drafting.objective import objective_of
from assistant.drafting.offline import draft_offline
from assistant.drafting.questions import ask
from assistant.drafting.weighing import weighed
from assistant.law.law import Law, Scheme

TASKS = (
    Task(no="任务一", name="河道保洁", content="保洁河道48公里。", budget_wan=60, goal="水面漂浮物清理率达到95%以上。"),
    Task(no="任务二", name="护岸维修", content="维修护岸。", budget_wan=40),
)


def waiting(name, level2="数量指标"):
    return Indicator(id=name, name=name, level2=level2, status="unconfirmed", sources=(Ground(kind="assumption"),))


def test_gaps_of_one_tier_share_a_question(brief):
    asked = ask([waiting("讲座场次"), waiting("手册数量"), waiting("单位成本", "成本指标")], (), (), brief())
    assert asked[0].about == "数量指标" and "讲座场次" in asked[0].question and "手册数量" in asked[0].question
    assert asked[1].about == "单位成本"


def test_two_questions_at_least_and_five_at_most_unless_gaps_need_more(brief):
    doubts = [Question(about=f"r{n}", question=f"第{n}问？", why="因为") for n in range(9)]
    assert 2 <= len(ask([], (), (), brief())) <= 5
    asked = ask([], doubts, (), brief())
    assert len(asked) <= 5 and all(f"第{n}问" in " ".join(q.question for q in asked) for n in range(9))


def test_what_was_given_is_not_asked_again(brief):
    given = brief(schedule={"6月底": 50, "12月底": 100}, funding=Funding(total_wan=4, fiscal_wan=4))
    assert all(q.about not in ("request.schedule", "request.funding") for q in ask([], (), (), given))


def test_money_that_does_not_fit_is_asked_first(brief):
    assert ask([waiting("讲座场次")], (), ["按单价测算需9万元"], brief())[0].about == "request.budget_wan"


def test_the_objective_has_the_rows_figures_and_not_what_waits(fact, brief):
    request = brief(fact("讲座8场", "科普讲座场次", 8, "场"), fact("6月底前", "讲座完成时间", "2025-06-30", "date", "时效指标"))
    text = objective_of([*draft_offline(request).indicators, waiting("手册数量")], request)
    assert "4万元" in text and "科普讲座不少于8场" in text and "2025年6月30日前完成讲座" in text and "手册" not in text


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"comparator": "≤", "value": 3, "unit": "秒"}, "响应时间不超过3秒"),
        ({"comparator": "=", "value": 0, "unit": "起"}, "响应时间为0起"),
        ({"comparator": "=", "value": 100, "unit": "%"}, "响应时间达到100%"),
        ({"comparator": "定性", "value": "通过专家评审"}, "响应时间做到“通过专家评审”"),
    ],
)
def test_a_row_is_said_in_words(brief, row, words):
    assert words in objective_of([Indicator(name="响应时间", level2="质量指标", **row)], brief())


def test_each_task_of_a_department_ends_in_a_row(fact, brief):
    clean = fact("保洁河道48公里", "河道保洁里程", 48, "公里", task="任务一", field="request.tasks[0].content")
    draft = draft_offline(
        brief(clean, kind="department", project="2025年部门整体支出", budget_wan=100, tasks=TASKS, description="做好河道工作，建立巡查台账")
    )
    assert {t for r in draft.indicators if (t := r.task)} == {"任务一", "任务二"}
    assert any(r.name == "河道保洁单位成本" and r.task == "任务一" and r.printed() == "≤1.25万元/公里" for r in draft.indicators)
    assert [s.text[:4] for s in draft.sub_objectives] == ["河道保洁", "护岸维修"]
    assert "建立巡查台账。" in [m.text for m in draft.measures]
    assert all(m.sources for m in draft.measures) and all(s.sources for s in draft.sub_objectives)


def test_weights_only_where_the_place_prints_them_and_they_add_up(fact, brief):
    draft = draft_offline(brief(fact("讲座8场", "科普讲座场次", 8, "场")))
    assert all(r.weight is None for r in draft.indicators)
    scheme = Scheme(name="甲", execution=10, output=50, benefit=30, satisfaction=10)
    place = Law(place="某地", year=2025, carries_weights=True, schemes=(scheme,))
    rows = weighed(draft.indicators, brief(law=place))
    assert sum(r.weight or 0 for r in rows) == 90
    assert all((r.weight is None) == (not r.applicable) for r in rows)


def test_a_difference_tells_added_removed_and_changed_rows(fact, brief):
    before = draft_offline(brief(fact("讲座8场", "科普讲座场次", 8, "场"), fact("手册500册", "科普手册数量", 500, "册")))
    after = draft_offline(brief(fact("讲座9场", "科普讲座场次", 9, "场"), fact("视频3条", "科普视频数量", 3, "条")))
    told = difference(before, after)
    assert "科普视频数量" in [r.name for r in told.added] and "科普手册数量" in [r.name for r in told.removed]
    assert any((c.name, c.field, c.before, c.after) == ("科普讲座场次", "value", 8, 9) for c in told.changed)
    assert difference(before, before).nothing


def test_tasks_that_do_not_add_up_to_the_budget_are_asked_first(brief):
    request = {"kind": "department", "project": "2025年部门整体支出", "tasks": TASKS}
    off = draft_offline(brief(budget_wan=130, **request))
    assert off.questions[0].about == "request.budget_wan" and "100万元" in off.questions[0].question and "130万元" in off.questions[0].question
    assert all(q.about != "request.budget_wan" for q in draft_offline(brief(budget_wan=100, **request)).questions)
