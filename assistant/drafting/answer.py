"""回答 (Answer): what a model is asked to write, and how one row of it becomes an indicator.

The form is flat and bounded (text, closed word lists, lists of the same), as the strictest servers take it and as a small model can keep it.
Reading is generous where nothing is at stake — numbers as text, fences, other names of a tier — and says what is wrong where something is.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from assistant.domain.deadline import read_deadline
from assistant.domain.frame import Standard, level2_in, level2_of, tiers
from assistant.domain.indicator import Ground, Indicator, Measurement
from assistant.domain.numeral import half_width, print_number
from assistant.domain.target import DATE_UNIT, Comparator, Target, read_comparator, read_unit
from assistant.model_loop import strict_schema

CitedKind = Literal["description", "budget", "derived", "comparable", "library", "previous", "assumption"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)

    @field_validator("*", mode="before")
    @classmethod
    def _as_text(cls, value: Any) -> Any:
        if value is None:
            return ""
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return print_number(value)
        return value


class GroundAnswer(_Part):
    """What a row rests on, in the model's words: the kind, the reference, the words cited."""

    kind: CitedKind
    ref: str = Field("", max_length=80)
    quote: str = Field("", max_length=300)


class RowAnswer(_Part):
    """One row. `value` is text: a number, a day (2023-10-31), a range (3~5), a phrase for 定性, empty where unknown."""

    key: str = Field("", max_length=12)
    level2: str = Field(max_length=20)
    task: str = Field("", max_length=60)
    name: str = Field(min_length=2, max_length=40)
    comparator: Comparator
    value: str = Field("", max_length=80)
    unit: str = Field("", max_length=20)
    explanation: str = Field("", max_length=300)
    basis: str = Field("", max_length=200)
    evidence: str = Field("", max_length=200)
    grounds: tuple[GroundAnswer, ...] = Field((), max_length=4)
    question: str = Field("", max_length=200)

    @field_validator("comparator", mode="before")
    @classmethod
    def _sign(cls, value: Any) -> Any:
        return read_comparator(value) or value

    @field_validator("value", mode="before")
    @classmethod
    def _range(cls, value: Any) -> Any:
        return "~".join(map(str, value)) if isinstance(value, list) and len(value) == 2 else value

    @field_validator("grounds", mode="before")
    @classmethod
    def _one_ground(cls, value: Any) -> Any:
        return () if value in (None, "") else [value] if isinstance(value, dict) else value


class UnusedTier(_Part):
    """A benefit tier the project has nothing to say in, with the reason a form gives."""

    level2: str = Field(max_length=20)
    reason: str = Field(min_length=2, max_length=200)


class AskedBack(_Part):
    """A question only the unit can answer."""

    about: str = Field("", max_length=60)
    question: str = Field(min_length=4, max_length=200)
    why: str = Field("", max_length=200)


class DraftAnswer(BaseModel):
    """The whole answer, as the schema describes it. It is read part by part, so that one bad row does not lose the others."""

    model_config = ConfigDict(extra="forbid")

    objective: str = Field("", max_length=800)
    rows: tuple[RowAnswer, ...] = Field(max_length=60)
    not_applicable: tuple[UnusedTier, ...] = Field((), max_length=4)
    questions: tuple[AskedBack, ...] = Field((), max_length=5)


def answer_schema(standard: Standard) -> dict[str, Any]:
    """The JSON Schema a model is held to: `DraftAnswer`, its tiers those of the standard."""
    schema = strict_schema(DraftAnswer)
    schema["properties"]["rows"]["items"]["properties"]["level2"] = {"type": "string", "enum": list(tiers(standard))}
    return schema


def what_is_wrong(error: ValidationError) -> str:
    """The faults of one part, by field, short enough to send back."""
    return "；".join(f"{'.'.join(map(str, e['loc']))} {e['msg']}" for e in error.errors()[:4])


def tier_of(printed: str, standard: Standard) -> str | None:
    """The tier of the standard a model's word means (成本 → 成本指标 or 经济成本指标), None where it means none."""
    name = level2_of(printed)
    name = level2_in(name, standard) if name else None
    return name if name in tiers(standard) else None


def target_of(row: RowAnswer, year: int) -> Target | None:
    """The target a row's words mean; an empty value gives one without, None means that the value cannot be read."""
    text = half_width(row.value).strip()
    if not text:
        return Target(comparator=row.comparator, unit=read_unit(row.unit))
    if row.comparator == "定性":
        return Target(comparator="定性", value=row.value)
    if row.unit == DATE_UNIT or re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", text):
        day = _day(text) or read_deadline(text, year)
        return Target(comparator="≤", value=day.isoformat(), unit=DATE_UNIT) if day else None
    unit = read_unit(row.unit)
    bare = re.sub(r"^[≥≤><=]+", "", text)
    target = Target.read(bare if unit and bare.endswith(unit) else bare + unit, year)
    if target.day is not None:
        return target
    return target.model_copy(update={"comparator": row.comparator, "approximate": False}) if target.is_numeric else None


def indicator_of(row: RowAnswer, level2: str, target: Target) -> Indicator:
    """The row as an indicator of the house; grounds as the model gave them, to be checked by whoever asked."""
    sources = tuple(Ground(kind=g.kind, ref=g.ref or ("request.description" if g.kind == "description" else ""), quote=g.quote) for g in row.grounds)
    plain = Indicator(
        level2=level2, task=row.task or None, name=row.name, explanation=row.explanation, basis=row.basis,
        measurement=Measurement(evidence=row.evidence or None), sources=sources,
    )  # fmt: skip
    return plain.with_target(target)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date(*map(int, text.split("-")))
    except (TypeError, ValueError):
        return None
