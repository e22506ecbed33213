"""看 (looking): the verbs that leave no trace — read back, search, draft, check, read a file, refine a loose draft, the rules."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

from assistant.domain.draft import Draft, Previous, Request, withhold
from assistant.domain.failures import BadInput, ModelUnavailable, UnreadableForm
from assistant.domain.finding import Finding, Waiver
from assistant.domain.form import Comparable, Form, Reading
from assistant.domain.intake import read_draft
from assistant.drafting.brief import Brief
from assistant.drafting.by_model import draft_by_model
from assistant.drafting.offline import draft_offline
from assistant.law import Law
from assistant.ledger.acceptance import with_waivers
from assistant.reading.last_year import last_year
from assistant.reading.read import read_file
from assistant.refining.edits import identified
from assistant.refining.talk import Talk
from assistant.rules import catalogue
from assistant.rules.checking import Checked, check, check_form, check_record
from assistant.rules.fixing import apply_safe
from assistant.rules.opinion import Opinion, opinion
from assistant.rules.page import SEVERITY, page
from assistant.rules.subject import Subject
from assistant.understanding.request import ReadBack, read_back
from assistant.understanding.understand import understand
from assistant.workbench.collaborators import Collaborators, DrafterName, Reply

UNDATED = 2025
"""The year whose law is applied to a form that prints none."""


class Looking:
    """The use cases that only look. `Workbench` adds those that keep what was done."""

    def __init__(self, collaborators: Collaborators) -> None:
        self._with = collaborators

    # --- looking, nothing kept -----------------------------------------------------------------------------------------------------

    @property
    def model_configured(self) -> bool:
        """May a draft be asked of a model?"""
        return self._with.model_configured

    @property
    def default_drafter(self) -> DrafterName:
        """Who drafts when nobody says otherwise."""
        return self._with.drafter if self._with.model_configured else "offline"

    def read_back(self, text: str) -> ReadBack:
        """One text box → the fields of a request, each with the words it was read from, for the person to confirm."""
        return read_back(text, int(self._with.clock()[:4]))

    def search(
        self,
        text: str,
        *,
        organisation: str | None = None,
        budget_wan: float | None = None,
        limit: int = 5,
        filters: Mapping[str, object] | None = None,
    ) -> list[Comparable]:
        """Published projects comparable to a description, best first, each with what rules say of its own rows."""
        found = self._with.precedents().comparables(text, organisation=organisation, budget_wan=budget_wan, limit=limit, filters=filters)
        return [self._reviewed(c) for c in found]

    def ranking(
        self, text: str, *, organisation: str | None = None, budget_wan: float | None = None, filters: Mapping[str, object] | None = None
    ) -> list[str]:
        """The ids of all records but confidential ones, best first."""
        return self._with.precedents().ranking(text, organisation=organisation, budget_wan=budget_wan, filters=filters)

    def draft(self, request: Request, drafter: str | None = None) -> Draft:
        """A complete draft with its findings and authorship. A confidential project is withheld: no row, no objective, nothing sent."""
        by_model = self._drafter(drafter) == "model"
        law = self._law(request)
        understanding = understand(request, law)
        if understanding.secrecy is not None:
            return Draft(request=withhold(request), confidential=True)
        comparables = self.search(request.description, organisation=request.organisation, budget_wan=request.budget_wan)
        brief = Brief.of(request, understanding, comparables, self._with.library(), law)
        made = self._by_model(brief) if by_model else draft_offline(brief)
        stamped = made.authorship.model_copy(update={"rules": catalogue.digest(), "index": self._with.precedents().fingerprint})
        return self._judged(identified(made.model_copy(update={"authorship": stamped})))

    def check(self, draft: Draft) -> Checked:
        """What our rules and the organisation's own checker say of a draft. A confidential one that holds nothing has nothing to check."""
        if draft.confidential and not (draft.indicators or draft.objective) and not isinstance(draft.request, Request):
            return Checked(findings=(), outcomes=())
        request = draft.request
        previous = request.previous if isinstance(request, Request) else None
        law = self._law(request) if isinstance(request, Request) else Law.of(self._with.place or request.organisation, request.fiscal_year)
        checked = check(Subject.of_draft(draft, comparables=draft.comparables, previous=previous), law)
        external = self._with.checker.check(draft) if self._with.checker else []
        return Checked(findings=(*checked.findings, *external), outcomes=checked.outcomes)

    def fixed(self, draft: Draft) -> tuple[Draft, list[Finding]]:
        """A loose draft with every safe fix applied, and the findings that were mended by it."""
        findings = self.check(draft).findings
        law = self._law(draft.request) if isinstance(draft.request, Request) else None
        return apply_safe(draft, findings, law), [f for f in findings if f.fix is not None and f.fix.safe]

    def read(self, path: Path) -> Reading:
        """What a file of any kind says, with doubts. Raises UnreadableForm."""
        return read_file(path)

    def check_file(self, path: Path) -> list[Finding]:
        """What rules say of every form in a file; findings point into the file."""
        return list(self.check_form(path).findings)

    def check_form(self, path: Path) -> Checked:
        """As `check_file`, with the outcome of every rule."""
        each = [check_form(form, self._law_of_form(form), n) for n, form in enumerate(read_file(path).forms)]
        return Checked(findings=tuple(f for c in each for f in c.findings), outcomes=tuple(o for c in each for o in c.outcomes))

    def review(self, path: Path) -> Checked:
        """Any form `read` reads, or a draft as JSON, checked. Raises UnreadableForm or BadInput."""
        if path.suffix.lower() != ".json":
            return self.check_form(path)
        try:
            given = json.loads(path.read_bytes())
        except (OSError, ValueError) as e:
            raise UnreadableForm(f"“{path.name}”不是一份读得出的 JSON。", "请给出 draft 命令的输出，或换成 Excel、Word 的表。") from e
        return self.check(read_draft(given)[0])

    def opinion(self, findings: Sequence[Finding]) -> Opinion:
        """审核意见 drafted from findings: verdict, points in order of weight, the whole text."""
        return opinion(findings)

    def annotated(self, path: Path, findings: Sequence[Finding]) -> bytes:
        """A copy of a workbook with the findings as comments and the drafted opinion on a sheet of its own. Raises BadInput for what is no xlsx."""
        from assistant.export.annotation import annotate  # noqa: PLC0415 - openpyxl, for nobody who annotates nothing

        return annotate(path.read_bytes(), findings, opinion(findings).text)

    def previous_of(self, path: Path) -> Previous:
        """Last year's form or self-evaluation to start from, out of a file of any kind or a draft's JSON."""
        return last_year(path)

    def refine(self, draft: Draft, turns: Sequence[str]) -> tuple[Draft, Reply]:
        """A loose draft after some sentences, and the answer to the last one."""
        talk, reply = Talk([draft]), Reply(outcome="answered", text="")
        for text in turns:
            heard = talk.hear(text)
            reply = Reply(outcome=heard.outcome, text=heard.reply)
        return talk.draft, reply

    def rule_titles(self) -> dict[str, str]:
        """What each rule demands, by its name, in the catalogue's order."""
        return {rule.name: rule.title for rule in catalogue.RULES}

    def rules(self) -> list[str]:
        """The catalogue, a line a rule: name, number, severity, title."""
        return [f"{r.name}\t{r.number}\t{SEVERITY[r.severity]}\t{r.title}" for r in catalogue.RULES]

    def rule_page(self, name: str) -> str:
        """One rule's page, by its name or number. Raises BadInput for a rule that is not there."""
        rule = catalogue.rule(name)
        if rule is None:
            raise BadInput(f"没有“{name}”这条规则。", "运行 jixiao rules 看全部规则名。", ["rule"])
        return page(rule)

    # --- inside --------------------------------------------------------------------------------------------------------------------

    def _drafter(self, named: str | None) -> DrafterName:
        if named == "offline" or named == "model":
            return cast(DrafterName, named)
        if named is not None:
            raise BadInput(f"没有“{named}”这种起草方式。", "可用：offline（内置起草）、model（模型起草）。", ["drafter"])
        return self.default_drafter

    def _law(self, request: Request) -> Law:
        return Law.of(self._with.place or f"{request.region or ''} {request.organisation or ''}", request.fiscal_year)

    def _law_of_form(self, form: Form) -> Law:
        return Law.of(self._with.place or f"{form.region or ''} {form.organisation or ''}", form.fiscal_year or UNDATED)

    def _reviewed(self, comparable: Comparable) -> Comparable:
        """A comparable with what rules say of its own rows: it is shown with its faults."""
        record = self._with.records().record(comparable.id)
        if record is None:
            return comparable
        law = Law.of(self._with.place or f"{record.region or ''} {record.organisation or ''}", record.fiscal_year or UNDATED)
        said = [f.message for _, found in sorted(check_record(record, law).items()) for f in found]
        return comparable.model_copy(update={"findings": tuple(dict.fromkeys((*comparable.findings, *said)))})

    def _by_model(self, brief: Brief) -> Draft:
        conversation = self._with.conversation()
        if conversation is None:
            raise ModelUnavailable("还没有设置模型。", "请设置 JIXIAO_MODEL_BASE_URL 和 JIXIAO_MODEL_NAME，或改用内置起草（offline）。")
        return draft_by_model(brief, conversation, self._with.prompt())

    def _judged(self, draft: Draft, waivers: Sequence[Waiver] = ()) -> Draft:
        """The draft with its findings renewed, and the waivers that still fit."""
        return draft.model_copy(update={"findings": with_waivers(draft, self.check(draft).findings, waivers)})
