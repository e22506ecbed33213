"""An answer to a question changes what it is about, says no where it says nothing, and loses no edit."""

from __future__ import annotations

import pytest

from assistant.domain.draft import Draft, Question, Request
from assistant.domain.fact import Understanding
from assistant.domain.failures import BadInput
from assistant.domain.indicator import Ground, Indicator
from assistant.domain.target import Target
from assistant.drafting.brief import Brief
from assistant.drafting.objective import objective_of
from assistant.drafting.questions import ABOUT_SERVED
from assistant.evidence import unsupported
from assistant.refining.answers import budget_in, funding_in, schedule_in
from assistant.refining.edits import apply, apply_all
from assistant.refining.operations import AnswerQuestion, SetTarget
from assistant.refining.redrafting import keeping_persons_rows

REQUEST = Request(project="护林员培训", organisation="某县林业局", fiscal_year=2025, budget_wan=12, description="给护林员办培训，人数还没定。")


def waiting(id_: str, level2: str, name: str, unit: str, comparator: str = "≥") -> Indicator:
    row = Indicator(id=id_, level2=level2, name=name, sources=(Ground(kind="assumption"),), status="unconfirmed")
    return row.with_target(Target(comparator=comparator, unit=unit))


HEADS = waiting("heads", "数量指标", "培训人次", "人次")
COST = waiting("cost", "成本指标", "人均培训成本", "元/人次", "≤")
DUE = waiting("due", "时效指标", "培训完成时间", "date", "≤")
SERVED = Indicator(
    id="sat", level2="服务对象满意度指标", name="服务对象满意度", sources=(Ground(kind="library", ref="x", quote="满意度≥90%"),)
).with_target(Target(comparator="≥", value=90, unit="%"))
DRAFT = Draft(
    request=REQUEST,
    indicators=(HEADS, DUE, COST, SERVED),
    questions=tuple(
        Question(about=about, question=f"{about}？")
        for about in ("heads", "due", "cost", ABOUT_SERVED, "request.schedule", "request.funding", "request.budget_wan")
    ),
)


def answered(about: str, answer: str, draft: Draft = DRAFT) -> Draft:
    return apply(draft, AnswerQuestion(about=about, answer=answer))


@pytest.mark.parametrize(
    ("answer", "plan"),
    [
        ("3月底25%，6月底50%，9月底75%，12月底100%", {"3月底": 25, "6月底": 50, "9月底": 75, "12月底": 100}),
        ("6月底一半，年底付清", {"6月底": 50, "12月底": 100}),
        ("一季度20%、二季度30%、三季度30%、四季度20%", {"3月底": 20, "6月底": 50, "9月底": 80, "12月底": 100}),
        ("10%，40%，70%，100%", {"3月底": 10, "6月底": 40, "9月底": 70, "12月底": 100}),
        ("每季度平均支付", {"3月底": 25, "6月底": 50, "9月底": 75, "12月底": 100}),
        ("10月支付100％", {"10月底": 100}),
    ],
)
def test_a_payment_plan_is_read_as_it_is_said(answer: str, plan: dict[str, float]) -> None:
    assert schedule_in(answer) == plan


@pytest.mark.parametrize("answer", ["还没定", "按合同支付", "3月底60%，6月底50%", "年底120%"])
def test_what_is_no_payment_plan_is_not_made_one(answer: str) -> None:
    with pytest.raises(BadInput):
        schedule_in(answer)


@pytest.mark.parametrize(
    ("answer", "fiscal", "other"),
    [("全部是财政拨款", 12, 0), ("财政拨款9万元，其他资金3万元", 9, 3), ("财政9万，其余自筹", 9, 3), ("自筹2万元", 10, 2), ("都是自筹", 0, 12)],
)
def test_where_the_money_comes_from(answer: str, fiscal: float, other: float) -> None:
    funding = funding_in(answer, 12)
    assert (funding.total_wan, funding.fiscal_wan, funding.other_wan) == (12, fiscal, other)


@pytest.mark.parametrize("answer", ["财政拨款20万元", "财政拨款5万元，其他资金5万元", "不清楚"])
def test_money_that_does_not_make_up_the_budget_is_not_taken(answer: str) -> None:
    with pytest.raises(BadInput):
        funding_in(answer, 12)


def test_a_budget_is_only_changed_by_words_that_change_it() -> None:
    assert budget_in("预算改为30万元") == 30
    assert budget_in("按每人20元测算，没有错") is None


def test_answers_about_the_money_fill_the_request_and_settle_the_question() -> None:
    draft = answered("request.funding", "全部财政拨款", answered("request.schedule", "6月底50%，12月底100%"))
    assert isinstance(draft.request, Request) and draft.request.funding is not None
    assert draft.request.schedule == {"6月底": 50, "12月底": 100} and draft.request.funding.fiscal_wan == 12
    assert {"request.schedule", "request.funding"}.isdisjoint(q.about for q in draft.questions)


