"""改 (fixing): the safe fixes of findings applied to a draft; the others are proposed and wait for a person.

A fix is safe when it says the same thing in the right form or place. Locked rows are a person's own and stay as they are.
Fixing twice changes nothing more, and no fix may raise a finding that was not there: one that would is left undone.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain.draft import Draft
from assistant.domain.finding import Finding
from assistant.domain.indicator import Indicator
from assistant.law import Law
from assistant.rules.checking import check_draft
from assistant.rules.row import plain_name


def apply_safe(draft: Draft, findings: Sequence[Finding], law: Law | None = None) -> Draft:
    """The draft with every safe fix of these findings. `law`: what a fix is checked against, by default the law of the draft's year."""
    law = law or Law.of(getattr(draft.request, "region", None), draft.request.fiscal_year)
    fixable = [f for f in findings if f.fix and f.fix.safe and f.index is not None and f.waived is None]
    known = _faults(draft, law)
    for finding in fixable:
        changed = _applied(draft, finding)
        faults = _faults(changed, law)
        if changed is not draft and not faults - known:
            draft, known = changed, faults
    return draft


def _applied(draft: Draft, finding: Finding) -> Draft:
    index = finding.index or 0
    if index >= len(draft.indicators) or finding.fix is None:
        return draft
    row = draft.indicators[index]
    if row.status == "locked" or finding.indicator not in (plain_name(row.name), row.level2):
        return draft
    fixed = Indicator.model_validate({**row.model_dump(), **finding.fix.indicator})
    return draft if fixed == row else draft.with_rows([fixed if n == index else i for n, i in enumerate(draft.indicators)])


def _faults(draft: Draft, law: Law) -> set[tuple[str, int | None]]:
    return {(f.rule, f.index) for f in check_draft(draft, law).findings}
