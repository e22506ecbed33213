"""What the standard still asks for is completed soundly, or stays to be confirmed."""

import dataclasses

import pytest

from assistant.domain.fact import Activity, ProjectType, Span
from assistant.domain.form import Comparable, RecordIndicator, Task
from assistant.domain.frame import BENEFITS, is_benefit, is_cost
from assistant.domain.pattern import IndicatorPattern, TypeProfile, UsualValue
from assistant.drafting.offline import draft_offline

VENUE = TypeProfile(
    name="文化场馆开放",
    served="读者",
    entries=(
        IndicatorPattern(id="v1", project_type="文化场馆开放", level2="社会效益指标", name="活动参与率", comparator="≥", units=("%",), core=True, words=("活动",)),
        IndicatorPattern(
            id="v2", project_type="文化场馆开放", level2="可持续影响指标", name="设施使用年限", comparator="≥", units=("年",), needs=("新建",),
            usual=UsualValue(value=10, ref="r9", quote="设施使用年限 ≥10年"),
        ),
    ),
)  # fmt: skip


def by_tier(draft, level2):
    return [r for r in draft.indicators if r.level2 == level2]


@pytest.mark.parametrize("standard", ["2015", "2021"])
def test_every_mandatory_tier_is_there_or_asked_for(brief, standard):
    draft = draft_offline(brief(description="做好社区科普，没有更多说明", standard=standard))
    named = " ".join(q.about + q.question for q in draft.questions)
    for level2 in ("数量指标", "质量指标", "时效指标", "服务对象满意度指标"):
        (row,) = by_tier(draft, level2)
        assert row.value is not None or row.id in named or level2 in named
    (cost,) = [r for r in draft.indicators if is_cost(r.level2)]
    assert cost.value is None and cost.status == "unconfirmed" and (cost.id in named or cost.level2 in named)
    assert any(is_benefit(r.level2) and r.applicable and r.value is not None for r in draft.indicators)


def test_the_four_benefits_are_all_accounted_for(fact, brief):
    draft = draft_offline(brief(fact("讲座8场", "科普讲座场次", 8, "场")))
    for level2 in BENEFITS:
        rows = by_tier(draft, level2)
        assert rows and all(r.applicable or (r.reason and r.value is None) for r in rows)


def test_no_deadline_means_the_budget_years_end_to_be_confirmed(brief):
    (row,) = by_tier(draft_offline(brief()), "时效指标")
    assert (row.value, row.unit, row.status) == ("2025-12-31", "date", "unconfirmed")


def test_a_usual_value_says_where_it_comes_from(brief):
    (row,) = by_tier(draft_offline(brief(groups=("听众",))), "服务对象满意度指标")
    assert row.name == "听众满意度" and row.printed() == "≥90%"
    assert [(g.kind, g.ref) for g in row.sources] == [("library", "g5")] and "r2" in row.basis


def test_a_comparables_sound_value_goes_before_the_usual_one(brief):
    near = Comparable(id="c1", project="科普进社区", score=0.9, indicators=(RecordIndicator(level2="满意度", name="社区居民满意度", target="≥93%"),))
    (row,) = by_tier(draft_offline(brief(comparables=(near,), groups=("居民",))), "服务对象满意度指标")
    assert row.printed() == "≥93%" and row.sources[0].ref == "c1" and "科普进社区" in row.basis


@pytest.mark.parametrize("target", ["是", "≥293%", "达到", "优", ""])
def test_an_unsound_published_value_is_never_taken(brief, target):
    bad = Comparable(id="c1", project="科普进社区", score=0.9, indicators=(RecordIndicator(level2="满意度", name="社区居民满意度", target=target),))
    (row,) = by_tier(draft_offline(brief(comparables=(bad,))), "服务对象满意度指标")
    assert all(g.kind != "comparable" for g in row.sources)


def test_a_doubtful_row_is_never_taken(brief):
    doubt = RecordIndicator(level2="满意度", name="社区居民满意度", target="≥93%", doubts=("疑为误扫",))
    (row,) = by_tier(draft_offline(brief(comparables=(Comparable(id="c1", project="某", score=0.9, indicators=(doubt,)),))), "服务对象满意度指标")
    assert all(g.kind != "comparable" for g in row.sources)


def test_the_middle_of_several_is_taken_and_the_span_told(brief):
    several = tuple(
        Comparable(id=f"c{n}", project=f"社区{n}科普", score=0.9, indicators=(RecordIndicator(level2="满意度", name="居民满意度", target=f"≥{n}%"),))
        for n in (85, 97, 91)
    )
    (row,) = by_tier(draft_offline(brief(comparables=several)), "服务对象满意度指标")
    assert row.value == 91 and "≥85%至≥97%" in row.basis


def test_a_benefit_that_promises_something_goes_before_one_that_would_stand_blank(brief):
    rows = by_tier(draft_offline(brief(profile=VENUE, description="图书馆办活动")), "社会效益指标")
    assert [(r.name, r.value, r.status) for r in rows] == [("日常工作保障", "未因保障不到位影响工作", "proposed")]


def test_where_nothing_can_be_promised_the_benefit_stays_blank_and_is_asked(brief):
    draft = draft_offline(brief(profile=VENUE, general=TypeProfile(name="其他"), description="图书馆办活动"))
    (row,) = by_tier(draft, "社会效益指标")
    assert (row.name, row.value, row.status) == ("活动参与率", None, "unconfirmed")
    assert any(q.about == row.id for q in draft.questions)