@pytest.mark.parametrize(
    ("about", "answer", "printed"),
    [
        ("heads", "大约300人次吧", "≥300人次"),
        ("heads", "计划培训300人", "≥300人次"),
        ("heads", "办6期，每期50人", "≥300人次"),
        ("cost", "每人次不超过400元，按合同", "≤400元/人次"),
        ("due", "大概10月底前能办完", "2025年10月31日前"),
        ("sat", "九成五以上", "≥95%"),
    ],
)
def test_a_value_is_taken_out_of_a_sentence(about: str, answer: str, printed: str) -> None:
    row = answered(about, answer).row(about)
    assert row is not None and (row.printed(), row.status) == (printed, "edited")


@pytest.mark.parametrize(("about", "answer"), [("heads", "还没定"), ("cost", "按合同价"), ("due", "尽快")])
def test_an_answer_without_a_figure_leaves_the_question_open(about: str, answer: str) -> None:
    with pytest.raises(BadInput):
        answered(about, answer)


def test_a_quantity_lets_the_unit_cost_be_worked_out() -> None:
    draft = answered("heads", "300人次")
    cost = draft.row("cost")
    assert cost is not None and (cost.printed(), cost.status) == ("≤400元/人次", "proposed") and "12万元÷300人次=400元/人次" in cost.basis
    assert unsupported(cost, REQUEST, (), draft.indicators) is None
    assert all(q.about != "cost" for q in draft.questions)


def test_a_cost_is_not_worked_out_where_other_things_are_paid_for_too() -> None:
    books = Indicator(id="books", level2="数量指标", name="教材数量", sources=(Ground(kind="user", quote="500册"),)).with_target(
        Target(comparator="≥", value=500, unit="册")
    )
    cost = answered("heads", "300人次", DRAFT.with_rows([books, *DRAFT.indicators])).row("cost")
    assert cost is not None and cost.value is None


def test_what_was_worked_out_from_an_answer_is_there_after_drafting_again() -> None:
    before = apply_all(answered("heads", "300人次"), [SetTarget(row="sat", printed="95%")])
    again = keeping_persons_rows(before, DRAFT, objective=False)
    assert [r.printed() for r in again.indicators if r.id in ("heads", "cost", "sat")] == ["≥300人次", "≤400元/人次", "≥95%"]
    assert {"heads", "cost"}.isdisjoint(q.about for q in again.questions)


def test_several_rows_are_answered_in_one_sentence_and_the_rest_stays_asked() -> None:
    rows = [waiting(n, "数量指标", f"{n}数量", "场") for n in ("讲座", "演练", "展览")]
    draft = DRAFT.with_rows(rows, questions=(Question(about="数量指标", question="各是多少？"),))
    after = answered("数量指标", "演练4场，讲座20场", draft)
    assert [r.printed() for r in after.indicators][:2] == ["≥20场", "≥4场"]
    assert [q.question for q in after.questions] == ["“展览数量”是多少？"]
    done = answered("数量指标", "6场", after)
    assert not done.questions and all(r.value for r in done.indicators)


def test_the_group_a_satisfaction_asks_is_named_by_the_answer() -> None:
    row = answered(ABOUT_SERVED, "护林员").row("sat")
    assert row is not None and row.name == "护林员满意度" and row.value == 90


def test_an_objective_of_ours_follows_its_rows_and_a_persons_stays() -> None:
    """The figures of the objective are those of the rows; what a person wrote is theirs."""
    ours = DRAFT.model_copy(update={"objective": objective_of(DRAFT.indicators, Brief(REQUEST, Understanding()))})
    assert "300人次" not in ours.objective
    told = answered("heads", "300人次", ours).objective
    assert "300人次" in told and "400元/人次" in told
    theirs = DRAFT.model_copy(update={"objective": "办好护林员培训。"})
    assert answered("heads", "300人次", theirs).objective == "办好护林员培训。"


def test_a_row_answered_says_by_whose_words_it_stands() -> None:
    row = answered("heads", "300人次").row("heads")
    assert row is not None and row.basis == "单位答复：“300人次”"


def test_after_drafting_again_what_the_form_still_lacks_is_asked() -> None:
    again = keeping_persons_rows(
        apply_all(answered("heads", "300人次"), [SetTarget(row="due", printed="10月底前")]),
        DRAFT.with_rows(DRAFT.indicators, questions=()),
        objective=False,
    )
    assert [q.about for q in again.questions] == ["request.schedule", "request.funding"]
