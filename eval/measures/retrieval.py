"""检索的量: the usual ones, worked out by ir-measures, over graded queries of our own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from eval.cases.queries import QueryCase
from eval.measures.measure import Measure, Share

DEPTH = 50


@dataclass(frozen=True)
class Ranked:
    """A query and the ids of records, best first."""

    case: QueryCase
    ranking: Sequence[str]


def _by(name: str) -> Callable[[Ranked], Share]:
    def share(item: Ranked) -> Share:
        import ir_measures  # a test dependency: only who measures retrieval needs it

        qrels = [ir_measures.Qrel("q", key, grade) for key, grade in item.case.relevant.items()]
        run = [ir_measures.ScoredDoc("q", key, float(DEPTH - n)) for n, key in enumerate(item.ranking[:DEPTH])]
        found = [m.value for m in ir_measures.iter_calc([ir_measures.parse_measure(name)], qrels, run)]
        return (float(found[0]) if found else 0.0), 1

    return share


MEASURES: tuple[Measure[Ranked], ...] = (
    Measure("ndcg_5", "retrieval", "nDCG@5", "前五条的分级增益，与最好的排法之比，按查询平均", "more", _by("nDCG@5")),
    Measure("recall_5", "retrieval", "R@5", "该看到的记录中，进入前五条的占比，按查询平均", "more", _by("R@5")),
    Measure("first_rank", "retrieval", "RR", "第一条有用的记录排第几位的倒数，按查询平均", "more", _by("RR")),
    Measure("first_right", "retrieval", "Success@1", "第一条就有用的查询占比", "more", _by("Success@1")),
)
