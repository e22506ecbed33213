"""受审的表 (Subject): one owner's rows, texts and money as rules look at them, whether they come from a draft, a published form or a record.

What the input does not hold is None or empty, and a rule that needs it says *cannot tell*. A form with several projects gives one subject a project and
one for the department; each knows its siblings. Built once, read by all rules: what several of them need is worked out here, once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from assistant.domain.draft import Draft, Previous, Request
from assistant.domain.form import Comparable, Form, FormKind, Project, Record, Task, Total
from assistant.domain.frame import COST, Standard
from assistant.rules.row import Row, row_of_draft, row_of_form, row_of_record

DEPARTMENT = "department"


@dataclass(frozen=True, eq=False)
class Subject:
    """One owner of a form: a project, a task, or the department. Money in 万元, `schedule` in cumulative per cent."""

    rows: tuple[Row, ...]
    kind: FormKind = "项目目标表"
    owner: str | None = None
    owner_no: str | None = None
    form: int = 0
    project: str = ""
    organisation: str | None = None
    region: str | None = None
    fiscal_year: int | None = None
    standard: Standard = "2015"
    project_type: str | None = None
    budget_wan: float | None = None
    total_wan: float | None = None
    fiscal_wan: float | None = None
    other_wan: float | None = None
    spent_wan: float | None = None
    execution_rate: float | None = None
    """预算执行率 as printed, in per cent."""
    execution_score: float | None = None
    total_score: float | None = None
    completion: str = ""
    problems: str | None = None
    """The problems section as printed; None where the form has none."""
    rectification: str | None = None
    description: str = ""
    objective: str = ""
    schedule: tuple[tuple[str, float | None], ...] = ()
    tasks: tuple[Task, ...] = ()
    totals: tuple[Total, ...] = ()
    confidential: bool = False
    withheld: bool = False
    previous: Previous | None = None
    comparables: tuple[Comparable, ...] = ()
    siblings: tuple[Subject, ...] = ()
    """The other owners of the same form, this one left out."""
    whole: tuple[Row, ...] = field(default=())
    """All rows of the form, for demands on the form as a whole."""
    from_request: bool = False

    @cached_property
    def filled(self) -> tuple[Row, ...]:
        """The rows that apply and hold something."""
        return tuple(r for r in self.rows if r.applicable and not r.blank)

    @cached_property
    def applicable(self) -> tuple[Row, ...]:
        return tuple(r for r in self.rows if r.applicable)

    @cached_property
    def texts(self) -> str:
        """What is said of the project, its name first."""
        return "\n".join(t for t in (self.project, self.description, self.objective) if t)

    @property
    def of_department(self) -> bool:
        return self.kind.startswith("部门整体") or self.owner == DEPARTMENT

    @property
    def evaluates(self) -> bool:
        """Is this a self-evaluation, with actuals beside the targets?"""
        return self.kind.endswith("自评表")

    @cached_property
    def targeted(self) -> bool:
        """Does the form print targets at all? A list of key results holds only what was done."""
        return any(not r.blank for r in self.whole if r.applicable)

    @cached_property
    def withheld_values(self) -> bool:
        """A column of several indicator names, and not one value or actual beside them."""
        named = [r for r in self.rows if r.applicable]
        return len(named) > 1 and all(r.name and not r.level2 and r.blank and not r.actual for r in named)

    @property
    def tiered(self) -> bool:
        """Do the rows say which tier they stand under?"""
        return any(r.level2 for r in self.rows)

    def under(self, *level2: str) -> tuple[Row, ...]:
        """The filled rows under these tiers."""
        return tuple(r for r in self.filled if r.level2 in level2)

    @classmethod
    def of_draft(cls, draft: Draft, *, comparables: Sequence[Comparable] = (), previous: Previous | None = None) -> Subject:
        """A draft as rules see it. A withheld (涉密) one keeps nothing but its rows."""
        request = draft.request
        rows = tuple(row_of_draft(i, n, request.fiscal_year) for n, i in enumerate(draft.indicators))
        if not isinstance(request, Request):
            return cls(
                rows=rows,
                owner=request.project,
                project=request.project,
                organisation=request.organisation,
                fiscal_year=request.fiscal_year,
                budget_wan=request.budget_wan,
                objective=draft.objective,
                confidential=True,
                withheld=True,
                whole=rows,
            )
        funding = request.funding
        department = request.kind == "department"
        return cls(
            rows=rows,
            kind="部门整体目标表" if department else "项目目标表",
            owner=DEPARTMENT if department else request.project,
            project=request.project,
            organisation=request.organisation,
            region=request.region,
            fiscal_year=request.fiscal_year,
            standard=request.standard,
            project_type=request.project_type,
            budget_wan=request.budget_wan,
            total_wan=funding.total_wan if funding else None,
            fiscal_wan=funding.fiscal_wan if funding else None,
            other_wan=funding.other_wan if funding else None,
            description="\n".join(filter(None, (request.description, request.purpose))),
            objective=draft.objective,
            schedule=tuple((request.schedule or {}).items()),
            tasks=request.tasks,
            totals=request.totals,
            confidential=draft.confidential or request.confidential,
            previous=previous or request.previous,
            comparables=tuple(comparables) or draft.comparables,
            whole=rows,
            from_request=True,
        )

    @classmethod
    def of_form(cls, form: Form, number: int = 0) -> tuple[Subject, ...]:
        """One subject an owner of a form, in printing order; the department first where it has rows, tasks or totals of its own."""
        year = form.fiscal_year or 2000
        rows = [(r.owner, r.owner_no, row_of_form(r, n, year)) for n, r in enumerate(form.indicators)]
        whole = tuple(row for _, _, row in rows)
        base = cls(
            rows=(),
            kind=form.form_kind,
            form=number,
            organisation=form.organisation,
            region=form.region,
            fiscal_year=form.fiscal_year,
            whole=whole,
            standard=_standard_of(whole),
            totals=form.totals,
            execution_score=form.execution_score,
            total_score=form.total,
        )
        owners: list[Subject] = []
        known = {p.name for p in form.projects} | {t.name for t in form.tasks}
        mine = tuple(row for owner, _, row in rows if owner not in known)
        if mine or form.tasks or form.totals:
            text = "\n".join(t.text for t in form.texts if t.role == "objective")
            owners.append(replace(base, rows=mine, owner=DEPARTMENT, objective=text, tasks=form.tasks))
        for p in form.projects:
            owned = tuple(row for owner, no, row in rows if owner == p.name and (no is None or p.no is None or no == p.no))
            owners.append(_of_project(base, p, owned, form.form_kind))
        for t in form.tasks:
            owned = tuple(row for owner, _, row in rows if owner == t.name)
            if owned:
                owners.append(
                    replace(
                        base,
                        rows=owned,
                        owner=t.name,
                        owner_no=t.no,
                        project=t.name,
                        budget_wan=t.budget_wan,
                        description=t.content or "",
                        objective=t.goal or "",
                    )
                )
        return tuple(replace(s, siblings=tuple(o for o in owners if o is not s)) for s in owners)

    @classmethod
    def of_record(cls, record: Record) -> Subject:
        """A published record, for borrowing."""
        year = record.fiscal_year or 2000
        rows = tuple(row_of_record(r, n, year) for n, r in enumerate(record.indicators))
        return cls(
            rows=rows,
            kind=record.kind,
            owner=record.project,
            project=record.project,
            organisation=record.organisation,
            region=record.region,
            fiscal_year=record.fiscal_year,
            standard=_standard_of(rows),
            project_type=record.project_type,
            budget_wan=record.budget_wan,
            spent_wan=record.spent_wan,
            description=record.description or "",
            objective=record.objective or "",
            confidential=record.confidential,
            whole=rows,
        )


def _of_project(base: Subject, p: Project, rows: tuple[Row, ...], kind: FormKind) -> Subject:
    goal = kind.endswith("目标表")
    return replace(
        base,
        rows=rows,
        owner=p.name,
        owner_no=p.no,
        project=p.name,
        budget_wan=p.budget_wan,
        total_wan=p.budget_wan if goal else None,
        fiscal_wan=p.fiscal_wan if goal else None,
        other_wan=p.other_wan if goal else None,
        spent_wan=p.spent_wan,
        description=p.purpose or "",
        objective=p.objective or "",
        execution_rate=p.execution_rate,
        completion=p.completion or "",
        problems=p.problems,
        rectification=p.rectification,
        schedule=tuple((p.schedule or {}).items()),
        confidential=p.confidential,
        totals=(),
    )


def _standard_of(rows: tuple[Row, ...]) -> Standard:
    return "2021" if any(r.level1 == COST or (r.level2 or "").startswith(("经济成本", "社会成本", "生态环境成本")) for r in rows) else "2015"


__all__ = ["DEPARTMENT", "Row", "Subject"]
