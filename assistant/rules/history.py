"""往年 (history): what a row was last year, from last year's form, else from the row's own ground (2024年为92%)."""

from __future__ import annotations

import re

from assistant.domain.numeral import half_width
from assistant.rules.row import Row
from assistant.rules.subject import Subject

_ACTUAL = re.compile(r"(?P<year>20\d\d)\s*年?[^\d，,；;。]{0,14}?(?P<number>\d+(?:\.\d+)?)(?![\d.]|\s*年)\s*(?P<unit>%|‰|[\u4e00-\u9fa5/·]{0,6})")


def last_actual(row: Row, subject: Subject) -> float | None:
    """Last year's actual in the row's own unit; the latest year wins, None where nobody says."""
    if subject.previous:
        for old in subject.previous.indicators:
            if old.name == row.name and isinstance(old.actual, (int, float)):
                return float(old.actual)
    found = [(int(m["year"]), float(m["number"])) for m in _ACTUAL.finditer(half_width(row.basis)) if _same_unit(m["unit"], row.unit)]
    return max(found)[1] if found else None


def _same_unit(said: str, unit: str) -> bool:
    return bool(unit) and (said == unit or said.startswith(unit))
