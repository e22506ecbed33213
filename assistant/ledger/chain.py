"""链 (chain): how one event is tied to the one before it, and how a whole chain is examined. Pure: events in, values out.

An unkeyed chain shows an edited or missing event in the middle. A cut tail, or an old copy put back, leaves a shorter chain that is whole in
itself; only a head hash carried outside (printed on an exported form) shows it. So it is a chain, and we do not call it sealed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assistant.domain.event import GENESIS, Event, EventKind, canonical, event_hash
from assistant.domain.form import Frozen


class Deed(Frozen):
    """What is to be entered: by whom ("system" for the machine), of what kind, with what content (JSON values)."""

    by: str
    kind: EventKind
    content: dict[str, Any]


class Break(Frozen):
    """The first place where the chain does not hold. `position` counts all events of the ledger from 1; `why` is a Chinese sentence."""

    position: int
    dossier: str | None = None
    seq: int | None = None
    why: str


class Examination(Frozen):
    """What walking the chain showed: how many events, the last hash that still held, and the first break if there is one."""

    events: int
    head: str
    broken: Break | None = None

    @property
    def whole(self) -> bool:
        return self.broken is None


def link(parent: str, dossier: str, seq: int, at: str, deed: Deed) -> Event:
    """The event a deed becomes when it follows `parent`."""
    body = canonical(deed.content)
    return Event(
        dossier=dossier,
        seq=seq,
        at=at,
        by=deed.by,
        kind=deed.kind,
        body=body,
        parent=parent,
        hash=event_hash(dossier, seq, at, deed.by, deed.kind, body, parent),
    )


def examine(events: Iterable[Event], expected_head: str | None = None) -> Examination:
    """Walk the events in their order and name the first that is broken.

    `expected_head` is a hash seen earlier (on an export): if the chain is whole but does not hold it, its tail was cut or an old copy was put back.
    """
    head, count, seen = GENESIS, 0, expected_head in (None, GENESIS)
    last_seq: dict[str, int] = {}
    for count, event in enumerate(events, start=1):
        why = _fault(event, head, last_seq.get(event.dossier, 0))
        if why:
            return Examination(events=count - 1, head=head, broken=Break(position=count, dossier=event.dossier, seq=event.seq, why=why))
        head = event.hash
        last_seq[event.dossier] = event.seq
        seen = seen or head == expected_head
    if not seen:
        why = "台账里没有这个校验值：末尾的记录被截掉了，或者恢复成了旧的副本"
        return Examination(events=count, head=head, broken=Break(position=count + 1, why=why))
    return Examination(events=count, head=head)


def _fault(event: Event, head: str, last_seq: int) -> str | None:
    if event.parent != head:
        return "与上一条记录接不上：前面有记录被删除、插入或改动"
    if event.hash != event_hash(event.dossier, event.seq, event.at, event.by, event.kind, event.body, event.parent):
        return "内容与校验值不符：这条记录被改动过"
    if event.seq != last_seq + 1:
        return "档案内的序号不连续：有记录被删除"
    return None
