"""The spine, through the real parts: plain words → draft → edit → answer → waive → accept → official form → proof."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

import app
from assistant.domain.draft import Draft, Request
from assistant.domain.event import Dossier
from assistant.domain.failures import NotAcceptable, StaleDraft
from assistant.refining.edits import apply
from assistant.refining.operations import Confirm, Edit, MarkNotApplicable, RemoveRow, SetTarget
from assistant.settings import Settings
from assistant.workbench import Workbench

CLERK, HEAD = "李霞", "王主任"


def draft_of(dossier: Dossier) -> Draft:
    assert dossier.draft is not None
    return dossier.draft


def settling(draft: Draft) -> list[Edit]:
    """What a clerk answers to everything still 待确认: the value proposed if there is one, else 95 %, or 不适用 for a benefit."""
    edits: list[Edit] = []
    for row in draft.indicators:
        if row.status != "unconfirmed":
            continue
        if not row.is_blank:
            edits.append(Confirm(row=row.id, said="按你说的确认"))
        elif row.level1 == "效益指标":
            edits.append(MarkNotApplicable(row=row.id, reason="本项目不产生这类效益", said="不适用"))
        else:
            edits.append(SetTarget(row=row.id, printed="≥95%", said="按95%"))
    return edits


def settled(workbench: Workbench, dossier: Dossier) -> Dossier:
    edits = settling(draft_of(dossier))
    return workbench.edit(dossier.id, dossier.seq, edits, CLERK) if edits else dossier


def test_from_plain_words_to_a_proven_official_form(workbench: Workbench, training: dict[str, object], tmp_path: Path) -> None:
    dossier = workbench.open(Request.model_validate(training), CLERK)
    drafted = draft_of(dossier)
    assert {"数量指标", "质量指标", "时效指标", "成本指标", "服务对象满意度指标"} <= {r.level2 for r in drafted.indicators}
    assert all(r.sources for r in drafted.indicators if r.applicable)
    assert drafted.comparables

    dossier, reply = workbench.say(dossier.id, dossier.seq, "结业考核合格率改成不低于97%", CLERK)
    assert reply.outcome == "applied"
    changed = next(r for r in draft_of(dossier).indicators if "合格率" in r.name)
    assert (changed.value, changed.status, changed.sources[0].kind) == (97, "edited", "user")

    dossier = settled(workbench, dossier)
    for finding in [f for f in draft_of(dossier).findings if f.open_error]:
        dossier = workbench.waive(dossier.id, dossier.seq, finding.id, "主任会议定的", HEAD)
    accepted = workbench.accept(dossier.id, dossier.seq, HEAD)
    assert (accepted.by, accepted.dossier) == (HEAD, dossier.id)

    for as_ in ("xlsx", "docx"):
        file = tmp_path / f"绩效目标表.{as_}"
        file.write_bytes(workbench.export(accepted, "shanhaiguan", as_))
        verified = workbench.verify(file)
        assert verified.ok, verified
        assert (verified.dossier, verified.seq, verified.by) == (accepted.dossier, accepted.seq, HEAD)
    cells = [str(c.value) for row in openpyxl.load_workbook(tmp_path / "绩效目标表.xlsx").worksheets[0].iter_rows() for c in row]
    assert "≥97%" in cells
    assert [e.kind for e in workbench.dossier(dossier.id).events][:2] == ["requested", "drafted"]
    assert workbench.verify().ok


def test_a_form_changed_after_export_is_found_out(workbench: Workbench, training: dict[str, object], tmp_path: Path) -> None:
    dossier = settled(workbench, workbench.open(Request.model_validate(training), CLERK))
    accepted = workbench.accept(dossier.id, dossier.seq, HEAD)
    book = openpyxl.load_workbook(io.BytesIO(workbench.export(accepted, "shanhaiguan", "xlsx")))
    resaved, altered = tmp_path / "另存.xlsx", tmp_path / "改过.xlsx"
    book.save(resaved)
    cell = next(c for row in book.worksheets[0].iter_rows() for c in row if c.value == "≥95%")
    cell.value = "≥85%"
    book.save(altered)
    assert workbench.verify(resaved).ok
    found = workbench.verify(altered)
    assert not found.ok
    assert any("85%" in difference for difference in found.differs)


def test_a_cut_tail_is_found_out_by_the_hash_on_an_export(workbench: Workbench, data: Path, training: dict[str, object], tmp_path: Path) -> None:
    import sqlite3

    dossier = settled(workbench, workbench.open(Request.model_validate(training), CLERK))
    accepted = workbench.accept(dossier.id, dossier.seq, HEAD)
    file = tmp_path / "表.xlsx"
    file.write_bytes(workbench.export(accepted, "shanhaiguan", "xlsx"))
    with sqlite3.connect(data / "ledger.db") as ledger:
        ledger.execute("delete from events where seq >= ?", (accepted.seq,))
    assert workbench.verify().ok
    assert not workbench.verify(file).ok


def test_whoever_was_slower_is_told_and_nothing_is_overwritten(workbench: Workbench, training: dict[str, object]) -> None:
    dossier = workbench.open(Request.model_validate(training), CLERK)
    row = draft_of(dossier).indicators[0]
    workbench.edit(dossier.id, dossier.seq, [SetTarget(row=row.id, printed="8")], CLERK)
    with pytest.raises(StaleDraft):
        workbench.edit(dossier.id, dossier.seq, [RemoveRow(row=row.id)], HEAD)
    now = draft_of(workbench.dossier(dossier.id)).row(row.id)
    assert now is not None
    assert now.value == 8


def test_acceptance_names_every_reason_against_it(workbench: Workbench, training: dict[str, object]) -> None:
    dossier = workbench.open(Request.model_validate(training), CLERK)
    costs = [r for r in draft_of(dossier).indicators if r.level2 == "成本指标"]
    times = [r for r in draft_of(dossier).indicators if r.level2 == "时效指标"]
    dossier = workbench.edit(dossier.id, dossier.seq, [SetTarget(row=times[0].id, printed="2027年3月底前"), RemoveRow(row=costs[0].id)], CLERK)
    waiting = [r.name for r in draft_of(dossier).indicators if r.status == "unconfirmed"]
    errors = [f for f in draft_of(dossier).findings if f.open_error]
    assert errors
    with pytest.raises(NotAcceptable) as refused:
        workbench.accept(dossier.id, dossier.seq, HEAD)
    said = "".join(refused.value.reasons)
    assert all(name in said for name in waiting)
    assert all(f.id in said for f in errors)
    assert not workbench.dossier(dossier.id).accepted


def test_a_waiver_holds_until_the_row_changes(workbench: Workbench, training: dict[str, object]) -> None:
    dossier = workbench.open(Request.model_validate(training), CLERK)
    row = next(r for r in draft_of(dossier).indicators if r.level2 == "时效指标")
    dossier = workbench.edit(dossier.id, dossier.seq, [SetTarget(row=row.id, printed="2027年3月底前")], CLERK)
    finding = next(f for f in draft_of(dossier).findings if f.open_error)
    dossier = workbench.waive(dossier.id, dossier.seq, finding.id, "跨年项目", HEAD)
    other = next(r for r in draft_of(dossier).indicators if r.level2 == "数量指标")
    dossier = workbench.edit(dossier.id, dossier.seq, [SetTarget(row=other.id, printed="7")], CLERK)
    assert next(f for f in draft_of(dossier).findings if f.id == finding.id).waived is not None
    dossier = workbench.edit(dossier.id, dossier.seq, [SetTarget(row=row.id, printed="2027年5月底前")], CLERK)
    assert next(f for f in draft_of(dossier).findings if f.id == finding.id).waived is None


def test_an_edit_after_acceptance_opens_the_dossier_again(workbench: Workbench, training: dict[str, object]) -> None:
    dossier = settled(workbench, workbench.open(Request.model_validate(training), CLERK))
    accepted = workbench.accept(dossier.id, dossier.seq, HEAD)
    row = accepted.form.indicators[0]
    after = workbench.edit(dossier.id, accepted.seq, [SetTarget(row=row.id, printed="9")], CLERK)
    assert not after.accepted
    assert b"sha256:" not in workbench.export(draft_of(after), "shanhaiguan", "xlsx")


def test_drafting_again_leaves_a_persons_rows_alone(workbench: Workbench, training: dict[str, object]) -> None:
    dossier = workbench.open(Request.model_validate(training), CLERK)
    mine, gone = draft_of(dossier).indicators[0], draft_of(dossier).indicators[1]
    dossier = workbench.edit(dossier.id, dossier.seq, [SetTarget(row=mine.id, printed="8", said="改成8期")], CLERK)
    again = draft_of(workbench.redraft(dossier.id, dossier.seq, CLERK))
    assert again.row(mine.id) == draft_of(dossier).row(mine.id)
    assert len([r for r in again.indicators if r.name == mine.name]) == 1
    assert again.row(gone.id) is not None


@pytest.mark.parametrize("how", ["flag", "word"])
def test_nothing_of_a_secret_project_is_kept_anywhere(workbench: Workbench, data: Path, how: str) -> None:
    name, words = "磐石机房改造", "采购磐石密码设备12台，安装在七号楼。"
    request = Request(project=name if how == "flag" else f"涉密{name}", organisation="某单位", fiscal_year=2025, budget_wan=80, confidential=how == "flag",
                      description=words if how == "flag" else f"本项目为涉密项目。{words}")  # fmt: skip
    dossier = workbench.open(request, CLERK)
    draft = draft_of(dossier)
    assert (draft.confidential, draft.indicators, draft.objective, draft.request.project) == (True, (), "", "涉密项目")
    with pytest.raises(NotAcceptable):
        workbench.accept(dossier.id, dossier.seq, HEAD)
    with pytest.raises(NotAcceptable):
        loose = Draft(request=request, indicators=apply_row())
        workbench.accept_file(loose, HEAD, {})
    kept = b"".join(p.read_bytes() + p.name.encode() for p in data.rglob("*") if p.is_file())
    assert all(word.encode() not in kept for word in ("磐石", "七号楼", "密码设备"))


def apply_row() -> tuple[object, ...]:
    from assistant.domain.indicator import Indicator

    return (Indicator(level1="产出指标", level2="数量指标", name="磐石密码设备台数", comparator="≥", value=12, unit="台"),)


_ACCEPT = """
import json, sys, os, signal
import app
from pathlib import Path
from assistant.domain.draft import Draft
from assistant.settings import Settings
draft = Draft.model_validate_json(Path(sys.argv[2]).read_text(encoding="utf-8"))
accepted = app.compose(Settings(data=Path(sys.argv[1]))).accept_file(draft, "王主任", {})
print(accepted.hash, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_an_acceptance_outlives_a_killed_process(workbench: Workbench, data: Path, training: dict[str, object], tmp_path: Path) -> None:
    draft = workbench.draft(Request.model_validate(training))
    for edit in settling(draft):
        draft = apply(draft, edit)
    file = tmp_path / "draft.json"
    file.write_text(draft.model_dump_json(), encoding="utf-8")
    ended = subprocess.run([sys.executable, "-c", _ACCEPT, str(data), str(file)], capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == -9, ended.stderr
    again = app.compose(Settings(data=data))
    assert again.verify().ok
    assert again.verify().head == ended.stdout.strip()
    assert [d.accepted_by for d in again.dossiers()] == ["王主任"]


def test_the_organisations_checker_gates_acceptance_until_a_person_answers_for_it(data: Path, training: dict[str, object], tmp_path: Path) -> None:
    script = tmp_path / "checker.py"
    script.write_text("raise SystemExit(7)", encoding="utf-8")
    bench = app.compose(Settings(data=data, checker=f"'{sys.executable}' '{script}'"))
    dossier = settled(bench, bench.open(Request.model_validate(training), CLERK))
    with pytest.raises(NotAcceptable, match="自有核查程序"):
        bench.accept(dossier.id, dossier.seq, HEAD)
    failed = next(f for f in draft_of(dossier).findings if f.kind == "external")
    dossier = bench.waive(dossier.id, dossier.seq, failed.id, "核查程序正在升级，已人工核对", HEAD)
    assert bench.accept(dossier.id, dossier.seq, HEAD).by == HEAD


def test_the_same_request_gives_the_same_draft_to_the_byte(workbench: Workbench, data: Path, training: dict[str, object]) -> None:
    request = Request.model_validate(training)
    assert workbench.draft(request).model_dump_json() == app.compose(Settings(data=data)).draft(request).model_dump_json()
