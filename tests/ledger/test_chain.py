"""A chain names the first event that is broken, whatever was done to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.event import GENESIS, Event
from assistant.ledger.chain import Deed, examine, link

AT = "2025-03-01T08:00:00+00:00"


def chain(n: int) -> list[Event]:
    """n events of two dossiers, taking turns."""
    made: list[Event] = []
    for k in range(n):
        parent = made[-1].hash if made else GENESIS
        made.append(link(parent, "甲乙"[k % 2], k // 2 + 1, AT, Deed(by="李霞", kind="edited", content={"步": k})))
    return made


def test_an_untouched_chain_is_whole_and_ends_in_its_last_hash() -> None:
    events = chain(7)
    examined = examine(events)
    assert examined.whole
    assert (examined.events, examined.head) == (7, events[-1].hash)


def test_an_empty_ledger_is_whole() -> None:
    assert examine([]).whole
    assert examine([]).head == GENESIS


@given(st.integers(0, 6), st.sampled_from(["dossier", "seq", "at", "by", "kind", "body", "parent", "hash"]))
def test_whatever_field_is_changed_the_chain_names_that_event(k: int, field: str) -> None:
    events = chain(7)
    other = {"seq": 9, "kind": "waived"}.get(field, "别的")
    events[k] = events[k].model_copy(update={field: other})
    broken = examine(events).broken
    assert broken is not None
    # A false hash may only show at the event that should follow it; it shows at the event itself because the hash is recomputed.
    assert broken.position == k + 1


@given(st.integers(0, 5))
def test_an_event_deleted_in_the_middle_is_noticed_where_it_is_missing(k: int) -> None:
    events = chain(7)
    del events[k]
    broken = examine(events).broken
    assert broken is not None
    assert broken.position == k + 1


def test_two_events_exchanged_are_noticed() -> None:
    events = chain(5)
    events[1], events[2] = events[2], events[1]
    assert not examine(events).whole


def test_a_rehashed_event_breaks_the_next_one() -> None:
    events = chain(5)
    events[2] = link(events[1].hash, events[2].dossier, events[2].seq, AT, Deed(by="李霞", kind="edited", content={"步": "改过"}))
    broken = examine(events).broken
    assert broken is not None
    assert broken.position == 4


@pytest.mark.parametrize("cut", [1, 3])
def test_a_cut_tail_is_whole_in_itself_and_is_shown_by_a_head_hash_carried_outside(cut: int) -> None:
    events = chain(6)
    exported = events[-1].hash
    assert examine(events[:-cut]).whole
    broken = examine(events[:-cut], expected_head=exported).broken
    assert broken is not None
    assert "截掉" in broken.why
    assert examine(events, expected_head=exported).whole


def test_an_older_export_still_holds_after_the_chain_has_grown() -> None:
    events = chain(6)
    assert examine(events, expected_head=events[2].hash).whole
