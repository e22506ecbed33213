"""Checkers that must fail: one that lets everything pass, one that suspects every row."""

from __future__ import annotations

from assistant.domain.finding import Finding
from assistant.workbench import Workbench
from eval.lanes import Answers, Control
from eval.measures.rules import Examined


def lets_everything_pass(workbench: Workbench, product: Answers) -> Answers:
    return {key: Examined(item.case, ()) for key, item in product.items()}


def suspects_every_row(workbench: Workbench, product: Answers) -> Answers:
    def suspicions(item: Examined) -> list[Finding]:
        return [Finding(kind="wrong_tier", severity="error", indicator=row.name, message="可疑") for row in item.case.draft.indicators]

    return {key: Examined(item.case, suspicions(item)) for key, item in product.items()}


CONTROLS = (
    Control("lets_everything_pass", "rules", "一条意见也不提", ("planted_found",), lets_everything_pass),
    Control(
        "suspects_every_row",
        "rules",
        "每一行都说层级不对",
        ("planted_found", "clean_without_error", "clean_with_at_most_notes", "beside_the_fault"),
        suspects_every_row,
    ),
)
