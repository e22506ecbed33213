"""What a clerk does at the drafting page: each deed one verb of the workbench, answered by what the page shows then.

A cell travels with what it showed before: if somebody else changed it meanwhile, that is said and nothing is overwritten.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.domain.event import Dossier
from assistant.domain.failures import AssistantFailure, BadInput, StaleDraft
from assistant.domain.intake import read_request
from assistant.domain.numeral import print_number
from assistant.pages import markup, view
from assistant.pages.showing import draft_of, plain, show, unchanged
from assistant.pages.speaking import warn
from assistant.refining.operations import (
    AddRow,
    AnswerQuestion,
    Confirm,
    Edit,
    MarkNotApplicable,
    RemoveRow,
    Rename,
    SetField,
    SetObjective,
    SetTarget,
)

if TYPE_CHECKING:
    from assistant.workbench import Workbench

Shown = tuple[Any, ...]
NOBODY = "未署名"


class Deeds:
    """The deeds of the page over one workbench."""

    def __init__(self, workbench: Workbench) -> None:
        self.workbench = workbench

    def open_page(self, kept: dict[str, Any] | None) -> Shown:
        """The page is opened or reloaded: the dossier this browser was in comes back."""
        kept = kept or {}
        drafter = gr.update(visible=self.workbench.model_configured, value=self.workbench.default_drafter)
        try:
            shown = show(self.workbench, self.workbench.dossier(str(kept["dossier"]))) if kept.get("dossier") else unchanged()
        except AssistantFailure:
            shown = unchanged()  # the ledger was moved or started anew: begin at the beginning
        return (gr.update(choices=self._earlier()), drafter, str(kept.get("by") or ""), *shown)

    def read(self, said: str) -> Shown:
        """Reads the box and shows what was read, each with the words it was read from."""
        if not (said or "").strip():
            raise BadInput("还没有写项目说明。", "写几句这个项目做什么、做多少、花多少钱，再点“读一读”。", ["request.description"])
        back = self.workbench.read_back(said)
        fields = {"项目名称": back.project, "单位": back.organisation, "年度": back.fiscal_year, "预算": back.budget_wan}
        project, organisation, year, budget = (None if field is None else field.value for field in fields.values())
        return (
            gr.update(visible=True),
            project or "",
            organisation or "",
            str(year or dt.date.today().year),
            print_number(budget) if isinstance(budget, (int, float)) else "",
            markup.quotes((word, field.span.quote) for word, field in fields.items() if field and field.span.quote),
        )

    def make(
        self,
        said: str,
        project: str,
        organisation: str,
        year: str,
        budget: str,
        standard: str,
        secret: bool,
        previous: str | None,
        drafter: str,
        by: str,
    ) -> Shown:
        """A new dossier with its first draft."""
        request, _ = read_request(
            {
                "project": (project or "").strip() or None,
                "organisation": (organisation or "").strip() or None,
                "fiscal_year": (year or "").strip() or None,
                "budget_wan": (budget or "").strip() or None,
                "description": said,
                "standard": standard,
                "confidential": bool(secret),
                "previous": self.workbench.previous_of(Path(previous)).model_dump(mode="json") if previous else None,
            }
        )
        dossier = self.workbench.open(request, by=_name(by), drafter=drafter if self.workbench.model_configured else None)
        if previous and draft_of(dossier).confidential:
            Path(previous).unlink(missing_ok=True)  # its name and words are as secret as the project's
        return self._shown(dossier)

    def resume(self, dossier: str | None) -> Shown:
        """Goes on with an earlier dossier."""
        return self._shown(self.workbench.dossier(dossier)) if dossier else unchanged()

    def leave(self) -> Shown:
        """Back to an empty beginning; the dossier stays where it is."""
        blank = ("", gr.update(visible=False), "", "", "", "", "", False, None)
        return (gr.update(visible=True), gr.update(visible=False), None, gr.update(choices=self._earlier(), value=None), *blank)

    def set_cell(self, dossier_id: str, seen: int, by: str, event: gr.EventData) -> Shown:
        """One cell of the table was edited."""
        sent: dict[str, str] = event._data
        dossier, cell = self.workbench.dossier(dossier_id), f"{sent['row']}|{sent['field']}"
        row = next((r for r in view.rows(draft_of(dossier)) if r.id == sent["row"]), None)
        if row is None:
            return self._refused(dossier, "这一行已经被删掉了，没有改。", cell)
        now = str(getattr(row, sent["field"])).strip()
        if now != sent["before"].strip():
            return self._refused(dossier, f"这一格刚被改成“{_short(now)}”，没有覆盖。要改请再改一次。", cell)
        return self._tried(dossier, seen, by, _cell_edit(sent), cell)

    def answer(self, dossier_id: str, seen: int, by: str, event: gr.EventData) -> Shown:
        """A question was answered on its line."""
        sent: dict[str, str] = event._data
        return self._tried(
            self.workbench.dossier(dossier_id), seen, by, AnswerQuestion(about=sent["about"], answer=sent["value"], said=sent["value"])
        )

    def act(self, dossier_id: str, seen: int, by: str, event: gr.EventData) -> Shown:
        """A button beside a row or a finding. The last three values open the line for a waiver's reason."""
        sent: dict[str, str] = event._data
        dossier = self.workbench.dossier(dossier_id)
        quiet = (gr.skip(), gr.skip(), gr.skip())
        if sent["act"] == "waive":
            finding = next((f for f in draft_of(dossier).findings if f.id == sent["finding"]), None)
            words = f"放行这一处：{plain(finding.message)}" if finding else ""
            return (*unchanged(), gr.update(visible=finding is not None), sent["finding"], words)
        if sent["act"] == "fix":
            return (*self._done(dossier, seen, lambda: self.workbench.fix(dossier.id, dossier.seq, sent["finding"], by=_name(by))), *quiet)
        edits: dict[str, Edit] = {
            "remove": RemoveRow(row=sent["row"], said="删除"),
            "confirm": Confirm(row=sent["row"], said="确认"),
            "unused": MarkNotApplicable(row=sent["row"], reason="本项目没有这类效益", said="不适用"),
        }
        return (*self._tried(dossier, seen, by, edits[sent["act"]]), *quiet)

    def waive(self, dossier_id: str, seen: int, by: str, finding: str, reason: str) -> Shown:
        """Lets one finding stand, with a reason and a name."""
        _refuse_overtaken(dossier := self.workbench.dossier(dossier_id), seen)
        after = self.workbench.waive(dossier.id, dossier.seq, finding, reason or "", by=(by or "").strip())
        return (*self._shown(after), gr.update(visible=False), "")

    def set_objective(self, dossier_id: str | None, seen: int, by: str, text: str) -> Shown:
        """The objective was rewritten."""
        if not dossier_id:
            return unchanged()
        dossier = self.workbench.dossier(dossier_id)
        if draft_of(dossier).confidential or draft_of(dossier).objective == (text or "").strip():
            return unchanged()
        return self._tried(dossier, seen, by, SetObjective(text=text or "", said="改写目标"))

    def say(self, dossier_id: str, seen: int, by: str, text: str, talk: list[dict[str, Any]]) -> Shown:
        """A sentence on the chat line."""
        if not (text or "").strip():
            return (*unchanged(), talk, "")
        _refuse_overtaken(dossier := self.workbench.dossier(dossier_id), seen)
        after, reply = self.workbench.say(dossier.id, dossier.seq, text, by=_name(by))
        drawn = self._shown(after) if after.seq != dossier.seq else unchanged()
        return (*drawn, [*talk, {"role": "user", "content": text}, {"role": "assistant", "content": reply.text}], "")

    def add(self, dossier_id: str, seen: int, by: str, tier: str, name: str, target: str) -> Shown:
        """A row written by hand."""
        if not tier:
            raise BadInput("还没有选放在哪一级。", "先选二级指标，再填名称和指标值。", ["level2"])
        _refuse_overtaken(dossier := self.workbench.dossier(dossier_id), seen)
        edit = AddRow(level2=tier, name=name or "", printed=(target or "").strip() or None, said=f"{name}{target or ''}")
        return (*self._shown(self.workbench.edit(dossier.id, dossier.seq, [edit], by=_name(by))), "", "")

    def reopen(self, dossier_id: str) -> Shown:
        """An accepted form is opened for changing. Nothing is entered yet: with the first change it no longer stands accepted."""
        return show(self.workbench, self.workbench.dossier(dossier_id), reopened=True)

    def accept(self, dossier_id: str, seen: int, by: str) -> Shown:
        """Acceptance of exactly what the page shows (`seen`): refused where it was changed since."""
        if not (by or "").strip():
            raise BadInput("还没有写采纳人。", "采纳要由具名的人作出，请写上姓名再点一次。", ["by"])
        self.workbench.accept(dossier_id, seen, by=by.strip())
        return self._shown(self.workbench.dossier(dossier_id))

    def _earlier(self) -> list[tuple[str, str]]:
        return [(f"{d.fiscal_year}　{d.project}{'　已采纳' if d.accepted_by else ''}", d.id) for d in self.workbench.dossiers()]

    def _shown(self, dossier: Dossier) -> Shown:
        return show(self.workbench, dossier)

    def _tried(self, dossier: Dossier, seen: int, by: str, edit: Edit, cell: str = "") -> Shown:
        return self._done(dossier, seen, lambda: self.workbench.edit(dossier.id, dossier.seq, [edit], by=_name(by)), cell)

    def _done(self, dossier: Dossier, seen: int, deed: Callable[[], Dossier], cell: str = "") -> Shown:
        """The dossier after a deed; one that cannot be done is said, and the page drawn as it stands."""
        try:
            _refuse_overtaken(dossier, seen)
            return self._shown(deed())
        except AssistantFailure as failure:
            return self._refused(self.workbench.dossier(dossier.id), str(failure), cell)

    def _refused(self, dossier: Dossier, why: str, cell: str = "") -> Shown:
        warn(why, "没有改成")
        return show(self.workbench, dossier, refused=cell)


def _refuse_overtaken(dossier: Dossier, seen: int) -> None:
    """A window that has not yet seen the acceptance must not end it by an edit."""
    if dossier.accepted and seen < (draft_of(dossier).seq or 0):
        raise StaleDraft(f"这张表已由{dossier.accepted_by}采纳，没有改。", "确实要改，请刷新页面后点“还要修改”。")


def _cell_edit(sent: dict[str, str]) -> Edit:
    row, field, value = sent["row"], sent["field"], sent["value"]
    if field == "target":
        return SetTarget(row=row, printed=value, said=value)
    if field == "name":
        return Rename(row=row, name=value, said=value)
    return SetField(row=row, field="basis" if field == "basis" else "explanation", value=value, said=value)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "……"


def _name(by: str | None) -> str:
    return (by or "").strip() or NOBODY
