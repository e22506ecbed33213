"""The workbench over its real rooms: what each verb promises beyond the journeys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import app
from assistant.domain.draft import Draft, Request
from assistant.domain.failures import BadInput, ModelUnavailable, StaleDraft
from assistant.domain.indicator import Indicator
from assistant.refining.operations import Confirm, MoveTier, RemoveRow, SetObjective, SetTarget
from assistant.settings import Settings
from assistant.workbench import Workbench
from tests.server.openai_server import Fails, Says, ScriptedServer

CLERK = "李霞"


def with_model(data: Path, server: ScriptedServer) -> Workbench:
    return app.compose(server.settings().model_copy(update={"data": data}))


def test_one_text_is_read_back_field_by_field(workbench: Workbench) -> None:
    back = workbench.read_back("我们河湾县妇联2025年办家政服务技能培训6期，每期40人，10月底前办完，预算7.2万元。")
    assert back.budget_wan is not None
    assert back.budget_wan.value == 7.2
    assert back.fiscal_year is not None
    assert back.fiscal_year.value == 2025


def test_a_comparable_is_shown_with_the_faults_of_its_own_rows(workbench: Workbench) -> None:
    found = workbench.search("办技能培训班，给妇女讲课", limit=5)
    assert 2 < len(found) <= 5
    assert any(c.findings for c in found)
    assert all(c.why for c in found)


def test_looking_leaves_no_ledger_behind(workbench: Workbench, data: Path, training: dict[str, object]) -> None:
    draft = workbench.draft(Request.model_validate(training))
    workbench.check(draft)
    workbench.refine(draft, ["第1条改成8"])
    assert not (data / "ledger.db").exists()


def test_a_draft_says_who_wrote_it_with_what(workbench: Workbench, training: dict[str, object]) -> None:
    authorship = workbench.draft(Request.model_validate(training)).authorship
    assert authorship.drafter == "offline"
    assert authorship.rules
    assert authorship.index


def test_the_model_is_asked_only_where_one_is_set(workbench: Workbench, training: dict[str, object]) -> None:
    assert not workbench.model_configured
    with pytest.raises(ModelUnavailable, match="没有设置模型"):
        workbench.draft(Request.model_validate(training), "model")
    with pytest.raises(BadInput, match="起草方式"):
        workbench.draft(Request.model_validate(training), "nobody")


def test_a_model_drafts_through_the_whole_house(data: Path, training: dict[str, object]) -> None:
    row = {
        "level2": "数量指标",
        "name": "培训期数",
        "comparator": "≥",
        "value": "60",
        "unit": "期",
        "grounds": [{"kind": "description", "quote": "培训60期"}],
    }
    answer: dict[str, Any] = {"objective": "", "rows": [row], "not_applicable": [], "questions": []}
    with ScriptedServer([Says(json.dumps(answer, ensure_ascii=False))]) as server:
        bench = with_model(data, server)
        draft = bench.draft(Request.model_validate(training), "model")
        assert (draft.authorship.drafter, draft.authorship.model) == ("model", "test-model")
        assert draft.authorship.prompt
        assert server.requests
    assert any(r.value == 6 for r in draft.indicators), "what the clerk said is kept, whatever the model says"
    assert not any(r.value == 60 for r in draft.indicators), "what nobody said is not"


def test_a_model_that_is_down_is_said_and_nothing_falls_back_in_silence(data: Path, training: dict[str, object]) -> None:
    with ScriptedServer([Fails(503)]) as server, pytest.raises(ModelUnavailable) as failed:
        with_model(data, server).draft(Request.model_validate(training), "model")
    assert "内置起草" in failed.value.remedy


def test_no_word_of_a_secret_project_reaches_the_model(data: Path) -> None:
    request = Request(project="磐石工程", fiscal_year=2025, budget_wan=80, description="涉密信息系统改造，采购设备12台。")
    with ScriptedServer([Says("{}")]) as server:
        bench = with_model(data, server)
        assert bench.draft(request, "model").confidential
        assert bench.open(request, CLERK, "model").draft is not None
        assert server.requests == []


def test_the_chat_line_takes_back_what_it_did(workbench: Workbench, training: dict[str, object]) -> None:
    opened = workbench.open(Request.model_validate(training), CLERK)
    assert opened.draft is not None
    name = opened.draft.indicators[0].name
    first, _ = workbench.say(opened.id, opened.seq, f"{name}改成8", CLERK)
    second, _ = workbench.say(opened.id, first.seq, "把它改成9", CLERK)
    assert second.draft is not None
    assert second.draft.indicators[0].value == 9
    back, reply = workbench.say(opened.id, second.seq, "退回去", CLERK)
    again, _ = workbench.say(opened.id, back.seq, "再退回去", CLERK)
    assert reply.outcome == "applied"
    assert back.draft is not None and again.draft is not None
    assert (back.draft.indicators[0].value, again.draft.indicators) == (8, opened.draft.indicators)
    assert len(workbench.dossier(opened.id).events) == 6, "what was taken back stays in the ledger"


def test_a_question_back_is_no_deed(workbench: Workbench, training: dict[str, object]) -> None:
    opened = workbench.open(Request.model_validate(training), CLERK)
    after, reply = workbench.say(opened.id, opened.seq, "改成100", CLERK)
    assert reply.outcome == "clarify"
    assert after.seq == opened.seq


def test_a_proposed_mending_is_made_at_a_click_and_the_row_is_the_persons(workbench: Workbench) -> None:
    request = Request(project="渠道清淤", organisation="河湾县水利局", fiscal_year=2025, budget_wan=60, description="清淤渠道12公里，4月底前完成。")
    opened = workbench.open(request, CLERK)
    assert opened.draft is not None
    row = next(r for r in opened.draft.indicators if r.level2 == "时效指标")
    dossier = workbench.edit(opened.id, opened.seq, [MoveTier(row=row.id, level2="社会效益指标")], CLERK)
    assert dossier.draft is not None
    proposal = next(f for f in dossier.draft.findings if f.rule == "deadline_sits_under_timeliness")
    mended = workbench.fix(dossier.id, dossier.seq, proposal.id, CLERK).draft
    assert mended is not None
    moved = mended.row(row.id)
    assert moved is not None
    assert (moved.level2, moved.status) == ("时效指标", "edited")
    assert proposal.id not in [f.id for f in mended.findings]


def test_the_latest_dossier_comes_first(workbench: Workbench, training: dict[str, object]) -> None:
    first = workbench.open(Request.model_validate(training), CLERK)
    second = workbench.open(Request.model_validate({**training, "fiscal_year": 2026}), CLERK)
    assert [d.id for d in workbench.dossiers()] == [second.id, first.id]
    assert first.draft is not None
    workbench.edit(first.id, first.seq, [SetTarget(row=first.draft.indicators[0].id, printed="9")], CLERK)
    assert [d.id for d in workbench.dossiers()] == [first.id, second.id]


def test_what_is_not_there_is_said(workbench: Workbench) -> None:
    with pytest.raises(BadInput):
        workbench.dossier("nowhere")
    with pytest.raises(StaleDraft):
        workbench.edit("nowhere", 1, [], CLERK)


def test_last_years_form_is_a_start_in_any_shape(workbench: Workbench, training: dict[str, object], tmp_path: Path) -> None:
    draft = workbench.draft(Request.model_validate(training))
    as_json, as_form = tmp_path / "去年.json", tmp_path / "去年.xlsx"
    as_json.write_text(draft.model_dump_json(), encoding="utf-8")
    as_form.write_bytes(workbench.export(draft, "shanhaiguan", "xlsx"))
    for file in (as_json, as_form):
        previous = workbench.previous_of(file)
        assert previous.project == training["project"]
        assert draft.indicators[0].name in [r.name for r in previous.indicators]
    (tmp_path / "空.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BadInput, match="没有读出指标"):
        workbench.previous_of(tmp_path / "空.json")


def test_a_loose_draft_without_ids_or_sources_is_checked_too(workbench: Workbench) -> None:
    row = Indicator(level1="产出指标", level2="数量指标", name="培训人次", comparator="≥", value=200, unit="人次")
    draft = Draft(request=Request(project="培训", fiscal_year=2025, budget_wan=5, description="培训200人次。"), indicators=(row, row))
    checked = workbench.check(draft)
    assert any(f.kind == "duplicate" for f in checked.findings)


def test_a_waiver_written_into_a_file_counts_for_nothing(workbench: Workbench, training: dict[str, object]) -> None:
    from assistant.domain.failures import NotAcceptable
    from assistant.domain.finding import Waiver

    draft = workbench.draft(Request.model_validate(training))
    rows = [
        r.model_copy(update={"value": "2027-03-31", "target": "2027年3月31日前", "status": "locked"})
        if r.unit == "date"
        else r.model_copy(update={"status": "locked"})
        for r in draft.indicators
        if not r.is_blank
    ]
    late = draft.with_rows(rows)
    posing = [f.model_copy(update={"waived": Waiver(finding=f.id, rule=f.rule, reason="x", by="x")}) for f in workbench.check(late).findings]
    with pytest.raises(NotAcceptable):
        workbench.accept_file(late.model_copy(update={"findings": tuple(posing)}), CLERK, {})


def test_the_settings_of_the_office_decide_the_drafter(data: Path) -> None:
    bench = app.compose(Settings(data=data, drafter="model", model_base_url="http://127.0.0.1:9/v1", model_name="m"))
    assert bench.default_drafter == "model"
    assert app.compose(Settings(data=data, drafter="model")).default_drafter == "offline"


@pytest.mark.parametrize("said", ["加一条磐石涉密设备数量不少于3台", "把第1条改名为磐石机要设备数量"])
def test_words_of_secrecy_on_the_chat_line_are_refused_before_they_are_kept(
    workbench: Workbench, data: Path, training: dict[str, object], said: str
) -> None:
    opened = workbench.open(Request.model_validate(training), CLERK)
    with pytest.raises(BadInput, match="没有保存"):
        workbench.say(opened.id, opened.seq, said, CLERK)
    assert workbench.dossier(opened.id).seq == opened.seq
    assert not [f for f in data.rglob("*") if f.is_file() and "磐石".encode() in f.read_bytes()]


def test_words_of_secrecy_in_last_years_form_make_the_project_confidential(workbench: Workbench, training: dict[str, object]) -> None:
    request = Request.model_validate({**training, "previous": {"project": "磐石涉密改造", "indicators": [{"name": "期数", "target": "3期"}]}})
    assert workbench.draft(request).confidential


def test_the_list_of_dossiers_says_what_stands_accepted_without_folding_any(
    workbench: Workbench, training: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = workbench.open(Request.model_validate(training), CLERK)
    second = workbench.open(Request.model_validate({**training, "project": "另一个培训"}), CLERK)
    assert first.draft is not None
    edited = workbench.edit(
        first.id, first.seq, [Confirm(row=r.id) if not r.is_blank else RemoveRow(row=r.id) for r in first.draft.indicators if r.applicable], CLERK
    )
    for finding in (f for f in (edited.draft.findings if edited.draft else ()) if f.open_error):
        edited = workbench.waive(first.id, edited.seq, finding.id, "已报批", CLERK)
    workbench.accept(first.id, edited.seq, "王主任")
    monkeypatch.setattr("assistant.workbench.keeping.fold", lambda events: pytest.fail("a list folds nothing"))
    assert [(d.id, d.project, d.accepted_by) for d in workbench.dossiers()] == [
        (first.id, training["project"], "王主任"),
        (second.id, "另一个培训", None),
    ]


def test_the_same_value_again_is_no_deed_and_ends_no_acceptance(workbench: Workbench, training: dict[str, object]) -> None:
    opened = workbench.open(Request.model_validate(training), CLERK)
    assert opened.draft is not None
    once = workbench.edit(opened.id, opened.seq, [SetObjective(text="全年办班6期。")], CLERK)
    again = workbench.edit(opened.id, once.seq, [SetObjective(text="全年办班6期。")], CLERK)
    assert again.seq == once.seq
