"""内置起草 (the embedded drafter): a brief becomes a draft without a model, the same bytes for the same brief.

    facts → rows · last year's rows · sums that follow · tiers still missing · objective, measures, questions

Findings and authorship are stamped by the workbench. A row whose number its grounds do not carry never leaves this module: it becomes a question.
"""

from __future__ import annotations

from assistant.domain.draft import Authorship, Draft, withhold
from assistant.domain.indicator import Ground, Indicator
from assistant.drafting.brief import Brief
from assistant.drafting.carrying import put_carried
from assistant.drafting.department import key_of, measures, put_tasks, sub_objectives, unbalanced
from assistant.drafting.derive import put_derived
from assistant.drafting.objective import objective_of
from assistant.drafting.promises import put_promises
from assistant.drafting.questions import ask
from assistant.drafting.sheet import Sheet
from assistant.drafting.tiers import complete
from assistant.drafting.weighing import weighed
from assistant.evidence import Evidence


def draft_offline(brief: Brief) -> Draft:
    """The draft of the embedded drafter; for a confidential project a draft that holds nothing of it."""
    request, understanding = brief.request, brief.understanding
    if request.confidential or understanding.secrecy is not None:
        return Draft(request=withhold(request), confidential=True)
    sheet = Sheet(brief.standard)
    put_promises(sheet, brief)
    raised = put_carried(sheet, brief)
    notes = [*filter(None, [unbalanced(brief)]), *put_derived(sheet, brief)]
    put_tasks(sheet, brief)
    complete(sheet, brief)
    rows = _carried_by_grounds(sheet.in_order([key_of(t) for t in request.tasks]), brief)
    rows = weighed(rows, brief)
    department = request.kind == "department"
    return Draft(
        request=request,
        objective=objective_of(rows, brief),
        indicators=rows,
        comparables=brief.comparables,
        measures=measures(rows, brief) if department else (),
        sub_objectives=sub_objectives(brief) if department else (),
        questions=ask(rows, raised, notes, brief),
        authorship=Authorship(drafter="offline"),
        notes=tuple(dict.fromkeys((*understanding.notes, *notes))),
    )


def _carried_by_grounds(rows: tuple[Indicator, ...], brief: Brief) -> tuple[Indicator, ...]:
    """The rows, those whose number no ground carries blanked and to be confirmed."""
    evidence = Evidence(brief.request, brief.comparables, rows)
    return tuple(row if evidence.complaint(row) is None else _blanked(row) for row in rows)


def _blanked(row: Indicator) -> Indicator:
    sources = (*row.sources, Ground(kind="assumption"))
    return row.model_copy(update={"value": None, "target": "", "status": "unconfirmed", "basis": "数值没有可靠依据，待单位确认", "sources": sources})
