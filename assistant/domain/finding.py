"""审核意见 as values (Finding): what a rule says of a form, with the clause it rests on and a mending where there is one.

A finding is a value and never raised. Outcomes (结果) of a rule: held, broken, not_applicable, cannot_tell, unasked — never silence.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from assistant.domain.form import Frozen, Location

Severity = Literal["error", "warning", "note"]
RestsOn = Literal["arithmetic", "form", "clause", "practice"]
OutcomeWord = Literal["held", "broken", "not_applicable", "cannot_tell", "unasked"]
FindingKind = Literal[
    "missing_tier", "missing_value", "missing_unit", "not_quantified", "vague_wording", "percent_over_100", "wrong_direction",
    "value_type_mismatch", "wrong_tier", "cost_restates_budget", "budget_mismatch", "sum_mismatch", "date_out_of_year", "inconsistent_figures",
    "duplicate", "weight_sum", "activity_without_indicator", "unrelated_indicator", "satisfaction_no_group", "uninformative_basis",
    "confidential_content", "personal_data", "schedule_not_monotone", "unit_money_mix", "benefit_head_count", "trivial_target",
    "implausible_unit_cost", "copied_from_comparable", "missing_comparator", "goal_indicator_mismatch", "task_without_indicator",
    "score_error", "missing_reason", "missing_actual", "external", "other",
]  # fmt: skip


class Basis(Frozen):
    """依据: the document and section a demand rests on, whether that was checked against the original, and what an error rests on."""

    document: str
    section: str = ""
    verified: bool = False
    rests_on: RestsOn = "practice"


class Fix(Frozen):
    """A mending: `safe` ones apply at a click; `indicator` holds the fields that change, by name."""

    safe: bool = False
    indicator: dict[str, Any] = {}


class Waiver(Frozen):
    """豁免: a finding a named person lets stand, with the reason; re-opened when the row changes (`row` is the digest of the row waived)."""

    finding: str
    rule: str
    reason: str
    by: str
    row: str | None = None


class Finding(BaseModel):
    """One complaint. `owner` is the project's or task's name or "department"; `indicator`/`index` are None for a finding about the whole."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = ""
    rule: str = ""
    kind: FindingKind = "other"
    severity: Severity = "warning"
    form: int = 0
    owner: str | None = None
    owner_no: str | None = None
    indicator: str | None = None
    index: int | None = None
    message: str
    basis: Basis | None = None
    fix: Fix | None = None
    location: Location | None = None
    waived: Waiver | None = None

    @property
    def open_error(self) -> bool:
        return self.severity == "error" and self.waived is None
