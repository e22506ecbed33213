"""草稿 (Draft): a form that nobody has published yet — the request it answers, its rows, what they rest on, what is still open."""

from __future__ import annotations

import hashlib
import math
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from assistant.domain.finding import Finding
from assistant.domain.form import Comparable, Frozen, Funding, Task, Total
from assistant.domain.frame import Standard
from assistant.domain.indicator import Ground, Indicator

WITHHELD_NAME = "涉密项目"


class PreviousIndicator(BaseModel):
    """A row of last year's form: its target and, where it was evaluated, its actual, as given."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    level1: str | None = None
    level2: str | None = None
    task: str | None = None
    name: str = ""
    comparator: str | None = None
    value: float | int | str | Annotated[list[float], Field(min_length=2, max_length=2)] | None = None
    unit: str | None = None
    target: str | None = None
    actual: float | int | str | None = None
    explanation: str | None = None
    basis: str | None = None
    weight: float | None = None


class Previous(BaseModel):
    """上年表: last year's form or self-evaluation to start from."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    fiscal_year: int | None = None
    project: str | None = None
    budget_wan: float | None = None
    objective: str | None = None
    indicators: tuple[PreviousIndicator, ...] = ()


class Request(BaseModel):
    """What the clerk asks for. Money in 万元. `standard`: "2015" (成本 inside 产出) or "2021" (成本 a level 1).

    `schedule` is cumulative per cent by date; unknown stays unknown. Built from outside JSON by `assistant.domain.intake`, which names what is wrong.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: Literal["project", "department"] = "project"
    project: str
    organisation: str | None = None
    region: str | None = None
    fiscal_year: int
    budget_wan: float
    description: str
    standard: Standard = "2015"
    project_type: str | None = None
    confidential: bool = False
    funding: Funding | None = None
    purpose: str | None = None
    code: str | None = None
    schedule: dict[str, float | None] | None = None
    tasks: tuple[Task, ...] = ()
    totals: tuple[Total, ...] = ()
    previous: Previous | None = None

    @field_validator("kind", "standard", "tasks", "totals", "confidential", mode="before")
    @classmethod
    def _default_for_null(cls, value: Any, info: Any) -> Any:
        if value is None:
            return {"kind": "project", "standard": "2015", "tasks": (), "totals": (), "confidential": False}[info.field_name]
        return str(value) if info.field_name == "standard" else value

    @field_validator("budget_wan", "fiscal_year", mode="before")
    @classmethod
    def _a_number(cls, value: Any) -> Any:
        if isinstance(value, bool):
            raise ValueError("应是数字，不是真假值")
        return value

    @field_validator("tasks")
    @classmethod
    def _affordable(cls, value: tuple[Task, ...]) -> tuple[Task, ...]:
        if any(task.budget_wan is not None and task.budget_wan < 0 for task in value):
            raise ValueError("任务的预算须不小于 0（万元）")
        return value

    @field_validator("budget_wan")
    @classmethod
    def _finite(cls, value: float) -> float:
        if not math.isfinite(value) or value < 0:
            raise ValueError("预算须是不小于 0 的有限数（万元）")
        return value

    @field_validator("fiscal_year")
    @classmethod
    def _a_year(cls, value: int) -> int:
        if not 1990 <= value <= 2100:
            raise ValueError("年度须在 1990 到 2100 之间")
        return value

    @field_validator("project", "description")
    @classmethod
    def _said(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("不能为空")
        return value


class Withheld(BaseModel):
    """What a confidential request is reduced to: nothing of its name or description."""

    model_config = ConfigDict(frozen=True)

    project: str = WITHHELD_NAME
    organisation: str | None = None
    fiscal_year: int
    budget_wan: float
    code: str | None = None


class Statement(Frozen):
    """A sentence of a draft (分项目标, 保障措施) with its grounds."""

    text: str
    sources: tuple[Ground, ...] = ()


class Question(Frozen):
    """待确认: what only the unit knows. `about` is an indicator's id, a tier or a field; `why` says what the answer is good for."""

    about: str
    question: str
    why: str = ""


class Authorship(Frozen):
    """Who wrote a draft, with what: drafter, model and prompt version, digest of the rules, of the index."""

    drafter: Literal["offline", "model"] = "offline"
    model: str | None = None
    prompt: str | None = None
    rules: str = ""
    index: str = ""


class Draft(BaseModel):
    """草稿. `dossier` and `seq` say which state of the ledger it came from (None for a loose file) and are what makes it stale."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    request: Request | Withheld
    objective: str = ""
    indicators: tuple[Indicator, ...] = ()
    comparables: tuple[Comparable, ...] = ()
    measures: tuple[Statement, ...] = ()
    sub_objectives: tuple[Statement, ...] = ()
    dossier: str | None = None
    seq: int | None = None
    findings: tuple[Finding, ...] = ()
    confidential: bool = False
    questions: tuple[Question, ...] = ()
    authorship: Authorship = Authorship()
    notes: tuple[str, ...] = ()

    @field_validator("objective", mode="before")
    @classmethod
    def _blank(cls, value: Any) -> Any:
        return "" if value is None else value

    @field_validator("indicators", "comparables", "measures", "sub_objectives", "findings", "questions", "notes", mode="before")
    @classmethod
    def _none_is_empty(cls, value: Any) -> Any:
        return () if value is None else value

    @field_validator("authorship", mode="before")
    @classmethod
    def _no_author(cls, value: Any) -> Any:
        return Authorship() if value is None else value

    @field_validator("confidential", mode="before")
    @classmethod
    def _not_said(cls, value: Any) -> Any:
        return False if value is None else value

    def row(self, row_id: str) -> Indicator | None:
        return next((i for i in self.indicators if i.id == row_id), None)

    def with_rows(self, rows: tuple[Indicator, ...] | list[Indicator], **changes: Any) -> Draft:
        return self.model_copy(update={"indicators": tuple(rows), **changes})


def withhold(request: Request) -> Withheld:
    """The request without a word of its name or description (contract, Draft)."""
    return Withheld(organisation=request.organisation, fiscal_year=request.fiscal_year, budget_wan=request.budget_wan, code=request.code)


def row_digest(row: Indicator) -> str:
    """A digest of what a reviewer looks at in a row; a waiver holds only while it is unchanged."""
    seen = row.model_dump_json(
        include={"level1", "level2", "task", "name", "comparator", "value", "unit", "target", "explanation", "basis", "weight", "status"}
    )
    return hashlib.blake2b(seen.encode(), digest_size=8).hexdigest()


__all__ = [
    "WITHHELD_NAME",
    "Authorship",
    "Draft",
    "Previous",
    "PreviousIndicator",
    "Question",
    "Request",
    "Statement",
    "Withheld",
    "row_digest",
    "withhold",
]  # fmt: skip
