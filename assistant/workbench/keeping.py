"""留 (keeping): the verbs on dossiers. Every one of them is a deed in the ledger; with those of `Looking` they are the Workbench."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.domain.draft import Draft, Request
from assistant.domain.event import Accepted, Dossier, Event, Listed, Verified
from assistant.domain.failures import BadInput, NotAcceptable, StaleDraft
from assistant.domain.finding import Waiver
from assistant.ledger.acceptance import SYSTEM, named, reasons_against, waiver, waivers_in, waiving
from assistant.ledger.chain import Deed
from assistant.ledger.dossier import CHANGING, acceptance, changes_between, content_of, fold, listed, spoken_so_far
from assistant.ledger.proof import digest, prove, same_form
from assistant.reading.read import read_file
from assistant.refining.edits import apply_all, identified
from assistant.refining.mending import mended
from assistant.refining.operations import EDITS, Edit
from assistant.refining.redrafting import keeping_persons_rows
from assistant.refining.talk import Talk
from assistant.workbench.collaborators import Reply
from assistant.workbench.importing import Importing
from assistant.workbench.withholding import newly_written, refuse_secret_draft, refuse_secret_words

if TYPE_CHECKING:
    from assistant.ledger.store import Ledger  # sqlalchemy is not imported before a ledger is opened


class Workbench(Importing):
    """The use cases of the house, over what the roof handed in. Safe to use from several threads."""

    # --- dossiers: every deed is kept ----------------------------------------------------------------------------------------------

    def open(self, request: Request, by: str, drafter: str | None = None) -> Dossier:
        """A new dossier: requested by the person, drafted by the machine."""
        draft = self.draft(request, drafter)
        asked = draft.request if draft.confidential else request
        deeds = [
            Deed(by=by, kind="requested", content={"request": asked.model_dump(mode="json")}),
            Deed(by=SYSTEM, kind="drafted", content={"draft": content_of(draft)}),
        ]
        return self._entered(Dossier(id=self._with.new_id()), deeds)

    def dossier(self, id: str) -> Dossier:  # noqa: A002 - the word of the contract
        """Where a dossier stands. Raises BadInput for one that is not there."""
        found = fold(self._ledger.events(id))
        if not found.events:
            raise BadInput(f"台账里没有编号为“{id}”的档案。", "请从档案列表里选一个。", ["dossier"])
        return found

    def dossiers(self) -> list[Listed]:
        """All dossiers as a list shows them, the one touched last first. None is folded: a list of thousands opens at once."""
        asked, stand = self._ledger.latest("requested"), self._ledger.latest(*CHANGING)
        return [listed(asked[name], stand[name]) for name in self._ledger.dossiers() if name in asked and name in stand]

    def edit(self, id: str, seq: int, edits: Sequence[Edit], by: str) -> Dossier:  # noqa: A002
        """The dossier after the person's edits, findings renewed. BadInput where one cannot be made; then none is."""
        return self._edited(self._seen(id, seq), edits, by, None)

    def say(self, id: str, seq: int, text: str, by: str) -> tuple[Dossier, Reply]:  # noqa: A002
        """The chat line: applies what the sentence says, or asks back. What was said is kept with the edit."""
        stands = self._seen(id, seq)
        before = _draft_of(stands)
        talk = Talk(*spoken_so_far(stands))
        heard = talk.hear(text)
        reply = Reply(outcome=heard.outcome, text=heard.reply)
        if talk.draft == before:
            return stands, reply
        return self._changed(stands, talk.draft, by, text, heard.edits, undone=not heard.edits), reply

    def redraft(self, id: str, seq: int, by: str, drafter: str | None = None) -> Dossier:  # noqa: A002
        """Drafted again from the same request; rows a person edited or confirmed stay as they are."""
        stands = self._seen(id, seq)
        before = _draft_of(stands)
        if not isinstance(before.request, Request):
            raise BadInput("涉密项目不起草指标。", "请按保密规定在涉密环境中编制。")
        fresh = keeping_persons_rows(before, self.draft(before.request, drafter), objective=_person_wrote_objective(stands))
        after = self._judged(fresh, waivers_in(before))
        return self._entered(stands, [Deed(by=by, kind="drafted", content={"draft": content_of(after)})])

    def fix(self, id: str, seq: int, finding: str, by: str) -> Dossier:  # noqa: A002
        """The mending a finding proposes, applied to its row at the person's click."""
        stands = self._seen(id, seq)
        before = _draft_of(stands)
        chosen = next((f for f in before.findings if f.id == finding), None)
        if chosen is None:
            raise BadInput("这条意见已经不在了。", "请看最新的意见。", ["finding"])
        return self._changed(stands, mended(before, chosen), by, f"照意见修改：{chosen.message}")

    def waive(self, id: str, seq: int, finding: str, reason: str, by: str) -> Dossier:  # noqa: A002
        """A named person lets one finding stand, with the reason."""
        stands = self._seen(id, seq)
        before = _draft_of(stands)
        refuse_secret_words([reason])
        given = waiver(before, finding, reason, by)
        return self._entered(stands, [_waived(given, before, waiving(before, given))])

    def accept(self, id: str, seq: int, by: str) -> Accepted:  # noqa: A002
        """Acceptance by a named person of the draft they saw, checked once more. Raises NotAcceptable with every reason against it."""
        by = named(by)
        stands = self._seen(id, seq)
        before = _draft_of(stands)
        after = self._judged(before, waivers_in(before))
        _refuse_unacceptable(after)
        return self._enter_acceptance(stands.id, stands.seq, [Deed(by=by, kind="accepted", content={"form": content_of(after)})])

    def accept_file(self, draft: Draft, by: str, waivers: Mapping[str, str]) -> Accepted:
        """Acceptance of a draft from a file, with waivers {finding: reason}. A loose draft gets a dossier of its own, once it is acceptable.

        A draft that came from a dossier must be its latest; what was changed in the file since is entered as the person's edit.
        """
        by = named(by)
        refuse_secret_draft(draft)
        refuse_secret_words(waivers.values())
        draft = identified(draft)
        stands = self._seen(draft.dossier, draft.seq) if draft.dossier else None
        judged = self._judged(draft, waivers_in(_draft_of(stands)) if stands else ())
        stage, waived = judged, list[Deed]()
        for finding, reason in waivers.items():
            given = waiver(stage, finding, reason, by)
            after = waiving(stage, given)
            waived.append(_waived(given, stage, after))
            stage = after
        _refuse_unacceptable(stage)
        deeds = [*_how_it_came(stands, judged, by), *waived, Deed(by=by, kind="accepted", content={"form": content_of(stage)})]
        return self._enter_acceptance(stands.id if stands else self._with.new_id(), stands.seq if stands else 0, deeds)

    # --- out of the house ----------------------------------------------------------------------------------------------------------

    def export(self, draft: Draft | Accepted, layout: str, as_: str, template: Path | None = None) -> bytes:
        """The official form as a file. One that was accepted here carries the head hash of its acceptance, and the ledger keeps the file's digest."""
        from assistant.export import fill  # noqa: PLC0415 - openpyxl and docx: 0.2 s that nobody pays who exports nothing

        form = draft.form if isinstance(draft, Accepted) else draft
        event = self._acceptance_of(draft)
        notes = _annex(form, event) if event else []
        content = fill.export(form, layout, as_, head=event.hash if event else None, notes=notes, template=_content(template))
        if event:
            self._note_export(event, layout, as_, digest(content))
        return content

    def export_dossier(self, id: str, layout: str, as_: str, template: Path | None = None) -> bytes:  # noqa: A002
        """The dossier's present draft as a file: with the head hash if it stands accepted."""
        return self.export(_draft_of(self.dossier(id)), layout, as_, template)

    def verify(self, file: Path | None = None) -> Verified:
        """Walks the chain; with a file, proves that it says what was accepted. `ok` False says what does not hold; nothing is raised for that."""
        walked = self._ledger.verify()
        if walked.broken is not None:
            at = f"第 {walked.broken.position} 条记录" + (
                f"（档案 {walked.broken.dossier} 第 {walked.broken.seq} 步）" if walked.broken.dossier else ""
            )
            return Verified(
                ok=False, message=f"台账不完整：{at}{walked.broken.why}。", events=walked.events, head=walked.head, broken=walked.broken.why
            )
        whole = Verified(ok=True, message=f"台账完整，共 {walked.events} 条记录。", events=walked.events, head=walked.head)
        return whole if file is None else prove(file, self._ledger, whole, read_file)

    # --- inside --------------------------------------------------------------------------------------------------------------------

    @cached_property
    def _ledger(self) -> Ledger:
        return self._with.ledger()

    def _seen(self, id: str, seq: int | None) -> Dossier:  # noqa: A002
        """The dossier, if what the person saw is still how it stands."""
        stands = fold(self._ledger.events(id))
        if not stands.events:
            raise StaleDraft(
                f"本机的台账里没有档案“{id}”，这份草稿不是从这里来的。", "请检查数据文件夹（--data），或去掉草稿里的 dossier 作为新草稿。"
            )
        if seq not in (stands.seq, _draft_of(stands).seq):
            raise StaleDraft(
                f"这份草稿已经不是最新的：您看到的是第 {seq} 步，现在是第 {stands.seq} 步。", "请重新打开这个档案，在最新的草稿上再操作一次。"
            )
        return stands

    def _edited(self, stands: Dossier, edits: Sequence[Edit], by: str, said: str | None) -> Dossier:
        return self._changed(stands, apply_all(_draft_of(stands), edits), by, said, edits)

    def _changed(self, stands: Dossier, draft: Draft, by: str, said: str | None, edits: Sequence[Edit] = (), undone: bool = False) -> Dossier:
        """The dossier with a changed draft, its findings renewed."""
        before = _draft_of(stands)
        refuse_secret_words([said, *(edit.said for edit in edits), *newly_written(before, draft)])
        after = self._judged(draft, waivers_in(before))
        changes = changes_between(before, after)
        if not changes:
            return stands  # the same value again is no deed: an acceptance stands
        content = {"edits": EDITS.dump_python(list(edits), mode="json"), "said": said, "undone": undone, "changes": changes}
        return self._entered(stands, [Deed(by=by, kind="edited", content=content)])

    def _entered(self, stands: Dossier, deeds: Sequence[Deed]) -> Dossier:
        return fold((*stands.events, *self._ledger.append(stands.id, stands.seq, deeds)))

    def _enter_acceptance(self, id: str, after: int, deeds: Sequence[Deed]) -> Accepted:  # noqa: A002
        return _as_accepted(self._ledger.append(id, after, deeds)[-1])

    def _acceptance_of(self, draft: Draft | Accepted) -> Event | None:
        """The event that proves a form was accepted exactly so, or None for a draft, or for a form changed since."""
        if isinstance(draft, Accepted):
            event = self._ledger.event(draft.hash)
            event = event if event and event.kind == "accepted" else None
            form = draft.form
        elif draft.dossier:
            event, form = acceptance(fold(self._ledger.events(draft.dossier))), draft
        else:
            return None
        return event if event and same_form(form, event) else None

    def _note_export(self, event: Event, layout: str, as_: str, file: str) -> None:
        content = {"layout": layout, "as": as_, "digest": file, "of": event.hash}
        known = self._ledger.events(event.dossier)
        if any(e.kind == "exported" and e.content() == content for e in known):
            return  # the same bytes again: nothing new to prove
        self._ledger.append(event.dossier, known[-1].seq, [Deed(by=SYSTEM, kind="exported", content=content)])


