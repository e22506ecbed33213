"""照改 (mending): what a finding proposes for a row, done at a person's click. From then on the row is the person's."""

from __future__ import annotations

from assistant.domain.draft import Draft
from assistant.domain.failures import BadInput
from assistant.domain.finding import Finding
from assistant.domain.indicator import Ground, Indicator


def mended(draft: Draft, finding: Finding) -> Draft:
    """The draft with the row changed as the finding proposes, safe or not: it was a person who chose. Raises BadInput where there is no proposal."""
    row = draft.indicators[finding.index] if finding.index is not None and finding.index < len(draft.indicators) else None
    if finding.fix is None or row is None:
        raise BadInput("这条意见没有现成的改法。", "请直接修改这一行。", ["finding"])
    ground = Ground(kind="user", ref=finding.rule, quote=f"照意见修改：{finding.message}")
    changed = Indicator.model_validate({**row.model_dump(), **finding.fix.indicator, "status": "edited", "sources": (*row.sources, ground)})
    return draft.with_rows([changed if n == finding.index else r for n, r in enumerate(draft.indicators)])
