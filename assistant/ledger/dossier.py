"""档案 (Dossier): where a project stands, the fold of its events. Pure.

An event that changes a draft carries, in `changes`, the fields of the draft as they stood afterwards: the fold never re-runs a drafter, an edit
or a rule, so an old ledger folds to the same dossier under any later version of the code.

| kind | content |
|---|---|
| requested | `request` (Withheld for a confidential project) |
| drafted | `draft` |
| edited, answered | `edits`, `said` (the sentence, or null), `undone` (it took the change before back), `changes` |
| waived | `waiver`, `changes` |
| checked | `changes` (findings of the organisation's own checker) |
| accepted | `form` (the whole draft as accepted) |
| exported | `layout`, `as`, `digest` (of the file's bytes) |
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from assistant.domain.draft import Draft
from assistant.domain.event import Dossier, Event, EventKind, Listed

REMEMBERED = 20
"""How many changes the chat line can take back."""
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
    for event, body, after in _told(kept):
        content = after
        changed = event.kind in ("drafted", "accepted") or bool(body.get("changes"))
        seq = event.seq if changed else seq
        accepted = event.kind == "accepted" or (stands.accepted and not changed)
        stands = stands.model_copy(
            update={
                "seq": event.seq,
                "accepted": accepted,
                "accepted_by": (event.by if event.kind == "accepted" else stands.accepted_by) if accepted else None,
                "accepted_at": (event.at if event.kind == "accepted" else stands.accepted_at) if accepted else None,
                "head": event.hash,
            }
        )
    return stands.model_copy(update={"draft": _draft(content, stands.id, seq), "events": kept})


def _told(events: Iterable[Event]) -> Iterator[tuple[Event, dict[str, Any], dict[str, Any] | None]]:
    """Each event, what it says, and the content of the draft after it."""
    content: dict[str, Any] | None = None
    for event in events:
        body = json.loads(event.body)
        if event.kind == "drafted":
            content = body["draft"]
        elif event.kind == "accepted":
            content = body["form"]
        elif content is not None:
            content = {**content, **body.get("changes", {})}
        yield event, body, content


def _draft(content: dict[str, Any] | None, dossier: str, seq: int) -> Draft | None:
    return None if content is None else Draft.model_validate({**content, "dossier": dossier, "seq": seq})


CHANGING: tuple[EventKind, ...] = ("drafted", "edited", "answered", "waived", "checked", "accepted")
"""Kinds of events after which a draft may stand otherwise than before: the last of them says whether it stands accepted."""


def listed(requested: Event, last: Event) -> Listed:
    """A dossier's line in the list, from the event that asked for it and the last that changed it."""
    request = requested.content()["request"]
    accepted = last.kind == "accepted"
    return Listed(
        id=requested.dossier,
        project=request["project"],
        organisation=request.get("organisation"),
        fiscal_year=request["fiscal_year"],
        accepted_by=last.by if accepted else None,
        accepted_at=last.at if accepted else None,
    )


def acceptance(dossier: Dossier) -> Event | None:
    """The event by which the dossier's present draft was accepted, or None."""
    if not dossier.accepted:
        return None
    return next(event for event in reversed(dossier.events) if event.kind == "accepted")


def spoken_so_far(dossier: Dossier) -> tuple[list[Draft], str | None]:
    """For the chat line: the draft after each change since it was last drafted, changes taken back left out; and the row changed last (它)."""
    states: list[tuple[int, dict[str, Any]]] = []
    last: str | None = None
    for event, body, content in _told(dossier.events):
        if event.kind not in ("drafted", "edited") or content is None:
            continue
        if body.get("undone") and len(states) > 1:
            states.pop()
            continue
        if event.kind == "drafted":
            states.clear()
        rows = [edit["row"] for edit in body.get("edits", ()) if "row" in edit]
        last = rows[-1] if rows else last
        states.append((event.seq, content))
    drafts = [_draft(content, dossier.id, seq) for seq, content in states[-REMEMBERED:]]
    return [draft for draft in drafts if draft is not None], last
