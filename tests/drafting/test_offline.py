"""The embedded drafter as a whole: grounds under every number, nothing of a secret, the same bytes for the same brief."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.draft import Request
from assistant.domain.fact import Secrecy
from assistant.domain.frame import is_cost
from assistant.drafting.brief import Brief
from assistant.drafting.offline import draft_offline
from assistant.drafting.sheet import alike
from assistant.evidence import Evidence
from assistant.law.law import Law
from assistant.rules.checking import check_draft
from assistant.understanding.understand import understand
from corpus.library import Shelf

PLAIN = (
    ("安装充电桩", 240, "在12个小区安装电动自行车充电桩300个，每个不超过6000元，10月底前投用，居民满意度不低于九成。"),
    ("乡村医生培训", 9, "办乡村医生培训班3期，每期60人，每期2天，考核合格率95%以上，8月底前办完。去年培训了150人。"),
    ("非遗展演", 18, "组织非遗展演6场，其中进校园2场，吸引观众8000人次，国庆节前演完，不得发生安全事故。"),
    ("法治宣传", 4.5, "印一批手册，再到村里讲讲，年底前做完。"),
    ("救灾帐篷储备", 65, "采购12平方米帐篷400顶，每顶不超过1500元，汛期前入库，验收合格率100%。"),
    ("残疾儿童康复", 156, "为130名残疾儿童提供康复训练，每人每年补助1.2万元，有效率不低于85%，家长满意度90%以上。"),
    ("公园绿地养护", 88, "养护公园绿地21万平方米，每平方米不超过4元，苗木成活率98%以上。"),
    ("统计调查", 12, "完成住户调查样本360户，数据审核通过率99%以上，每季度上报一次。"),
)
SHELF = Shelf()


def drafted(project, budget_wan, description, **more):
    request = Request(project=project, fiscal_year=2025, budget_wan=budget_wan, description=description, organisation="清源县某局", **more)
    law = Law.of(request.organisation, request.fiscal_year)
    return draft_offline(Brief.of(request, understand(request, law), (), SHELF, law))


@pytest.mark.parametrize(("project", "budget_wan", "description"), PLAIN)
@pytest.mark.parametrize("standard", ["2015", "2021"])
class TestEveryDraft:
    def test_every_number_is_carried_by_its_grounds(self, project, budget_wan, description, standard):
        draft = drafted(project, budget_wan, description, standard=standard)
        evidence = Evidence(draft.request, draft.comparables, draft.indicators)
        assert [evidence.complaint(r) for r in draft.indicators if evidence.complaint(r)] == []

    def test_no_two_rows_say_the_same_but_two_promises_may(self, project, budget_wan, description, standard):
        rows = [r for r in drafted(project, budget_wan, description, standard=standard).indicators if r.applicable]
        told = [r for r in rows if r.sources and r.sources[0].kind == "description"]
        assert [(a.name, b.name) for n, a in enumerate(rows) for b in rows[:n] if alike(a, b) and not (a in told and b in told)] == []

    def test_what_waits_is_asked_and_what_is_asked_has_a_reason(self, project, budget_wan, description, standard):
        draft = drafted(project, budget_wan, description, standard=standard)
        asked = " ".join(q.about + q.question for q in draft.questions)
        assert all(r.id in asked or r.name in asked for r in draft.indicators if r.status == "unconfirmed")
        assert all(q.why for q in draft.questions) and len(draft.questions) >= 2

    def test_no_cost_restates_the_budget_and_no_rule_finds_an_error(self, project, budget_wan, description, standard):
        draft = drafted(project, budget_wan, description, standard=standard)
        whole = [r for r in draft.indicators if is_cost(r.level2) and r.aim.scaled == budget_wan * 10000 and "/" not in r.unit]
        assert whole == []
        assert [f.message for f in check_draft(draft, Law.of(None, 2025)).errors] == []

    def test_a_reviewer_can_measure_every_row(self, project, budget_wan, description, standard):
        for row in drafted(project, budget_wan, description, standard=standard).indicators:
            if row.applicable:
                assert row.explanation and row.basis and row.measurement.method and row.measurement.evidence, row.name
                assert len(row.name) <= 24 and "年度工作计划" not in row.basis

    def test_the_same_brief_gives_the_same_bytes(self, project, budget_wan, description, standard):
        once, again = (drafted(project, budget_wan, description, standard=standard).model_dump_json() for _ in range(2))
        assert once == again


def test_a_project_has_as_many_rows_as_a_form_has():
    for project, budget_wan, description in PLAIN:
        rows = [r for r in drafted(project, budget_wan, description).indicators if r.applicable]
        assert 6 <= len(rows) <= 14, (project, len(rows))


@pytest.mark.parametrize("by", ["flag", "word"])
def test_nothing_of_a_confidential_project_is_written_down(brief, by):
    told = brief(
        project="某专用线路改造", description="改造专用线路1800米，更换机柜12组，8月底前完工", confidential=by == "flag", secrecy=Secrecy(by=by, word="涉密")
    )  # fmt: skip
    draft = draft_offline(told)
    text = draft.model_dump_json()
    assert draft.confidential and not draft.indicators and not draft.objective and not draft.questions
    assert "专用线路" not in text and "1800" not in text and "机柜" not in text


def test_a_number_its_words_do_not_hold_leaves_as_a_question(fact, brief):
    misread = fact("讲座8场", "科普讲座场次", 80, "场")
    draft = draft_offline(brief(misread))
    row = next(r for r in draft.indicators if r.name == "科普讲座场次")
    assert row.value is None and row.status == "unconfirmed" and "80" not in draft.objective
    assert any(q.about == row.id for q in draft.questions)


@settings(max_examples=40, deadline=None)
@given(
    people=st.integers(2, 90_000),
    times=st.integers(1, 400),
    rate=st.integers(1, 100),
    budget=st.floats(0, 90_000, allow_nan=False).map(lambda x: round(x, 2)),
    month=st.integers(1, 12),
)
def test_whatever_the_figures_every_number_is_carried(people, times, rate, budget, month):
    said = f"举办消防安全讲座{times}场，每场{people}人，{month}月底前完成，听众满意度不低于{rate}%。"
    draft = drafted("消防安全讲座", budget, said)
    evidence = Evidence(draft.request, (), draft.indicators)
    assert [evidence.complaint(r) for r in draft.indicators if evidence.complaint(r)] == []
