"""筛选 (filters): which documents a search is confined to. Masks over columns of our own: Chroma's filters grow slow with the collection."""

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


class Columns:
    """What documents can be filtered by, a column an attribute; a column is made when it is first asked for."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._words: dict[str, tuple[list[str], npt.NDArray[np.int32]]] = {}
        self._numbers: dict[str, npt.NDArray[np.float64]] = {}

    def mask(self, filters: Mapping[str, object] | None) -> Mask | None:
        """Which documents the filters let through; None where there is nothing to filter by (None and blank values ask for nothing).

        region and organisation: part of the name; kind: as printed or short; year; type: a project type; budget_min, budget_max: 万元, ends
        included. A document that does not say what is asked for is not let through. BadInput names a filter that is unknown or no number.
        """
        asked = {name: value for name, value in (filters or {}).items() if value is not None and value != ""}
        unknown = next((name for name in asked if name not in _TESTS), None)
        if unknown:
            raise BadInput(f"没有这样的筛选条件：{unknown}。", f"可以按这些筛选：{'、'.join(_TESTS)}。", [f"filters.{unknown}"])
        masks = [_TESTS[name](self, _read(name, value)) for name, value in asked.items()]
        return np.logical_and.reduce(masks) if masks else None

    def words(self, attribute: str, lets_through: Callable[[str], bool]) -> Mask:
        """Documents whose attribute passes the test; each different value is tested once. Nothing said passes nothing."""
        if attribute not in self._words:
            said = [(_type_of(d) if attribute == "type" else getattr(d, attribute)) or "" for d in self._documents]
            values = sorted(set(said))
            code = {value: n for n, value in enumerate(values)}
            self._words[attribute] = values, np.array([code[s] for s in said], dtype=np.int32)
        values, codes = self._words[attribute]
        return np.array([bool(v) and lets_through(v) for v in values], dtype=bool)[codes]

    def numbers(self, attribute: str) -> npt.NDArray[np.float64]:
        """A column of numbers, not-a-number where nothing is said: no comparison holds for it."""
        if attribute not in self._numbers:
            self._numbers[attribute] = np.array([np.nan if (v := getattr(d, attribute)) is None else v for d in self._documents], dtype=float)
        return self._numbers[attribute]


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


_TESTS: Mapping[str, Callable[[Columns, Any], Mask]] = {
    "region": lambda columns, wanted: columns.words("region", lambda v: wanted in v),
    "kind": lambda columns, wanted: columns.words("kind", lambda v: v == form_kind(wanted)),
    "year": lambda columns, wanted: columns.numbers("year") == wanted,
    "type": lambda columns, wanted: columns.words("type", lambda v: v == wanted),
    "organisation": lambda columns, wanted: columns.words("organisation", lambda v: wanted in v),
    "budget_min": lambda columns, wanted: columns.numbers("budget_wan") >= wanted,
    "budget_max": lambda columns, wanted: columns.numbers("budget_wan") <= wanted,
}
