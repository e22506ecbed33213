"""量速 (bench): how long things take, beside floors measured in the same run on the same machine.

A bench is a function of a voice to say what it is doing, and returns rows of figures; `..._to_floor` are the ratios that matter. What is absolute
belongs to the machine and never passes or fails anything.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Say = Callable[[str], None]
Bench = Callable[[Say], list[dict[str, Any]]]


def _startup() -> Bench:
    from eval.bench import startup  # a bench is imported when it is run: benches time imports

    return startup.bench


def _search() -> Bench:
    from corpus.records import Corpus
    from eval.bench import search
    from eval.cases.queries import query_cases

    return lambda say: search.bench(Corpus().all(), [case.query for case in query_cases()], say=say)


def _check() -> Bench:
    from eval.bench import check

    return check.bench


def _draft() -> Bench:
    from eval.bench import draft

    return draft.bench


def _read() -> Bench:
    from eval.bench import read

    return read.bench


BENCHES: dict[str, Callable[[], Bench]] = {"startup": _startup, "search": _search, "check": _check, "draft": _draft, "read": _read}
