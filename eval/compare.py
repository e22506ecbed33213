"""比一比 (compare): these figures beside the accepted ones in `baseline.json` — what got worse, and in which cases.

Everything measured is deterministic: any loss is a change somebody made, so every loss is named, however small.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from eval.measures.measure import Measure, Score
from eval.run import MEASURES, Figures

BASELINE = Path(__file__).with_name("baseline.json")
_FIGURES = TypeAdapter(tuple[Figures, ...])


@dataclass(frozen=True)
class Change:
    """A measure that moved. `cases` are those that lost on it, by id, even where the whole did not."""

    subject: str
    measure: str
    before: float | None
    after: float | None
    worse: bool
    cases: tuple[str, ...]
    beyond_chance: bool = False
    """Worse than the accepted interval reaches: no choice of cases explains it."""


def accepted(file: Path = BASELINE) -> tuple[Figures, ...]:
    """The accepted figures; none where nothing was accepted yet."""
    return _FIGURES.validate_json(file.read_bytes()) if file.exists() else ()


def accept(figures: Sequence[Figures], file: Path = BASELINE) -> None:
    """Makes these the accepted figures; subjects not measured now keep theirs."""
    measured = {f.subject for f in figures}
    kept = [f for f in accepted(file) if f.subject not in measured]
    every = sorted((*kept, *figures), key=lambda f: f.subject)
    text = json.dumps(_FIGURES.dump_python(tuple(every), mode="json"), ensure_ascii=False, indent=1)
    file.write_text(_shares_on_a_line(text) + "\n", encoding="utf-8")


def changes(before: Sequence[Figures], after: Sequence[Figures]) -> list[Change]:
    """Every measure that is not what it was, worse ones first. A measure or case that is new has nothing to be compared with."""
    old = {f.subject: f for f in before}
    found = [change for f in after if f.subject in old for m in MEASURES[f.subject] for change in _moved(m, old[f.subject], f)]
    return sorted(found, key=lambda c: (not c.worse, c.subject, c.measure))


def _moved(measure: Measure[object], before: Figures, after: Figures) -> Iterable[Change]:
    one, two = before.scores.get(measure.name), after.scores.get(measure.name)
    if one is None or two is None or one == two:
        return
    lost = tuple(key for key in two.cases if key in one.cases and _lost(measure, one, two, key))
    worse = _is_worse(measure, one.value, two.value)
    edge = one.low if measure.better == "more" else one.high
    yield Change(before.subject, measure.name, one.value, two.value, worse, lost, worse and _is_worse(measure, edge, two.value))


def _lost(measure: Measure[object], one: Score, two: Score, key: str) -> bool:
    (earned, of), (earned_now, of_now) = one.cases[key], two.cases[key]
    return _is_worse(measure, earned / of, earned_now / of_now)


def _is_worse(measure: Measure[object], before: float | None, after: float | None) -> bool:
    if before is None or after is None or abs(before - after) < 1e-9:
        return before is not None and after is None
    return (after < before) == (measure.better == "more")


def _shares_on_a_line(text: str) -> str:
    """The two numbers of a share on one line: a baseline that reviewers can read as a difference."""
    return re.sub(r"\[\s+(-?[\d.]+),\s+(-?[\d.]+)\s+\]", r"[\1, \2]", text)
