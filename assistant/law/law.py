"""现行规定 (Law): the documents in force in a year and the conventions of a place, read from `documents/*.toml` and `places/*.toml`.

A place inherits from its `parent` (成都 ← 四川 ← national); `[[change]]` tables with a `year` apply from that year on. Nothing here is computed:
whoever needs another number writes it into a place file, with the source beside it. Does not judge forms.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

HERE = Path(__file__).parent
NATIONAL = "national"

Standing = Literal["text", "report", "memory"]
"""How a clause is known: its text was read, a report of it was read, or neither (general knowledge, never the ground of an error)."""


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Clause(_Data):
    """What one section of a document says. `source` names where its text or a report of it was read (docs/rules.md lists them)."""

    key: str
    section: str = ""
    says: str
    standing: Standing = "memory"
    source: str = ""

    @property
    def verified(self) -> bool:
        """Confirmed by the text or by a report of it."""
        return self.standing != "memory"


class Document(_Data):
    """官方文件. `since`/`until` are the years it is in force; `local` names the place it binds (None: the whole country)."""

    id: str
    number: str
    title: str
    date: str = ""
    since: int
    until: int | None = None
    local: str | None = None
    fixes: str
    clause: tuple[Clause, ...] = ()

    @property
    def verified(self) -> bool:
        return any(c.verified for c in self.clause)

    def named(self) -> str:
        """As a finding prints it: 财预〔2021〕101号."""
        return self.number or f"《{self.title}》"

    def find(self, key: str) -> Clause:
        return next(c for c in self.clause if c.key == key)


class Scheme(_Data):
    """分值方案: points of a self-evaluation. `cost` is None where cost stands inside output; all five add to 100."""

    name: str
    execution: float
    output: float
    benefit: float
    satisfaction: float
    cost: float | None = None
    source: str = ""

    @property
    def indicators(self) -> float:
        """What the weights of the indicator rows add to: 100 less the execution rate's."""
        return 100 - self.execution


class SpendingStandard(_Data):
    """开支标准: the highest 元 per unit a document allows (综合定额), by what it is for."""

    subject: str
    words: tuple[str, ...]
    unit: str
    highest: float
    document: str


class Law(_Data):
    """What holds at one place in one year."""

    place: str
    year: int
    names: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    carries_weights: bool = False
    """The place's goal forms print weights. Weights present in a form are checked wherever they are."""
    schemes: tuple[Scheme, ...] = ()
    bands: tuple[float, ...] = (100, 80, 60, 0)
    grades: dict[str, float] = {}
    reverse_rule: Literal["linear", "ratio"] = "linear"
    unused_prints: Literal["不适用", ""] = "不适用"
    tolerance_wan: float = 0.1
    overrun_percent: float = 130
    name_length: int = 20
    fewest_indicators: int = 3
    heaviest_row: float = 30
    large_purchase_wan: float = 100
    overpriced_ratio: float = 1.5
    rate_drop_points: float = 1
    count_drop_percent: float = 30
    lumped_percent: float = 70
    copied_percent: float = 60
    standards: tuple[SpendingStandard, ...] = ()
    sources: tuple[str, ...] = ()

    @classmethod
    def of(cls, place: str | None, year: int, folder: Path | None = None) -> Law:
        """The law of a place, found by a name in a region or a unit's name (河北省秦皇岛市… → 河北), national where none is known.

        `folder`: further place files of the unit itself; they win over ours and may name one of ours as `parent`.
        """
        return _law(_place_named(place or "", folder), year, folder)

    def document(self, document_id: str) -> Document | None:
        """A document in force here and now by its id, else None."""
        return next((d for d in self.documents if d.id == document_id), None)

    def row_totals(self) -> tuple[float, ...]:
        """The totals the indicator weights may add to here, smallest first."""
        return tuple(sorted({s.indicators for s in self.schemes}))


@cache
def documents() -> tuple[Document, ...]:
    """Every document we know, by id."""
    return tuple(Document.model_validate(_read(path)) for path in sorted((HERE / "documents").glob("*.toml")))


@cache
def _places(folder: Path | None) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for where in (HERE / "places", folder):
        for path in sorted(where.glob("*.toml")) if where else ():
            found[path.stem] = _read(path)
    return found


def _place_named(text: str, folder: Path | None) -> str:
    """The most particular place one of whose names stands in the text: a city before its province, then the longest name, then the file name."""
    places = _places(folder)
    hits = [(-_depth(stem, places), -len(name), stem) for stem, data in places.items() for name in data.get("names", []) if name and name in text]
    return min(hits)[2] if hits else NATIONAL


def _depth(stem: str, places: Mapping[str, Mapping[str, Any]]) -> int:
    parent = places[stem].get("parent")
    return 1 + (_depth(parent, places) if parent else 0)


@cache
def _law(stem: str, year: int, folder: Path | None) -> Law:
    data = _inherited(stem, folder, year)
    in_force = tuple(d for d in documents() if d.since <= year <= (d.until or year) and d.local in (None, *data["lineage"]))
    fields = {k: v for k, v in data.items() if k in Law.model_fields}
    return Law.model_validate({**fields, "place": stem, "year": year, "documents": in_force})


def _inherited(stem: str, folder: Path | None, year: int) -> dict[str, Any]:
    own = _places(folder)[stem]
    parent = own.get("parent") or (None if stem == NATIONAL else NATIONAL)
    merged = _inherited(parent, folder, year) if parent else {"lineage": ()}
    changes = sorted((c for c in own.get("change", []) if c["year"] <= year), key=lambda c: c["year"])
    for layer in (own, *changes):
        merged = {**merged, **{k: v for k, v in layer.items() if k not in ("change", "parent", "year", "note")}}
    return {**merged, "lineage": (*merged["lineage"], stem)}


def _read(path: Path) -> dict[str, Any]:
    data: Mapping[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return dict(data)
