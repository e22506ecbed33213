"""重新起草 (redrafting): a fresh draft beside what a person already did. Rows a person edited, confirmed or added are never changed by a drafter."""

from __future__ import annotations

from assistant.domain.draft import Draft, Request
from assistant.domain.frame import rank
from assistant.domain.indicator import Indicator
from assistant.drafting.objective import renewed
from assistant.drafting.questions import AT_LEAST, of_the_form
from assistant.drafting.sheet import alike
from assistant.drafting.unit_cost import cost_that_follows


def is_a_persons(row: Indicator) -> bool:
    """Did a person have a hand in this row?"""
    return row.status in ("edited", "locked") or any(g.kind == "user" for g in row.sources)


def keeping_persons_rows(before: Draft, fresh: Draft, objective: bool) -> Draft:
    """The fresh draft with the person's rows of the one before in place of fresh rows that say the same; `objective`: the person wrote that too."""
    kept = [row for row in before.indicators if is_a_persons(row)]
    others = [row for row in fresh.indicators if not any(row.id == k.id or alike(row, k) for k in kept)]
    standard = fresh.request.standard if isinstance(fresh.request, Request) else "2015"
    rows = sorted([*kept, *others], key=lambda row: rank(row.level2, standard))
    gone = {row.id for row in fresh.indicators} - {row.id for row in rows}
    settled = {row.id for row in kept if row.status in ("edited", "locked")}
    questions = tuple(q for q in fresh.questions if q.about not in gone | settled)
    changes = {"questions": questions, "dossier": before.dossier, "seq": before.seq}
    merged = fresh.with_rows(rows, **changes, **({"objective": before.objective} if objective else {}))
    for row in kept:
        merged = _with_cost(merged, row)
    if isinstance(merged.request, Request):
        more = [q for q in of_the_form(merged.request) if all(q.about != other.about for other in merged.questions)]
        merged = merged.model_copy(update={"questions": (*merged.questions, *more)[: max(AT_LEAST, len(merged.questions))]})
    return renewed(fresh, merged)


def _with_cost(draft: Draft, row: Indicator) -> Draft:
    """The draft with the unit cost that follows from a quantity a person gave."""
    cost = cost_that_follows(draft, row.id)
    if cost is None:
        return draft
    rows = [cost if r.id == cost.id else r for r in draft.indicators]
    return draft.with_rows(rows, questions=tuple(q for q in draft.questions if q.about != cost.id))
