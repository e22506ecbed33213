"""筛选 (filters): which documents a search is confined to. Kept as a mask of our own: Chroma's filters grow slow with the collection."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.domain.failures import BadInput
from assistant.domain.form import form_kind
from index.document import Document
from index.facets import document_facets

Mask = npt.NDArray[np.bool_]
_CLEAR = 0.8


def mask(documents: Sequence[Document], filters: Mapping[str, object] | None) -> Mask | None:
    """Which documents the filters let through; None where there is nothing to filter by (None and blank values ask for nothing).

    region and organisation: part of the name; kind: as printed or short; year; type: a project type; budget_min, budget_max: 万元, ends
    included. A document that does not say what is asked for is not let through. BadInput names a filter that is unknown or no number.
    """
    asked = {name: value for name, value in (filters or {}).items() if value is not None and value != ""}
    if not asked:
        return None
    tests = [_TESTS[name](_read(name, value)) for name, value in asked.items() if _known(name)]
    return np.array([all(test(document) for test in tests) for document in documents], dtype=bool)


def _known(name: str) -> bool:
    if name not in _TESTS:
        raise BadInput(f"没有这样的筛选条件：{name}。", f"可以按这些筛选：{'、'.join(_TESTS)}。", [f"filters.{name}"])
    return True


def _read(name: str, value: object) -> Any:
    """The value as the test wants it."""
    number = {"year": int, "budget_min": float, "budget_max": float}.get(name)
    if number is None:
        return str(value).strip()
    try:
        return number(str(value))
    except ValueError:
        raise BadInput(f"筛选条件 {name} 须是数字，现在是“{value}”。", "请改成数字，例如年度 2023、预算 50（万元）。", [f"filters.{name}"]) from None


def _type_of(document: Document) -> str | None:
    """The type a record states, else the one its words speak for most."""
    return document.project_type or next(iter(document_facets(document).strongest("type", _CLEAR)), None)


_TESTS: Mapping[str, Callable[[Any], Callable[[Document], bool]]] = {
    "region": lambda wanted: lambda d: wanted in (d.region or ""),
    "kind": lambda wanted: lambda d: d.kind == form_kind(wanted),
    "year": lambda wanted: lambda d: d.year == wanted,
    "type": lambda wanted: lambda d: _type_of(d) == wanted,
    "organisation": lambda wanted: lambda d: wanted in (d.organisation or ""),
    "budget_min": lambda wanted: lambda d: d.budget_wan is not None and d.budget_wan >= wanted,
    "budget_max": lambda wanted: lambda d: d.budget_wan is not None and d.budget_wan <= wanted,
}
