"""受审的表 (Subject): one owner's rows, texts and money as rules look at them, whether they come from a draft, a published form or a record.

What the input does not hold is None or empty, and a rule that needs it says *cannot tell*. A form with several projects gives one subject a project and
one for the department; each knows its siblings. Built once, read by all rules: what several of them need is worked out here, once.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from assistant.domain.draft import Draft, Previous, Request
from assistant.domain.form import Comparable, Form, FormKind, Location, PrintedIndicator, Project, Record, RecordIndicator, Task, Total
from assistant.domain.frame import BENEFIT, BENEFITS, COST, OUTPUT, SATISFACTION, SERVED_SATISFACTION, Standard, is_cost, level1_of, level2_of
from assistant.domain.indicator import NOT_APPLICABLE, Indicator
from assistant.domain.target import DATE_UNIT, QUALITATIVE, Target, read_comparator, read_unit

DEPARTMENT = "department"
_BLANK = re.compile(r"[-—–_/\\*＊.·\s]*|[xXＸ×]{2,}|空|待填|\*\*.*")
_LEADING_NUMBER = re.compile(r"^(?:指标\s*\d+|任务[一二三四五六七八九十\d]+|目标\s*\d+)\s*[:：、.]\s*|^\d+\s*[、.．]\s*")


@dataclass(frozen=True, eq=False)
class Row:
    """One indicator row. `aim` is its target as a value, `printed` the cell as it stands; `blank` marks are /, —, *, XX and nothing at all."""

    index: int
    id: str
    name: str
    level1: str
    level2: str | None
    aim: Target
    printed: str
    explanation: str = ""
    basis: str = ""
    weight: float | None = None
    task: str | None = None
    applicable: bool = True
    blank: bool = False
    unconfirmed: bool = False
    deadline: dt.date | None = None
    measured: str = ""
    """How the value is taken, in one text (formula, method, data source)."""
    signed: bool = True
    """The printing itself carries a comparator, or the sign has a cell of its own."""
    unit_cell: bool = False
    """Value and unit stand in cells of their own (a draft), so that both must be filled."""
    actual: str | None = None
    score: float | None = None
    reason: str | None = None
    location: Location | None = None

    @property
    def called(self) -> str:
        """The name, or the tier where no name is printed."""
        return self.name or self.level2 or f"第{self.index + 1}行"

    @property
    def said(self) -> str:
        """Name and explanation in one text."""
        return f"{self.name} {self.explanation}"

    @property
    def unit(self) -> str:
        return self.aim.unit

    @property
    def number(self) -> float | None:
        return self.aim.number

    @property
    def words(self) -> str:
        """The phrase of a qualitative row, empty for the others."""
        return str(self.aim.value) if isinstance(self.aim.value, str) and self.aim.unit != DATE_UNIT and self.deadline is None else ""

    @property
    def costs(self) -> bool:
        return is_cost(self.level2)

    @property
    def benefits(self) -> bool:
        return self.level2 in BENEFITS

    @property
    def satisfies(self) -> bool:
        return self.level2 == SERVED_SATISFACTION


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
        rows = tuple(_row_of(i, n, request.fiscal_year) for n, i in enumerate(draft.indicators))
        if not isinstance(request, Request):
            return cls(rows=rows, owner=request.project, project=request.project, organisation=request.organisation, fiscal_year=request.fiscal_year,
                       budget_wan=request.budget_wan, objective=draft.objective, confidential=True, withheld=True, whole=rows)  # fmt: skip
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
        rows = [(r.owner, r.owner_no, _row_of_printed(r, n, year)) for n, r in enumerate(form.indicators)]
        whole = tuple(row for _, _, row in rows)
        base = cls(rows=(), kind=form.form_kind, form=number, organisation=form.organisation, region=form.region, fiscal_year=form.fiscal_year, whole=whole,
                   standard=_standard_of(whole), totals=form.totals, execution_score=form.execution_score, total_score=form.total)  # fmt: skip
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
                owners.append(replace(base, rows=owned, owner=t.name, owner_no=t.no, project=t.name, budget_wan=t.budget_wan, description=t.content or "",
                                      objective=t.goal or ""))  # fmt: skip
        return tuple(replace(s, siblings=tuple(o for o in owners if o is not s)) for s in owners)

    @classmethod
    def of_record(cls, record: Record) -> Subject:
        """A published record, for borrowing."""
        year = record.fiscal_year or 2000
        rows = tuple(_row_of_record(r, n, year) for n, r in enumerate(record.indicators))
        return cls(rows=rows, kind=record.kind, owner=record.project, project=record.project, organisation=record.organisation, region=record.region,
                   fiscal_year=record.fiscal_year, standard=_standard_of(rows), project_type=record.project_type, budget_wan=record.budget_wan,
                   spent_wan=record.spent_wan, description=record.description or "", objective=record.objective or "", confidential=record.confidential, whole=rows)  # fmt: skip


def _of_project(base: Subject, p: Project, rows: tuple[Row, ...], kind: FormKind) -> Subject:
    goal = kind.endswith("目标表")
    return replace(base, rows=rows, owner=p.name, owner_no=p.no, project=p.name, budget_wan=p.budget_wan, total_wan=p.budget_wan if goal else None,
                   fiscal_wan=p.fiscal_wan if goal else None, other_wan=p.other_wan if goal else None, spent_wan=p.spent_wan, description=p.purpose or "",
                   objective=p.objective or "", execution_rate=p.execution_rate, completion=p.completion or "", problems=p.problems, rectification=p.rectification, schedule=tuple((p.schedule or {}).items()), confidential=p.confidential, totals=())  # fmt: skip


def is_blank(text: object) -> bool:
    """Is this a way of leaving a cell empty: nothing, /, —, *, XX?"""
    return text is None or bool(_BLANK.fullmatch(str(text).strip()))


def plain_name(name: str) -> str:
    """A name without its number (指标1：, 任务一：, 1.) and outer blanks."""
    return _LEADING_NUMBER.sub("", name.strip())


def _row_of(i: Indicator, n: int, fiscal_year: int) -> Row:
    aim, printed = i.aim, i.target
    if isinstance(aim.value, str) and aim.comparator != QUALITATIVE and aim.unit != DATE_UNIT:
        read = Target.read(aim.value, fiscal_year)
        aim = Target(comparator=aim.comparator or read.comparator, value=read.value, unit=aim.unit or read.unit) if read.is_numeric else aim
    m = i.measurement
    return Row(
        index=n,
        id=i.id,
        name=plain_name(i.name),
        level1=i.level1,
        level2=level2_of(i.level2) or level2_of(i.level1),
        aim=aim,
        printed=printed,
        explanation=i.explanation,
        basis=i.basis,
        weight=i.weight,
        task=i.task,
        applicable=i.applicable,
        blank=i.applicable and is_blank(aim.value) and is_blank(printed),
        unconfirmed=i.status == "unconfirmed",
        deadline=i.deadline(fiscal_year) if i.applicable and not aim.is_numeric else None,
        measured=" ".join(filter(None, (m.formula, m.method, m.data_source, m.scoring, m.evidence))),
        signed=i.comparator is not None,
        unit_cell=i.value is not None,
    )


def _printed_row(n: int, id_: str, name: str, printed: str, level1: str | None, level2: str | None, year: int) -> Row:
    unused = NOT_APPLICABLE in (name.strip(), printed.strip())
    aim = Target() if unused else Target.read(printed, year)
    tier = level2_of(level2) or level2_of(level1)
    day = aim.day if aim.day is not None else None
    return Row(index=n, id=id_, name=plain_name(name), level1=level1 or level1_of(tier) or "", level2=tier, aim=aim, printed=printed, applicable=not unused,
               blank=not unused and is_blank(printed), deadline=day, signed=_signed(printed))  # fmt: skip


def _signed(printed: str) -> bool:
    """Does the printing carry a comparator before or behind its number?"""
    text = printed.strip()
    head = re.match(r"[^\d.]*", text)
    lead = head[0].strip() if head else ""
    return read_comparator(lead) is not None or bool(re.search(r"以上|以内|以下|不[低少高多超]|之内|左右", text))


def _row_of_printed(r: PrintedIndicator, n: int, year: int) -> Row:
    row = _printed_row(n, "", r.name or "", r.target or "", r.level1, r.level2, year)
    applicable = row.applicable and r.status not in ("not_applicable", "confidential")
    empty_row = r.status == "blank" and not (r.name or "").strip() and not (r.actual or "").strip()
    return replace(row, explanation=r.explanation or "", basis=r.basis or "", weight=r.weight, task=r.task, applicable=applicable and not empty_row,
                   actual=r.actual, score=r.score, reason=r.reason, location=r.location)  # fmt: skip


def _row_of_record(r: RecordIndicator, n: int, year: int) -> Row:
    row = _printed_row(n, "", r.name, r.target or "", r.level1, r.level2, year)
    return replace(row, explanation=r.explanation or "", basis=r.basis or "", weight=r.weight, actual=r.actual)


def _standard_of(rows: tuple[Row, ...]) -> Standard:
    return "2021" if any(r.level1 == COST or (r.level2 or "").startswith(("经济成本", "社会成本", "生态环境成本")) for r in rows) else "2015"


LEVEL1 = (COST, OUTPUT, BENEFIT, SATISFACTION)


def level1_of_row(row: Row, standard: Standard) -> str:
    """The level 1 a row stands under: by its tier, else as it says itself."""
    return level1_of(row.level2, standard) or read_level1(row.level1)


def read_level1(printed: str) -> str:
    """产出指标, 产出目标, 项目完成指标 → 产出指标, and so on; the printing itself where it is none of them."""
    text = read_unit(printed)
    for words, name in ((("满意",), SATISFACTION), (("效益", "效果"), BENEFIT), (("产出", "完成指标"), OUTPUT), (("成本",), COST)):
        if any(w in text for w in words):
            return name
    return text


__all__ = ["DEPARTMENT", "LEVEL1", "Row", "Subject", "is_blank", "level1_of_row", "plain_name", "read_level1"]