def test_a_satisfaction_is_not_lent_by_a_project_of_another_kind(brief):
    """A search brings the nearest there is; the nearest may be about something else."""
    far = Comparable(id="c1", project="民办园房租补贴", score=0.9, indicators=(RecordIndicator(level2="满意度", name="居民满意度", target="≥97%"),))
    (row,) = by_tier(draft_offline(brief(comparables=(far,), groups=("居民",))), "服务对象满意度指标")
    assert row.printed() == "≥90%" and all(g.kind != "comparable" for g in row.sources)


def test_an_open_unit_cost_is_per_the_thing_the_project_counts(fact, brief):
    (cost,) = [
        r
        for r in draft_offline(brief(fact("路灯60盏", "更换路灯数量", 60, "盏"), fact("电缆3公里", "电缆里程", 3, "公里"))).indicators
        if is_cost(r.level2)
    ]
    assert (cost.name, cost.unit, cost.value) == ("路灯单位成本", "元/盏", None)


def test_an_entry_with_needs_stays_out_unless_the_words_are_said(brief):
    without = draft_offline(brief(profile=VENUE, description="图书馆办活动"))
    built = draft_offline(brief(profile=VENUE, description="新建图书馆分馆"))
    assert [r.applicable for r in by_tier(without, "可持续影响指标")] == [False]
    assert [r.printed() for r in by_tier(built, "可持续影响指标")] == ["≥10年"]


def test_each_task_of_a_department_says_what_it_changes(brief):
    """Where the words promise no effect, the library's for work of that kind stands under the task; a task of no known kind gets none made up."""
    aid = IndicatorPattern(
        id="h1", project_type="困难救助", level2="社会效益指标", name="救助结果公开", comparator="定性", core=True, qualitative="救助对象按规定公示"
    )  # fmt: skip
    tasks = (Task(no="1", name="临时救助", content="救助300人"), Task(no="2", name="其他工作", content="做好日常工作"))
    request = brief(kind="department", project="2025年部门整体支出", tasks=tasks)
    whole = dataclasses.replace(request, of_tasks=(TypeProfile(name="困难救助", entries=(aid,)), request.general))
    rows = by_tier(draft_offline(whole), "社会效益指标")
    assert [(r.task, r.name) for r in rows] == [("1", "救助结果公开")]


def test_an_activity_without_a_figure_becomes_a_count_to_be_confirmed(fact, brief):
    printing = Activity(index=1, verb="印制", object="防汛手册", span=Span(quote="印制防汛手册", start=20))
    draft = draft_offline(
        brief(
            fact("讲座8场", "科普讲座场次", 8, "场", activity=0), activities=(printing,), description="讲座8场。另外还要做一件别的事：，印制防汛手册"
        )
    )
    row = next(r for r in draft.indicators if r.name == "印制防汛手册数量")
    assert row.value is None and row.status == "unconfirmed"
    assert any(row.id == q.about or row.name in q.question for q in draft.questions)


def test_a_promise_two_tiers_accept_goes_where_it_is_missed(fact, brief):
    jobs = IndicatorPattern(id="j", project_type="招聘就业", level2="社会效益指标", name="带动就业人数", comparator="≥", units=("人",))
    draft = draft_offline(
        brief(
            fact("招聘会3场", "招聘会场次", 3, "场"),
            fact("带动就业80人", "带动就业人数", 80, "人", level2_alternatives=("社会效益指标",)),
            profile=TypeProfile(name="招聘就业", entries=(jobs,)),
        )
    )
    assert [r.name for r in by_tier(draft, "社会效益指标")] == ["带动就业人数"]
    assert [r.name for r in by_tier(draft, "数量指标")] == ["招聘会场次"]


def test_what_must_not_happen_is_said_once(fact, brief):
    again = IndicatorPattern(
        id="x", project_type="道路养护", level2="社会效益指标", name="责任事故数", comparator="=", units=("起",), core=True,
        usual=UsualValue(value=0, ref="r", quote="责任事故 0起"),
    )  # fmt: skip
    draft = draft_offline(
        brief(fact("不发生养护事故", "养护事故数", 0, "起", "质量指标", "="), profile=TypeProfile(name="道路养护", entries=(again,)))
    )
    assert [r.name for r in draft.indicators if "事故" in r.name] == ["养护事故数"]


def test_a_type_that_is_not_certain_lends_only_what_the_words_speak_of(brief):
    farm = IndicatorPattern(id="f", project_type="农业产业", level2="成本指标", name="每亩补助", comparator="≤", units=("元/亩",), core=True)
    unsure = brief(profile=TypeProfile(name="农业产业", entries=(farm,)))
    understanding = unsure.understanding.model_copy(update={"project_types": (ProjectType(name="农业产业", score=0.5),)})
    draft = draft_offline(type(unsure)(unsure.request, understanding, (), unsure.profile, unsure.general))
    assert all(r.name != "每亩补助" for r in draft.indicators)


def test_a_long_project_name_hides_no_tier(brief):
    """Rows named after one long noun look like each other; each mandatory tier is there all the same."""
    draft = draft_offline(brief(project="省级非营利性社会力量办学机构", description="按要求做好"))
    for level2 in ("数量指标", "质量指标", "时效指标", "服务对象满意度指标"):
        assert by_tier(draft, level2), level2
    assert any(is_cost(r.level2) for r in draft.indicators)


def test_spending_that_names_no_work_is_called_daily_work(brief):
    names = [r.name for r in draft_offline(brief(project="其他商品和服务支出", description="补公用经费不足")).indicators if r.applicable]
    assert "日常工作完成时间" in names and not any("商品" in name for name in names)