def _draft_of(stands: Dossier | None) -> Draft:
    if stands is None or stands.draft is None:
        raise BadInput("这个档案里还没有草稿。", "请先起草。", ["dossier"])
    return stands.draft


def _person_wrote_objective(stands: Dossier) -> bool:
    return any(e.kind == "edited" and any(x["op"] == "set_objective" for x in e.content()["edits"]) for e in stands.events)


def _refuse_unacceptable(draft: Draft) -> None:
    reasons = reasons_against(draft)
    if reasons:
        raise NotAcceptable(reasons)


def _how_it_came(stands: Dossier | None, draft: Draft, by: str) -> list[Deed]:
    """The deeds by which a draft from a file is in the ledger: as a new dossier, or as what the person changed in the file since."""
    if stands is None:
        request = {"request": draft.request.model_dump(mode="json")}
        return [Deed(by=by, kind="requested", content=request), Deed(by=by, kind="drafted", content={"draft": content_of(draft)})]
    changes = changes_between(_draft_of(stands), draft)
    return [Deed(by=by, kind="edited", content={"edits": [], "said": None, "changes": changes})] if changes else []


def _waived(given: Waiver, before: Draft, after: Draft) -> Deed:
    return Deed(by=given.by, kind="waived", content={"waiver": given.model_dump(mode="json"), "changes": changes_between(before, after)})


def _as_accepted(event: Event) -> Accepted:
    form = Draft.model_validate({**event.content()["form"], "dossier": event.dossier, "seq": event.seq})
    return Accepted(dossier=event.dossier, seq=event.seq, hash=event.hash, form=form, by=event.by, at=event.at)


def _annex(form: Draft, event: Event) -> list[str]:
    """What the annex says of the acceptance: who, when, and every waiver with its reason."""
    waived = [f"豁免“{f.indicator or '整表'}”的意见（{f.rule}）：{f.waived.reason}（{f.waived.by}）" for f in form.findings if f.waived]
    return [f"由{event.by}采纳，{event.at}", *waived]


def _content(template: Path | None) -> bytes | None:
    if template is None:
        return None
    try:
        return template.read_bytes()
    except OSError as e:
        raise BadInput(f"打不开模板 {template}。", "请检查路径是否写对、是否有权限读取。", ["template"]) from e
