"""The engine: what it stamps, what it says of forms with several owners, of records, of what it cannot tell."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.domain.draft import Draft, Withheld
from assistant.domain.form import Form, Location, PrintedIndicator, Project, Record, RecordIndicator, Task
from assistant.domain.indicator import Indicator
from assistant.domain.intake import read_draft
from assistant.law import Law
from assistant.rules import catalogue
from assistant.rules.checking import check, check_draft, check_form, check_record
from assistant.rules.example import read_example
from assistant.rules.outcome import Outcome
from assistant.rules.subject import DEPARTMENT, Subject
from tests.rules.clean_drafts import NAMES, clean

LAW = Law.of(None, 2025)


def printed(owner: str, level2: str, name: str, target: str | None, **more: Any) -> PrintedIndicator:
    return PrintedIndicator(owner=owner, level2=level2, name=name, target=target, **more)


def test_a_finding_is_stamped_with_rule_kind_severity_basis_and_place() -> None:
    form = Form(
        form_kind="项目目标表",
        fiscal_year=2025,
        projects=(Project(no="4", name="妇女维权", objective="办理来访案件"),),
        indicators=(printed("妇女维权", "成本指标", "案件办理时限", "≤10个工作日", location=Location(sheet="表1", cell="E9")),),
    )
    finding = next(f for f in check_form(form, LAW).findings if f.rule == "deadline_sits_under_timeliness")
    assert (finding.kind, finding.severity, finding.owner, finding.owner_no, finding.index) == ("wrong_tier", "error", "妇女维权", "4", 0)
    assert finding.basis is not None
    assert finding.basis.rests_on == "form"
    assert finding.location is not None
    assert finding.location.cell == "E9"
    assert finding.id


def test_ids_are_stable_and_unlike() -> None:
    draft, _ = read_draft(clean(NAMES[0]))
    damaged = draft.with_rows([r.model_copy(update={"basis": "年度工作计划"}) for r in draft.indicators])
    first, second = (check_draft(damaged, LAW).findings for _ in range(2))
    assert [f.id for f in first] == [f.id for f in second]
    assert len({f.id for f in first}) == len(first)


def test_each_project_of_a_form_is_judged_by_its_own_rows_and_knows_its_siblings() -> None:
    names = ("维权宣传培训人数", "信访代理覆盖率", "案件办结率", "问题线索处置率", "骨干培训人数")
    rows = tuple(printed(owner, "数量指标", name, "≥90人") for owner in ("组织建设", "业务费") for name in names)
    form = Form(form_kind="项目目标表", fiscal_year=2025, projects=(Project(name="组织建设"), Project(name="业务费")), indicators=rows)
    subjects = Subject.of_form(form)
    assert [s.owner for s in subjects] == ["组织建设", "业务费"]
    assert all(len(s.rows) == len(names) for s in subjects)
    copied = [f.owner for f in check(subjects, LAW).findings if f.rule == "rows_are_not_repeated" and f.index is None]
    assert copied == ["组织建设", "业务费"]


def test_tiers_of_a_department_form_are_looked_for_over_the_whole_form() -> None:
    form = Form(
        form_kind="部门整体目标表",
        fiscal_year=2025,
        tasks=(Task(no="任务一", name="普法"), Task(no="任务二", name="助学")),
        indicators=(
            printed("普法", "数量指标", "宣讲场次", "≥60场", task="任务一"),
            printed("助学", "质量指标", "补助发放准确率", "≥99%", task="任务二"),
            printed(DEPARTMENT, "社会效益指标", "法律知识知晓率", "≥80%"),
            printed(DEPARTMENT, "服务对象满意度指标", "受助学生满意度", "≥90%"),
        ),
    )
    assert not [f for f in check_form(form, LAW).findings if f.kind in ("missing_tier", "task_without_indicator")]


def test_a_cell_that_says_not_applicable_is_never_called_blank() -> None:
    form = Form(
        form_kind="项目目标表",
        projects=(Project(name="普法"),),
        indicators=(
            printed("普法", "经济效益指标", "不适用", "不适用", status="not_applicable"),
            printed("普法", "生态效益指标", "", None, status="blank"),
            printed("普法", "社会效益指标", "知晓率", "≥80%"),
        ),
    )
    assert not [f for f in check_form(form, LAW).findings if f.kind == "missing_value" and f.index is not None]


def test_a_withheld_draft_has_nothing_to_complain_of() -> None:
    draft = Draft(request=Withheld(fiscal_year=2025, budget_wan=88), confidential=True)
    assert check_draft(draft, LAW).findings == ()


def test_a_withheld_draft_with_rows_betrays_itself() -> None:
    draft = Draft(
        request=Withheld(fiscal_year=2025, budget_wan=88), confidential=True, indicators=(Indicator(level2="数量指标", name="点位", target="38路"),)
    )
    assert [f.kind for f in check_draft(draft, LAW).errors] == ["confidential_content"]


def test_rows_of_a_record_with_a_fault_are_named_so_that_nobody_borrows_them() -> None:
    record = Record(
        id="r1",
        project="公务用车",
        fiscal_year=2022,
        indicators=(
            RecordIndicator(level2="数量指标", name="公车数量", target="100%"),
            RecordIndicator(level2="质量指标", name="正常运行率", target="≥95%"),
            RecordIndicator(level2="社会效益指标", name="业务保障能力", target="是/否"),
        ),
    )
    assert sorted(check_record(record, Law.of(None, 2022))) == [0, 2]


def test_every_rule_says_something_of_every_owner() -> None:
    draft, _ = read_draft(clean(NAMES[0]))
    outcomes = check_draft(draft, LAW).outcomes
    assert {o.rule for o in outcomes} == {r.name for r in catalogue.RULES}
    assert all(o.why or o.outcome == "held" for o in outcomes)


def test_what_needs_judgement_is_shown_as_unasked() -> None:
    draft, _ = read_draft(clean(NAMES[0]))
    unasked = {o.rule for o in check_draft(draft, LAW).outcomes if o.outcome == "unasked"}
    assert unasked == {r.name for r in catalogue.RULES if r.question}


def test_a_field_the_input_has_no_key_for_is_cannot_tell() -> None:
    draft, _ = read_draft(clean(NAMES[0]))
    told = {o.rule: o.outcome for o in check_draft(draft, LAW).outcomes if o.outcome != "unasked"}
    assert told["header_is_filled"] == "cannot_tell"
    assert told["annual_and_long_term_goals"] == "cannot_tell"


def test_a_rule_that_fails_inside_is_named_and_hides_nothing() -> None:
    def fails(subject: Subject, law: Law) -> Outcome:
        raise ZeroDivisionError

    subject = read_example("目标：培训。\n成本指标｜案件办理时限｜≤10个工作日")
    sound = catalogue.rule("R28")
    assert sound is not None
    checked = check(subject, LAW, (replace(sound, name="broken_rule", check=fails), sound))
    assert [o.outcome for o in checked.outcomes] == ["cannot_tell", "broken"]
    assert [f.rule for f in checked.findings] == ["deadline_sits_under_timeliness"]


def test_a_row_still_to_be_confirmed_is_a_note_and_no_error() -> None:
    data = clean("library")
    data["indicators"][6].update(value=None, unit="", target="", comparator="", status="unconfirmed")
    draft, _ = read_draft(data)
    assert [f.severity for f in check_draft(draft, LAW).findings if f.kind == "missing_value"] == ["note"]


def test_place_decides_what_weights_add_to() -> None:
    data = clean("nursing_subsidy")
    draft, _ = read_draft(data)
    hubei = [f.kind for f in check_draft(draft, Law.of("湖北省黄冈市", 2026)).findings if f.severity == "error"]
    assert hubei == ["weight_sum"]
