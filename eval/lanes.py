"""Lanes (道): ways of answering cases. One is the product; the others are controls that must do clearly worse, or the measures measure nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.workbench import Workbench
from eval.cases.damages import rule_cases
from eval.cases.queries import query_cases
from eval.cases.requests import request_cases
from eval.measures.drafts import Drafted
from eval.measures.measure import Subject
from eval.measures.retrieval import Ranked
from eval.measures.rules import Examined

Answers = Mapping[str, Any]
"""What a lane gave, by the case's id: Drafted, Examined or Ranked, as the subject has it."""


@dataclass(frozen=True)
class Control:
    """A lane that must fail: given the product's answers and the house, it answers the same cases badly in one declared way."""

    name: str
    subject: Subject
    what: str
    must_be_worse_on: tuple[str, ...]
    answer: Callable[[Workbench, Answers], Answers]


def product_drafts(workbench: Workbench) -> dict[str, Drafted]:
    return {case.id: Drafted(case, workbench.draft(case.request, "offline")) for case in request_cases()}


def product_rules(workbench: Workbench) -> dict[str, Examined]:
    return {case.id: Examined(case, workbench.check(case.draft).findings) for case in rule_cases()}


def product_retrieval(workbench: Workbench) -> dict[str, Ranked]:
    def ranked(case: Any) -> Ranked:
        return Ranked(case, workbench.ranking(case.query, organisation=case.organisation, budget_wan=case.budget_wan))

    return {case.id: ranked(case) for case in query_cases()}


PRODUCT: dict[Subject, Callable[[Workbench], Answers]] = {
    "drafts": product_drafts,
    "rules": product_rules,
    "retrieval": product_retrieval,
}
