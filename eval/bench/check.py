"""核查速度: the whole catalogue over a draft, beside jsonschema validating the same draft against its own schema."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from assistant.domain.draft import Draft
from assistant.law import Law
from assistant.rules.catalogue import RULES
from assistant.rules.checking import check_draft
from eval.cases.damages import rule_cases

_REPEATS = 7


def bench(say: Callable[[str], None]) -> list[dict[str, Any]]:
    """One row: milliseconds a draft (the median round over all drafts), how many rules, the ratio to the floor."""
    from jsonschema import Draft202012Validator  # a test dependency

    cases = rule_cases()
    laws = [Law.of(None, case.draft.request.fiscal_year) for case in cases]
    documents = [case.draft.model_dump(mode="json", by_alias=True) for case in cases]
    validator = Draft202012Validator(Draft.model_json_schema())
    say(f"{len(cases)} 份草稿 × {_REPEATS} 遍")
    ours, floor = [], []
    for _ in range(_REPEATS):
        ours.append(_seconds(lambda: [check_draft(case.draft, law) for case, law in zip(cases, laws, strict=True)]))
        floor.append(_seconds(lambda: [list(validator.iter_errors(document)) for document in documents]))
    check_ms, schema_ms = (sorted(times)[_REPEATS // 2] / len(cases) * 1000 for times in (ours, floor))
    return [
        {
            "rules": len(RULES),
            "check_ms": round(check_ms, 2),
            "jsonschema_ms": round(schema_ms, 2),
            "check_to_floor": round(check_ms / schema_ms, 2),
            "rule_us": round(check_ms / len(RULES) * 1000, 1),
        }
    ]


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
