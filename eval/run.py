"""量一遍 (run): the product and its controls over all cases, every measure with its interval, and whether the controls failed as they must."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict

from assistant.workbench import Workbench
from eval.controls import CONTROLS
from eval.lanes import PRODUCT
from eval.measures import drafts, retrieval, rules
from eval.measures.measure import Measure, Score, Subject, clearly_worse

MEASURES: dict[Subject, tuple[Measure[Any], ...]] = {"drafts": drafts.MEASURES, "rules": rules.MEASURES, "retrieval": retrieval.MEASURES}
SUBJECTS: tuple[Subject, ...] = get_args(Subject)


class ControlResult(BaseModel):
    """What a control scored on a measure it must be clearly worse on, and whether it was."""

    model_config = ConfigDict(frozen=True)

    control: str
    measure: str
    value: float | None
    low: float | None
    high: float | None
    failed_as_it_must: bool


class Figures(BaseModel):
    """One subject's scores, by measure, with the controls'."""

    model_config = ConfigDict(frozen=True)

    subject: Subject
    scores: dict[str, Score]
    controls: tuple[ControlResult, ...]

    @property
    def trustworthy(self) -> bool:
        """Did every control fail? If one does as well as the product, the measure measures nothing."""
        return all(c.failed_as_it_must for c in self.controls)


def figures(workbench: Workbench, subjects: Sequence[Subject] = SUBJECTS, say: Callable[[str], None] = lambda _: None) -> list[Figures]:
    """The figures of the subjects asked for, in their order."""
    return [_of(workbench, subject, say) for subject in subjects]


def _of(workbench: Workbench, subject: Subject, say: Callable[[str], None]) -> Figures:
    say(f"{subject}：产品")
    product = PRODUCT[subject](workbench)
    scores = {m.name: m.score(product) for m in MEASURES[subject]}
    results = []
    for control in (c for c in CONTROLS if c.subject == subject):
        say(f"{subject}：对照 {control.name}")
        answers = control.answer(workbench, product)
        for measure in (m for m in MEASURES[subject] if m.name in control.must_be_worse_on):
            score = measure.score(answers)
            results.append(
                ControlResult(
                    control=control.name,
                    measure=measure.name,
                    value=score.value,
                    low=score.low,
                    high=score.high,
                    failed_as_it_must=clearly_worse(measure, score, scores[measure.name]),
                )
            )
    return Figures(subject=subject, scores=scores, controls=tuple(results))
