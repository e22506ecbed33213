"""A measure is a share: every case gives what it earned out of what it could have earned, and the sums are divided.

Definition, direction and arithmetic stand together, so that a figure in a report can be read without looking elsewhere. Intervals are
percentile bootstrap intervals over cases (95 %, fixed seed): the same answers give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

Subject = Literal["drafts", "rules", "retrieval"]
Share = tuple[float, float]
"""(earned, out of); (0, 0) where a case has nothing to say on a measure."""
Item = TypeVar("Item")

_RESAMPLES = 1000
_SEED = 20260101


@dataclass(frozen=True)
class Measure(Generic[Item]):
    """`better`: whether more or less of it is wanted. `percent`: the share reads as per cent (else as a mean per case)."""

    name: str
    subject: Subject
    title: str
    definition: str
    better: Literal["more", "less"]
    share: Callable[[Item], Share]
    percent: bool = True

    def score(self, items: Mapping[str, Item]) -> Score:
        """The measure over cases by their ids."""
        return Score.of({key: self.share(item) for key, item in items.items()})


class Score(BaseModel):
    """A figure with what it rests on. `value` and the interval are None where no case has anything to say."""

    model_config = ConfigDict(frozen=True)

    value: float | None
    low: float | None
    high: float | None
    cases: dict[str, Share]
    """Share of each case that has something to say; by id."""

    @classmethod
    def of(cls, shares: Mapping[str, Share]) -> Score:
        told = {key: share for key, share in sorted(shares.items()) if share[1]}
        if not told:
            return cls(value=None, low=None, high=None, cases={})
        earned, out_of = (sum(s[n] for s in told.values()) for n in (0, 1))
        low, high = _interval(list(told.values()))
        return cls(value=round(earned / out_of, 4), low=low, high=high, cases=told)


def _interval(shares: Sequence[Share]) -> tuple[float, float]:
    import numpy as np  # scipy takes a third of a second: `eval --help` does without
    from scipy.stats import bootstrap

    earned, out_of = (np.asarray([s[n] for s in shares], dtype=float) for n in (0, 1))
    if len(shares) < 2 or np.ptp(earned / out_of) == 0:
        value = round(float(earned.sum() / out_of.sum()), 4)
        return value, value
    result = bootstrap(
        (earned, out_of),
        lambda a, b, axis: a.sum(axis=axis) / b.sum(axis=axis),
        paired=True,
        method="percentile",
        n_resamples=_RESAMPLES,
        rng=np.random.default_rng(_SEED),
    )
    return round(float(result.confidence_interval.low), 4), round(float(result.confidence_interval.high), 4)


def clearly_worse(measure: Measure[Item], control: Score, product: Score) -> bool:
    """Is the control's interval wholly on the bad side of the product's?"""
    if control.low is None or control.high is None or product.low is None or product.high is None:
        return False
    return control.high < product.low if measure.better == "more" else control.low > product.high
