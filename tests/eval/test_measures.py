"""Scores, intervals, and the measures of rules and retrieval on hand-made answers."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.domain.finding import Finding
from eval.cases.damages import damaged, rule_cases
from eval.cases.queries import QueryCase
from eval.measures import retrieval, rules
from eval.measures.measure import Measure, Score, clearly_worse
from eval.measures.retrieval import Ranked
from eval.measures.rules import Examined


def test_a_score_divides_the_sums_and_leaves_out_cases_with_nothing_to_say() -> None:
    score = Score.of({"a": (1, 2), "b": (3, 4), "c": (0, 0)})
    assert score.value == pytest.approx(4 / 6, abs=1e-4)
    assert set(score.cases) == {"a", "b"}
    assert score.low is not None and score.high is not None and score.low <= score.value <= score.high


def test_no_case_no_figure() -> None:
    assert Score.of({}) == Score(value=None, low=None, high=None, cases={})


def test_the_same_shares_give_the_same_interval_whatever_their_order() -> None:
    shares = {f"c{n}": (float(n % 3), 2.0) for n in range(20)}
    assert Score.of(shares) == Score.of(dict(reversed(shares.items())))


def test_clearly_worse_means_that_the_intervals_do_not_meet() -> None:
    more: Measure[Any] = Measure("m", "drafts", "", "", "more", lambda _: (0, 1))
    less: Measure[Any] = Measure("m", "drafts", "", "", "less", lambda _: (0, 1))
    low, middle, high = (Score(value=v, low=v - 0.1, high=v + 0.1, cases={}) for v in (0.2, 0.35, 0.8))
    assert clearly_worse(more, low, high) and not clearly_worse(more, high, low)
    assert clearly_worse(less, high, low)
    assert not clearly_worse(more, low, middle)


@pytest.mark.parametrize("measure", retrieval.MEASURES, ids=lambda m: m.name)
def test_a_right_ranking_scores_full_and_a_wrong_one_little(measure: Measure[Ranked]) -> None:
    case = QueryCase(id="q", kind="type", query="", relevant={"a": 2, "b": 1})
    wrong = [f"x{n}" for n in range(20)]
    assert measure.share(Ranked(case, ["a", "b", *wrong])) == (1, 1)
    assert measure.share(Ranked(case, [*wrong, "a", "b"]))[0] < 0.1
    assert measure.share(Ranked(case, wrong)) == (0, 1)


def test_a_planted_fault_counts_as_found_only_on_its_row_and_as_its_kind() -> None:
    case = next(c for c in rule_cases() if c.kind == "wrong_direction")

    def found(**finding: Any) -> float:
        return rules.planted_found(Examined(case, [Finding(message="", **finding)]))[0]

    assert found(kind="wrong_direction", severity="error", indicator=case.row) == 1
    assert found(kind="wrong_direction", severity="error", indicator="别的行") == 0
    assert found(kind="wrong_tier", severity="error", indicator=case.row) == 0
    assert found(kind="wrong_direction", severity="note", indicator=case.row) == 0


def test_an_error_on_a_clean_draft_is_held_against_the_rules_and_a_note_is_not() -> None:
    case = next(c for c in rule_cases() if c.kind is None)
    for severity, without_error, quiet in (("error", 0, 0), ("warning", 1, 0), ("note", 1, 1)):
        item = Examined(case, [Finding(message="", severity=severity)])  # type: ignore[arg-type]
        assert rules.clean_without_error(item) == (without_error, 1)
        assert rules.clean_with_at_most_notes(item) == (quiet, 1)


def test_a_damage_that_changes_nothing_or_fits_no_row_is_refused() -> None:
    data = {"request": {"description": "六期"}, "objective": "", "indicators": [{"name": "期数", "level2": "数量指标", "value": 6}]}
    with pytest.raises(ValueError, match="什么也没有改"):
        damaged(data, {"row": "期数", "set": {"value": 6}})
    with pytest.raises(ValueError, match="应恰有一行"):
        damaged(data, {"row": "人数", "set": {"value": 6}})
    with pytest.raises(ValueError, match="不在"):
        damaged(data, {"rewrite": {"description": ["七期", "八期"]}})
