"""Rankings that must fail: one drawn by lot, one that never listens to the query."""

from __future__ import annotations

import hashlib

from assistant.workbench import Workbench
from eval.lanes import Answers, Control
from eval.measures.retrieval import Ranked

_ALL = ("ndcg_5", "recall_5", "first_rank", "first_right")


def by_lot(workbench: Workbench, product: Answers) -> Answers:
    """The records in an order that a digest of query and id settles: chance, and the same chance every time."""

    def lot(item: Ranked) -> list[str]:
        return sorted(item.ranking, key=lambda key: hashlib.blake2b(f"{item.case.id}{key}".encode(), digest_size=8).digest())

    return {key: Ranked(item.case, lot(item)) for key, item in product.items()}


def same_for_all(workbench: Workbench, product: Answers) -> Answers:
    """Every query gets the records by their ids."""
    return {key: Ranked(item.case, sorted(item.ranking)) for key, item in product.items()}


CONTROLS = (
    Control("by_lot", "retrieval", "抽签排序", _ALL, by_lot),
    Control("same_for_all", "retrieval", "不管查什么都按编号排", _ALL, same_for_all),
)
