"""理由 (reasons): in a phrase each, why a record is comparable to a request and where it differs. Chinese, for the clerk."""

from __future__ import annotations

from index.document import Document
from index.facets import Facets

_NEAR = 2.0
_FAR = 5.0
_SHOWN = 3


def why(asked: Facets, found: Facets, same_unit: bool = False) -> tuple[str, ...]:
    """What the two share, strongest first. Empty where only scattered words do."""
    phrases = []
    if same_unit:
        phrases.append("同一单位的项目")
    types = _shared(asked, found, "type")[:1]
    if types:
        phrases.append(f"同属{types[0]}")
    things = [w for lane in ("activity", "object") for w in _shared(asked, found, lane)]
    named = [w for w in dict.fromkeys(w.split("/")[-1] for w in things) if w not in types][:_SHOWN]
    if named:
        phrases.append("都涉及" + "、".join(named))
    groups = _shared(asked, found, "group")[:2]
    if groups:
        phrases.append("同样面向" + "、".join(groups))
    occasions = _shared(asked, found, "occasion")[:1]
    if occasions:
        phrases.append(f"同在{occasions[0]}前后")
    ratio = _ratio(asked, found)
    if ratio is not None and 1 / _NEAR <= ratio <= _NEAR:
        phrases.append(f"预算相近（{_wan(found.budget_wan)}）")
    if asked.level and asked.level == found.level:
        phrases.append(f"同为{asked.level}单位")
    return tuple(phrases)


def differs(asked: Facets, found: Facets, document: Document, truncated: bool, indicators: int) -> tuple[str, ...]:
    """Where the two part, and what the record lacks: what a clerk should know before borrowing from it."""
    phrases = []
    ours, theirs = asked.tops.get("type", [])[:1], found.tops.get("type", [])[:1]
    if ours and theirs and not _shared(asked, found, "type"):
        phrases.append(f"对方主要是{theirs[0]}，本项目是{ours[0]}")
    our_groups, their_groups = asked.tops.get("group", []), found.tops.get("group", [])
    if our_groups and their_groups and not set(our_groups) & set(their_groups):
        phrases.append(f"对方面向{their_groups[0]}，本项目面向{our_groups[0]}")
    ratio = _ratio(asked, found)
    if ratio is None:
        if asked.budget_wan and found.budget_wan is None:
            phrases.append("对方没有公布预算")
    elif ratio >= _FAR:
        phrases.append(f"对方预算大得多（{_wan(found.budget_wan)}，约为本项目的{_times(ratio)}倍）")
    elif ratio <= 1 / _FAR:
        phrases.append(f"对方预算小得多（{_wan(found.budget_wan)}，约为本项目的{_times(1 / ratio)}分之一）")
    if asked.level and found.level and asked.level != found.level:
        phrases.append(f"对方是{found.level}单位")
    if document.kind and document.kind.startswith("部门整体"):
        phrases.append("对方出自部门整体表")
    if not indicators:
        phrases.append("对方没有公布指标")
    elif truncated:
        phrases.append("对方的公布页不完整，只有部分指标")
    return tuple(phrases)


def _shared(asked: Facets, found: Facets, lane: str) -> list[str]:
    """Words strong on both sides, by the product of their weights; ties by word."""
    ours, theirs = asked.lanes.get(lane, {}), found.lanes.get(lane, {})
    strong = set(asked.tops.get(lane, ())) & set(found.tops.get(lane, ()))
    return sorted(strong, key=lambda w: (-ours[w] * theirs[w], w))


def _ratio(asked: Facets, found: Facets) -> float | None:
    if not asked.budget_wan or not found.budget_wan or asked.budget_wan <= 0 or found.budget_wan <= 0:
        return None
    return found.budget_wan / asked.budget_wan


def _wan(amount: float | None) -> str:
    return f"{amount:.10g}万元"


def _times(ratio: float) -> str:
    return f"{ratio:.0f}"
