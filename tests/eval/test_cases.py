"""Our own cases are sound: truth that stands in the words, distractors that hold numbers, every tier of the right frame."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from assistant.domain.frame import tiers
from assistant.evidence import words_of
from eval.cases.requests import RequestCase, request_cases

CASES = request_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_the_truth_of_a_case_stands_in_its_words(case: RequestCase) -> None:
    request = case.request
    words = words_of(request)
    for fact in case.facts:
        assert any(fact.quote in text for text in words), fact.quote
        assert set(fact.level2) <= set(tiers(request.standard)), fact.object
        assert fact.comparator in "≥≤=><"
        if fact.unit == "date":
            assert dt.date.fromisoformat(str(fact.value)).year == request.fiscal_year
        else:
            assert isinstance(fact.value, float)
    for distractor in case.distractors:
        assert any(distractor in text for text in words), distractor
        assert re.search(r"\d|[一二三四五六七八九十两]", distractor), distractor
    assert {*case.carried} <= {row.name for row in (request.previous.indicators if request.previous else ())}


def test_the_cases_are_many_and_of_many_kinds() -> None:
    assert len({c.id for c in CASES}) == len(CASES) >= 40
    assert sum(c.confidential for c in CASES) >= 3
    assert sum(c.request.kind == "department" for c in CASES) >= 4
    assert sum(c.request.previous is not None for c in CASES) >= 4
    assert sum(c.request.standard == "2021" for c in CASES) >= 8
    assert len({c.request.organisation for c in CASES}) == len(CASES)
