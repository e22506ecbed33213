"""表 (Form): what a unit files — projects (项目), tasks (任务), money, texts, indicators — whether published, drafted or accepted.

A published form carries where each value stood (`Location`) and what was doubtful in reading it (`Doubt`). A `Record` is one published
project as facts, the shape of the corpus. A `Comparable` is a record seen from a request: how near, why, where it differs.
"""

from __future__ import annotations

import math
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from assistant.domain.target import Target

FormKind = Literal["项目目标表", "项目自评表", "部门整体目标表", "部门整体自评表"]
_KINDS = {
    "目标表": "项目目标表",
    "自评表": "项目自评表",
    "整体目标表": "部门整体目标表",
    "整体自评表": "部门整体自评表",
    "部门整体绩效目标表": "部门整体目标表",
}
CellStatus = Literal["given", "blank", "not_applicable", "confidential"]
TextRole = Literal[
    "objective", "sub_objective", "measures", "review_remark", "key_project", "overall_performance", "problems", "next_steps", "completion", "other"
]


def form_kind(printed: object) -> Any:
    """The form kind a short printing means (目标表 → 项目目标表); unknown words come back as they are, for validation to refuse."""
    s = str(printed or "").strip()
    return _KINDS.get(s, s)


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Location(Frozen):
    """Where a value stands in a file: sheet, row and column (1-based), spreadsheet cell (“C7”), line of a text file (1-based)."""

    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    cell: str | None = None
    line: int | None = None


class Doubt(Frozen):
    """存疑: something read that may not be so; `mending` proposes what was probably meant, the printing stays as printed."""

    kind: str
    message: str
    location: Location = Location()
    mending: str | None = None


class Funding(Frozen):
    """资金 (万元): the total and its parts; None where the form says nothing."""

    total_wan: float | None = None
    fiscal_wan: float | None = None
    other_wan: float | None = None

    @field_validator("total_wan", "fiscal_wan", "other_wan")
    @classmethod
    def _finite(cls, value: float | None) -> float | None:
        if value is not None and not math.isfinite(value):
            raise ValueError("金额须是有限的数")
        return value


class Total(Frozen):
    """A labelled sum on a department form (基本支出, 项目支出), 万元."""

    label: str
    value_wan: float | None = None


class Task(Frozen):
    """年度重点工作任务. Money in 万元."""

    no: str | None = None
    name: str = ""
    content: str | None = None
    budget_wan: float | None = None
    goal: str | None = None
    completion: str | None = None


class Project(Frozen):
    """项目: one project of a form. Money in 万元; `schedule` is cumulative per cent by date (资金支出计划), unknown dates left out."""

    no: str | None = None
    code: str | None = None
    name: str = ""
    budget_wan: float | None = None
    fiscal_wan: float | None = None
    other_wan: float | None = None
    spent_wan: float | None = None
    execution_rate: float | None = None
    purpose: str | None = None
    objective: str | None = None
    completion: str | None = None
    schedule: dict[str, float | None] | None = None
    confidential: bool = False
    problems: str | None = None
    rectification: str | None = None


class PrintedIndicator(Frozen):
    """An indicator as a form prints it: every value as printed, with its owner, cell status and place."""

    owner: str
    owner_no: str | None = None
    task: str | None = None
    level1: str | None = None
    level2: str | None = None
    name: str | None = None
    name_printed: str | None = None
    """The name with its prefix (任务一：, 指标1：) or residue, where the form prints one."""
    explanation: str | None = None
    target: str | None = None
    aim: Target | None = None
    """The target as comparator, value, unit."""
    items: tuple[str, ...] = ()
    """The numbered items of a target cell that holds several; the cell stays one row."""
    actual: str | None = None
    basis: str | None = None
    weight: float | None = None
    score: float | None = None
    reason: str | None = None
    status: CellStatus = "given"
    location: Location = Location()
    read_by: str | None = None
    """The model that read this row, and the prompt it was asked with; None where the code read it."""


class PrintedText(Frozen):
    """A text block of a form with its heading and the part it plays."""

    heading: str | None = None
    role: TextRole = "other"
    text: str
    location: Location = Location()


class Rate(Frozen):
    label: str
    value: float | str | None = None


class Form(Frozen):
    """表: everything one form says. `owner` of an indicator is the project's or task's name, "department" for the unit as a whole."""

    form_kind: FormKind
    organisation: str | None = None
    region: str | None = None
    fiscal_year: int | None = None
    staff: dict[str, int | None] = Field(default_factory=dict)
    totals: tuple[Total, ...] = ()
    rates: tuple[Rate, ...] = ()
    tasks: tuple[Task, ...] = ()
    projects: tuple[Project, ...] = ()
    execution_score: float | None = None
    total: float | None = None
    grade: str | None = None
    indicators: tuple[PrintedIndicator, ...] = ()
    texts: tuple[PrintedText, ...] = ()


class Unplaced(Frozen):
    """Text that found no home in the form: nothing is dropped in silence."""

    text: str
    location: Location = Location()


class Reading(Frozen):
    """What `read` prints for one file."""

    file: str
    forms: tuple[Form, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()


class Provenance(Frozen):
    """来历: where a record comes from. `source` is an address or file name; `digest` the file's hash where it was read here."""

    source: str
    place: str | None = None
    digest: str | None = None
    read_by: str | None = None
    imported_at: str | None = None


class RecordIndicator(Frozen):
    """One indicator row of a record, as printed; `doubts` say why it is not to be borrowed."""

    level1: str | None = None
    level2: str | None = None
    name: str = ""
    target: str | None = None
    actual: str | None = None
    weight: float | None = None
    explanation: str | None = None
    basis: str | None = None
    doubts: tuple[str, ...] = ()

    @field_validator("name", mode="before")
    @classmethod
    def _blank(cls, value: Any) -> Any:
        return "" if value is None else value


class Record(Frozen):
    """One published project as facts (contract, corpus record). `truncated`: the page it came from was cut short. Money in 万元."""

    id: str
    source: str = ""
    organisation: str | None = None
    region: str | None = None
    fiscal_year: int | None = None
    kind: FormKind = "项目目标表"
    project: str = ""
    project_type: str | None = None
    budget_wan: float | None = None
    spent_wan: float | None = None
    description: str | None = None
    objective: str | None = None
    confidential: bool = False
    truncated: bool = False
    indicators: tuple[RecordIndicator, ...] = ()
    doubts: tuple[str, ...] = ()
    provenance: Provenance | None = None

    @field_validator("kind", mode="before")
    @classmethod
    def _kind(cls, value: Any) -> Any:
        return form_kind(value or "项目目标表")

    @field_validator("project", mode="before")
    @classmethod
    def _project(cls, value: Any) -> Any:
        return "" if value is None else value


class Comparable(Frozen):
    """可比项目: a record seen from a request. `score` in 0..1, `why` and `differs` short phrases, `findings` what rules say of its own rows."""

    id: str
    project: str
    organisation: str | None = None
    fiscal_year: int | None = None
    region: str | None = None
    budget_wan: float | None = None
    score: float
    why: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    indicators: tuple[RecordIndicator, ...] = ()
    """All rows of the record, as printed; which of them are sound enough to borrow is decided by `drafting.borrowing`."""
    doubts: tuple[str, ...] = ()
