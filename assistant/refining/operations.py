"""操作 (operations): the typed edits by which a person changes a draft, told apart by `op`. What each does to a draft is in `edits`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, field_validator

from assistant.domain.frame import Standard
from assistant.domain.sieve import printable
from assistant.domain.target import Comparator

RowField = Literal["explanation", "basis", "unit", "comparator", "weight", "formula", "method", "data_source", "scoring", "evidence"]


class Operation(BaseModel):
    """`said`: the person's words, kept as the quote of the row's ground."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    said: str = ""

    @field_validator("*")
    @classmethod
    def _printable(cls, value: object) -> object:
        return printable(value) if isinstance(value, str) else value


class SetTarget(Operation):
    """Another value for a row. Either `printed` (“≥300人次”, “9月底前”, “300”: what is left out stays as it was), or comparator, value and unit."""

    op: Literal["set_target"] = "set_target"
    row: str
    printed: str | None = None
    comparator: Comparator | None = None
    value: float | int | str | tuple[float, float] | None = None
    unit: str | None = None


class SetField(Operation):
    """Another text, unit, sign or weight (a number or None) for a row."""

    op: Literal["set_field"] = "set_field"
    row: str
    field: RowField
    value: float | int | str | None


class Rename(Operation):
    """Another name for a row."""

    op: Literal["rename"] = "rename"
    row: str
    name: str


class AddRow(Operation):
    """A new row at the end of its tier. Without a target it waits, 待确认."""

    op: Literal["add_row"] = "add_row"
    level2: str
    name: str
    printed: str | None = None
    explanation: str = ""
    basis: str = ""
    weight: float | None = None
    task: str | None = None


class RemoveRow(Operation):
    """A row less."""

    op: Literal["remove_row"] = "remove_row"
    row: str


class Confirm(Operation):
    """The row stands as it is: what was an assumption is now the person's word."""

    op: Literal["confirm"] = "confirm"
    row: str


class MarkNotApplicable(Operation):
    """不适用, with the reason. Only benefit tiers may be."""

    op: Literal["mark_not_applicable"] = "mark_not_applicable"
    row: str
    reason: str


class MoveTier(Operation):
    """Another level 2 for a row; level 1 follows from the draft's standard."""

    op: Literal["move_tier"] = "move_tier"
    row: str
    level2: str


class MoveRow(Operation):
    """The row stands directly before another."""

    op: Literal["move_row"] = "move_row"
    row: str
    before: str


class SetObjective(Operation):
    """Another 年度绩效目标."""

    op: Literal["set_objective"] = "set_objective"
    text: str


class SetBudget(Operation):
    """Another budget of the project, 万元."""

    op: Literal["set_budget"] = "set_budget"
    budget_wan: float


class SetStandard(Operation):
    """The same rows under the other frame of tiers (2015: cost under 产出; 2021: cost a level of its own)."""

    op: Literal["set_standard"] = "set_standard"
    standard: Standard


class AnswerQuestion(Operation):
    """An answer to a 待确认. About a row it is the row's target; about anything else it stays with the draft as a note and settles the question."""

    op: Literal["answer_question"] = "answer_question"
    about: str
    answer: str


Edit = Annotated[
    SetTarget
    | SetField
    | Rename
    | AddRow
    | RemoveRow
    | Confirm
    | MarkNotApplicable
    | MoveTier
    | MoveRow
    | SetObjective
    | SetBudget
    | SetStandard
    | AnswerQuestion,
    Field(discriminator="op"),
]
EDITS: TypeAdapter[list[Edit]] = TypeAdapter(list[Edit])
"""Reads a list of edits from JSON."""
