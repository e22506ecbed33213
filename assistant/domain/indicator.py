"""指标 (Indicator): one row of a form, and the grounds (依据) it rests on.

Shaped by the contract: level1, level2, name, comparator, value, unit, target (what is printed), explanation, basis, weight, measurement,
sources, status, reason. Input is read generously (>=, ％, numbers as strings, a 不适用 anywhere in the row); output is canonical.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from assistant.domain.deadline import read_deadline
from assistant.domain.numeral import half_width, tidy
from assistant.domain.target import DATE_UNIT, Comparator, Target, read_comparator, read_unit

GroundKind = Literal["description", "budget", "derived", "comparable", "library", "rule", "previous", "user", "assumption"]
Status = Literal["proposed", "edited", "locked", "unconfirmed", "not_applicable"]
NOT_APPLICABLE = "不适用"


class Ground(BaseModel):
    """What an indicator or a number rests on.

    `kind`: description (the request's own words), budget, derived (`quote` shows the computation in full), comparable (`ref` a record id,
    `quote` its row), library (`ref` an entry id), rule (`ref` a clause or convention), previous (last year's form), user (an edit), or
    assumption (待确认). A quote must be found in what it cites; a number must be found in the quote (`assistant.evidence`).
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: GroundKind
    ref: str = ""
    quote: str = ""


class Measurement(BaseModel):
    """How a value is taken (完成值取值方式): formula, method, data source, scoring rule, evidence to keep (佐证资料)."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    formula: str | None = None
    method: str | None = None
    data_source: str | None = None
    scoring: str | None = None
    evidence: str | None = None


def _text(value: Any) -> Any:
    return "" if value is None else str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


class Indicator(BaseModel):
    """三级指标: one row. `value` is a number, `(low, high)`, an ISO day with unit "date", a phrase (定性) or None (unknown)."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = ""
    level1: str = ""
    level2: str = ""
    level1_printed: str | None = None
    level2_printed: str | None = None
    task: str | None = None
    name: str = ""
    comparator: Comparator | None = None
    value: float | int | str | tuple[float, float] | None = None
    unit: str = ""
    target: str = ""
    explanation: str = ""
    basis: str = ""
    weight: float | None = None
    measurement: Measurement = Measurement()
    sources: tuple[Ground, ...] = ()
    status: Status = "proposed"
    reason: str | None = None

    @field_validator("id", "level1", "level2", "name", "unit", "target", "explanation", "basis", mode="before")
    @classmethod
    def _blank_for_none(cls, value: Any) -> Any:
        return _text(value)

    @field_validator("measurement", mode="before")
    @classmethod
    def _no_measurement(cls, value: Any) -> Any:
        return Measurement() if value is None else value

    @field_validator("sources", mode="before")
    @classmethod
    def _no_sources(cls, value: Any) -> Any:
        return () if value is None else value

    @field_validator("comparator", mode="before")
    @classmethod
    def _generous_comparator(cls, value: Any) -> Any:
        if value is None or str(value).strip() in ("", NOT_APPLICABLE):
            return None
        return read_comparator(value) or value

    @field_validator("weight", mode="before")
    @classmethod
    def _generous_weight(cls, value: Any) -> Any:
        return None if value in ("", None) else value

    @field_validator("weight")
    @classmethod
    def _finite_weight(cls, value: float | None) -> float | None:
        if value is not None and not math.isfinite(value):
            raise ValueError("权重须是有限的数")
        return None if value is None else tidy(value)

    @field_validator("value", mode="before")
    @classmethod
    def _generous_value(cls, value: Any) -> Any:
        if isinstance(value, bool):
            raise ValueError("指标值不能是真假值")
        if isinstance(value, (dt.date, dt.datetime)):
            return value.isoformat()[:10]
        if isinstance(value, float) and not math.isfinite(value):
            raise ValueError("指标值须是有限的数")
        if isinstance(value, (int, float)):
            return tidy(value)
        if isinstance(value, str):
            text = half_width(value).strip().replace(",", "")
            try:
                number = float(text)
            except ValueError:
                return value.strip() or None
            return tidy(number) if math.isfinite(number) else value
        if isinstance(value, (list, tuple)) and len(value) == 2:
            return tuple(tidy(float(v)) for v in value)
        return value

    @model_validator(mode="before")
    @classmethod
    def _a_row_that_says_not_applicable(cls, data: Any) -> Any:
        """A row whose name, value or target is 不适用 is a not_applicable row without a value (contract, Indicator)."""
        if isinstance(data, dict) and any(str(data.get(k) or "").strip() == NOT_APPLICABLE for k in ("name", "value", "target")):
            return {**data, "status": "not_applicable", "value": None, "comparator": None}
        if isinstance(data, dict) and data.get("status") in ("", None):
            return {**data, "status": "proposed"}
        return data

    @property
    def applicable(self) -> bool:
        return self.status != "not_applicable"

    @property
    def aim(self) -> Target:
        """The row's target as one value. A blank value is read from the printing; a deadline given as 定性 text stays words here (see `deadline`)."""
        if not self.applicable:
            return Target()
        if self.value is None:
            return (
                Target.read(self.target) if self.target and self.comparator is None else Target(comparator=self.comparator, unit=read_unit(self.unit))
            )
        return Target(comparator=self.comparator, value=self.value, unit=self.unit if self.unit == DATE_UNIT else read_unit(self.unit))

    def deadline(self, fiscal_year: int) -> dt.date | None:
        """The last day that keeps this row, whether given as a date or as text (“2025年10月底前”); None where the row is no deadline."""
        if self.value is None:
            return Target.read(self.target, fiscal_year).day if self.target and self.applicable else None
        aim = self.aim
        if aim.day is not None:
            return aim.day
        if isinstance(self.value, str):
            return Target.read(self.value, fiscal_year).day or (read_deadline(self.value, fiscal_year) if len(self.value) <= 24 else None)
        return None

    @property
    def is_blank(self) -> bool:
        """Applicable, yet without a value and without a printed target."""
        return self.applicable and self.value is None and not self.target.strip()

    def printed(self) -> str:
        """What a form prints in the value cell: the printing given, else the canonical one; 不适用 for an unused tier."""
        if not self.applicable:
            return NOT_APPLICABLE
        return self.target or self.aim.printed()

    def with_target(self, target: Target, **changes: Any) -> Indicator:
        """The row with another target, printed canonically; `changes` are further fields."""
        return self.model_copy(
            update={"comparator": target.comparator, "value": target.value, "unit": target.unit, "target": target.printed(), **changes}
        )


def stable_id(*parts: object) -> str:
    """A short id that is the same for the same parts on every machine: for rows, findings and facts."""
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode(), digest_size=6)
    return digest.hexdigest()
