"""说法 (sayings): the kinds of clauses a person changes a draft with, in the order they are tried.

Each is a function from what was said to None (not this kind) or an Instruction: edits, a question back, a refusal, an answer.
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.refining.on_rows import add, confirm, merge, move_tier, not_applicable, remove, rename, reorder, split
from assistant.refining.on_the_whole import budget, objective, out_of_scope, question, standard
from assistant.refining.on_values import change_by, comparator, explanation, set_value, shift_day, unit
from assistant.refining.on_weights import tier_weights, weight
from assistant.refining.said import Instruction, Said

WHOLE: tuple[Callable[[Said], Instruction | None], ...] = (tier_weights,)
"""Kinds that are only understood from the whole sentence."""

SAYINGS: tuple[Callable[[Said], Instruction | None], ...] = (
    out_of_scope, question, confirm, standard, budget, objective, explanation, rename, split, merge, reorder, move_tier, not_applicable, weight, unit, comparator, add, remove,
    shift_day, change_by, set_value,
)  # fmt: skip
