"""档案 (Dossier): where a project stands, the fold of its events. Pure.

An event that changes a draft carries, in `changes`, the fields of the draft as they stood afterwards: the fold never re-runs a drafter, an edit
or a rule, so an old ledger folds to the same dossier under any later version of the code.

| kind | content |
|---|---|
| requested | `request` (Withheld for a confidential project) |
| drafted | `draft` |
| edited, answered | `edits`, `said` (the sentence, or null), `changes` |
| waived | `waiver`, `changes` |
| checked | `changes` (findings of the organisation's own checker) |
| accepted | `form` (the whole draft as accepted) |
| exported | `layout`, `as`, `digest` (of the file's bytes) |
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from assistant.domain.draft import Draft
from assistant.domain.event import Dossier, Event

_OUTSIDE = ("dossier", "seq")
"""Where a draft stands in the ledger is said by its event, not by its own words."""


def content_of(draft: Draft) -> dict[str, Any]:
    """A draft as an event carries it."""
    return draft.model_dump(mode="json", exclude=set(_OUTSIDE))


def changes_between(before: Draft, after: Draft) -> dict[str, Any]:
    """The fields of `after` that differ from `before`, as JSON values."""
    old, new = content_of(before), content_of(after)
    return {field: value for field, value in new.items() if old[field] != value}


def fold(events: Iterable[Event]) -> Dossier:
    """The dossier after these events (all of one dossier, in order). `draft.seq` is the event that last changed the draft."""
    kept = tuple(events)
    if not kept:
        return Dossier(id="")
    stands = Dossier(id=kept[0].dossier)
    content: dict[str, Any] | None = None
    seq = 0
    for event in kept:
        body = json.loads(event.body)
        accepted = stands.accepted
        if event.kind == "drafted":
            content, seq, accepted = body["draft"], event.seq, False
        elif event.kind == "accepted":
            content, seq, accepted = body["form"], event.seq, True
        elif "changes" in body and content is not None:
            content, seq = {**content, **body["changes"]}, event.seq
            accepted = accepted and not body["changes"]
        stands = stands.model_copy(
            update={
                "seq": event.seq,
                "accepted": accepted,
                "accepted_by": (event.by if event.kind == "accepted" else stands.accepted_by) if accepted else None,
                "accepted_at": (event.at if event.kind == "accepted" else stands.accepted_at) if accepted else None,
                "head": event.hash,
            }
        )
    draft = Draft.model_validate({**content, "dossier": stands.id, "seq": seq}) if content is not None else None
    return stands.model_copy(update={"draft": draft, "events": kept})


def acceptance(dossier: Dossier) -> Event | None:
    """The event by which the dossier's present draft was accepted, or None."""
    if not dossier.accepted:
        return None
    return next(event for event in reversed(dossier.events) if event.kind == "accepted")
