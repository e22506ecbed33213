"""抄来的行 (Transcript): what a model is asked to write, and how much of it stands in the file.

A row stands with its name and its target; any other cell that is not printed is left out. Each row is read by itself: a bad one costs no other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from assistant.domain.numeral import print_number
from assistant.model_loop import Complaint, Heard, first_object
from assistant.transcribing.printed import Place, Printed, plain

CELLS = {"name": "指标名称", "target": "指标值", "actual": "完成值", "weight": "分值", "basis": "依据"}
"""The cells of a row that stand beside its name, in the words of a form."""
_ANYWHERE = ("owner", "level1", "level2")
"""Cells that head many rows, and are printed once above them."""


class RowAnswer(BaseModel):
    """One row as a model copies it from the file; empty where the file prints nothing."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)

    owner: str = Field("", max_length=120)
    level1: str = Field("", max_length=30)
    level2: str = Field("", max_length=30)
    name: str = Field("", max_length=120)
    target: str = Field("", max_length=400)
    actual: str = Field("", max_length=400)
    basis: str = Field("", max_length=400)
    weight: str = Field("", max_length=20)

    @field_validator("*", mode="before")
    @classmethod
    def _as_text(cls, value: Any) -> Any:
        if value is None:
            return ""
        return print_number(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


class TranscriptAnswer(BaseModel):
    """The whole answer, as the schema describes it."""

    model_config = ConfigDict(extra="forbid")

    rows: tuple[RowAnswer, ...] = Field(max_length=80)


@dataclass(frozen=True)
class Standing:
    """A row with the cells that stand in the file, and where those beside its name do."""

    row: RowAnswer
    places: dict[str, Place]

    @property
    def key(self) -> tuple[str, str, str]:
        return plain(self.row.owner), plain(self.row.name), plain(self.row.target)


Transcript = dict[tuple[str, str, str], Standing]


def heard(answer: str, kept: Transcript | None, printed: Printed) -> Heard[Transcript]:
    """The rows that stand, with those of earlier answers; a complaint for each cell that does not."""
    said = first_object(answer)
    given = said.get("rows") if said is not None else None
    if not isinstance(given, list):
        return Heard(kept, (Complaint("", '应当是一个 JSON 对象：{"rows":[…]}'),))
    rows, complaints = _rows(given)
    names = {plain(r.name) for _, r in rows}
    standing = dict(kept or {})
    for number, row in rows:
        found, wrong = _standing(row, printed, names)
        complaints += [Complaint(f"第{number}行 {row.name}".strip(), what) for what in wrong]
        if found is not None and len(found.places) >= len(standing[found.key].places if found.key in standing else ()):
            standing[found.key] = found
    return Heard(standing, tuple(complaints))


def _rows(given: Iterable[Any]) -> tuple[list[tuple[int, RowAnswer]], list[Complaint]]:
    rows: list[tuple[int, RowAnswer]] = []
    complaints: list[Complaint] = []
    for number, part in enumerate(given, 1):
        try:
            rows.append((number, RowAnswer.model_validate(part)))
        except ValidationError as error:
            fields = "、".join(dict.fromkeys(".".join(map(str, e["loc"])) or "整行" for e in error.errors()))
            complaints.append(Complaint(f"第{number}行", f"{fields} 不合格式，应是一段照抄的文字"))
    return rows, complaints


def _standing(row: RowAnswer, printed: Printed, names: set[str]) -> tuple[Standing | None, list[str]]:
    """The row as far as it stands, and what does not; None where its name or its target is not printed."""
    if not row.name or not row.target:
        return None, ["name 和 target 都要有，没有指标值的行不要写"]
    others = names - {plain(row.name)}
    best: dict[str, Place] = {}
    for name in printed.places(row.name):
        places = _beside(row, name, printed, others)
        if "target" in places and len(places) > len(best):
            best = places
    if not best:
        which = "target" if printed.stands(row.name) else "name"
        return None, [_missing(which, getattr(row, which))]
    absent = [c for c in CELLS if getattr(row, c) and c not in best]
    absent += [c for c in _ANYWHERE if getattr(row, c) and not printed.stands(getattr(row, c))]
    return Standing(row.model_copy(update=dict.fromkeys(absent, "")), best), [_missing(c, getattr(row, c)) for c in absent]


def _beside(row: RowAnswer, name: Place, printed: Printed, others: set[str]) -> dict[str, Place]:
    """Where the cells of a row stand if its name stands here; each printed place carries one value."""
    places = {"name": name}
    for cell in list(CELLS)[1:]:
        words = getattr(row, cell)
        taken = [p for c, p in places.items() if c != "name"]
        place = printed.near(words, name, others, taken) if words else None
        if place is not None:
            places[cell] = place
    return places


def _missing(cell: str, words: str) -> str:
    return f"{cell} 的“{words[:60]}”在原文这一处找不到，请逐字照抄；原文没有就留空"
