"""事件 (Event): what a person or a machine did to a project, chained by hashes; and the Dossier (档案), the fold of a project's events.

Kinds: requested (申请), drafted (起草), edited (修改), answered (补充), waived (豁免), checked (外部核查), accepted (采纳), exported (导出).
The hash covers dossier, seq, at, by, kind, body and the parent's hash: one chain over all events of a ledger. An unkeyed chain shows edits in the
middle; a cut tail or a restored old copy is shown only by an exported head hash: it is a chain, not a seal.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, Literal

from assistant.domain.draft import Draft
from assistant.domain.form import Frozen

EventKind = Literal["requested", "drafted", "edited", "answered", "waived", "checked", "accepted", "exported"]
GENESIS = "sha256:" + "0" * 64


class Event(Frozen):
    """One deed. `seq` counts 1, 2, … within the dossier; `at` is ISO 8601 UTC; `by` the person or "system"; `body` canonical JSON text."""

    dossier: str
    seq: int
    at: str
    by: str
    kind: EventKind
    body: str
    parent: str
    hash: str

    def content(self) -> Any:
        return json.loads(self.body)


class Dossier(Frozen):
    """档案: where a project stands after `seq` events."""

    id: str
    seq: int = 0
    draft: Draft | None = None
    accepted: bool = False
    accepted_by: str | None = None
    accepted_at: str | None = None
    head: str = GENESIS
    events: tuple[Event, ...] = ()


class Listed(Frozen):
    """A dossier as a list shows it."""

    id: str
    project: str
    organisation: str | None = None
    fiscal_year: int
    accepted_by: str | None = None
    accepted_at: str | None = None


class Accepted(Frozen):
    """采纳: the form a named person accepted, with the event that proves it. `hash` is the ledger's head at that moment; exports carry it."""

    dossier: str
    seq: int
    hash: str
    form: Draft
    by: str
    at: str


class Verified(Frozen):
    """核验: what walking the chain, and comparing a file with it, showed. `message` says it in one Chinese sentence.

    `ok` is false for a broken chain and for a file the chain does not prove; `broken` names the first broken event; `differs` what the file says
    otherwise than the form accepted.
    """

    ok: bool
    message: str
    events: int = 0
    head: str = GENESIS
    broken: str | None = None
    file: str | None = None
    dossier: str | None = None
    seq: int | None = None
    by: str | None = None
    at: str | None = None
    differs: tuple[str, ...] = ()


def canonical(value: Any) -> str:
    """Canonical JSON: sorted keys, no blanks, Chinese kept. The same content is the same text on every machine."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def event_hash(dossier: str, seq: int, at: str, by: str, kind: str, body: str, parent: str) -> str:
    """The tagged digest of one event."""
    return "sha256:" + hashlib.sha256(canonical([dossier, seq, at, by, kind, body, parent]).encode()).hexdigest()
